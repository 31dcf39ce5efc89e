import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';

export interface ConfirmProps {
  words: Words;
  title: string;
  /** What the button that does it says. */
  yes: string;
  onYes(): void;
  onNo(): void;
  children?: ComponentChildren;
}

/** Asks before something that cannot be taken back. Escape and "Cancel" change nothing. */
export function Confirm({ words, title, yes, onYes, onNo, children }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
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
      class="confirm"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <h3 id={id}>{title}</h3>
      {children}
      <div class="row">
        <button type="button" class="quiet" onClick={() => onNo()}>
          {words('teach_cancel')}
        </button>
        <Button onPress={onYes}>{yes}</Button>
      </div>
    </dialog>
  );
}
