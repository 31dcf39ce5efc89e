import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  title: string;
  /** Escape was pressed. The dialog stays until its parent takes it away. */
  onClose(): void;
  children: ComponentChildren;
  /** The buttons, the harmless one first: where nothing else can take it, it has the focus. */
  actions: ComponentChildren;
}

/**
 * The browser's own modal dialog: it keeps the focus, Escape closes it. It opens when it is
 * mounted; the focus goes back to where it was when it goes.
 */
export function Dialog({ title, onClose, children, actions }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Not after painting: between a dialog that is gone and its opener, keys would go nowhere.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      // The browser gives focus back to what opened it only while that is still there.
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
