import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  title: string;
  /** Escape was pressed. The dialog stays until its parent removes it. */
  onClose(): void;
  children: ComponentChildren;
  /** The buttons, the harmless one first: it gets the focus if nothing before it can. */
  actions: ComponentChildren;
}

/**
 * The browser's modal dialog, which keeps the focus inside. It opens when it is mounted, and
 * restores the focus when it is unmounted.
 */
export function Dialog({ title, onClose, children, actions }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // A layout effect: no key must be lost between closing the dialog and restoring the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      // Restore the focus ourselves, because the browser does not do so in every case.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div class="dialog-body">{children}</div>
      <div class="row dialog-actions">{actions}</div>
    </dialog>
  );
}
