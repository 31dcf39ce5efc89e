import type { ComponentChildren } from 'preact';

export interface FoldProps {
  /** For links to this part. */
  id?: string;
  title: ComponentChildren;
  /** What is said beside the title, also while it is folded. */
  note?: ComponentChildren;
  /** Whether it is unfolded at first; afterwards the user decides. */
  open?: boolean;
  children: ComponentChildren;
}

/** A part of a page that folds under its heading. */
export function Fold({ id, title, note, open = false, children }: FoldProps) {
  return (
    <details class="fold" id={id} open={open}>
      <summary>
        <h2>{title}</h2>
        {note && <span class="note">{note}</span>}
      </summary>
      <div class="folded">{children}</div>
    </details>
  );
}
