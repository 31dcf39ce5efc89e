import { useEffect, useRef } from 'preact/hooks';
import type { Words } from '../../ui/i18n.ts';

export interface BackProps {
  words: Words;
  title: string;
  onBack(): void;
}

/** A screen's heading, which takes the focus when the screen opens, and the way back. */
export function Back({ words, title, onBack }: BackProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="screen-head">
      <button type="button" class="quiet" onClick={() => onBack()}>
        <span class="arrow" aria-hidden="true" /> {words('teach_back')}
      </button>
      <h2 ref={heading} tabIndex={-1} dir="auto">
        {title}
      </h2>
    </div>
  );
}
