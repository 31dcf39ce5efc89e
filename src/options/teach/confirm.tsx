import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/components.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Words } from '../../ui/i18n.ts';

export interface ConfirmProps {
  words: Words;
  title: string;
  /** Label of the button that confirms. */
  yes: string;
  onYes(): void;
  onNo(): void;
  children?: ComponentChildren;
}

/** Asks before something that cannot be undone. Escape and "Cancel" change nothing. */
export function Confirm({ words, title, yes, onYes, onNo, children }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onNo}
      actions={
        <>
          <Button look="quiet" onPress={onNo}>
            {words('teach_cancel')}
          </Button>
          <Button look="danger" onPress={onYes}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
