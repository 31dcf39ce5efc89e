import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../ui/components.tsx';

export interface UndoBarProps {
  /** What was deleted, or that it is back; empty: nothing. */
  said: string;
  /** Label of the button. */
  label: string;
  /** Null: there is nothing to undo. */
  onUndo: (() => void) | null;
}

/**
 * Says what was deleted, with a button that puts it back. It has no time limit. The button gets the
 * focus, because the control that deleted is often gone.
 */
export function UndoBar({ said, label, onUndo }: UndoBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const offered = onUndo !== null;
  useLayoutEffect(() => {
    if (offered) bar.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [offered, said]);
  return (
    <div ref={bar} class={said ? 'undo-bar' : 'undo-bar unseen'}>
      <p role="status">{said}</p>
      {onUndo && (
        <Button look="quiet" onPress={onUndo}>
          {label}
        </Button>
      )}
    </div>
  );
}
