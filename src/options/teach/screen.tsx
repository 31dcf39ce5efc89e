import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';

export interface BackProps {
  words: Words;
  title: string;
  onBack(): void;
}

/** A screen's heading, which gets the focus when the screen opens, and its back button. */
export function Back({ words, title, onBack }: BackProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // A layout effect: after painting, it could take the focus from a field in which the user types
  // already.
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <div class="screen-head">
      <Button look="quiet" onPress={() => onBack()}>
        <span class="arrow" aria-hidden="true" /> {words('teach_back')}
      </Button>
      <h2 ref={heading} tabIndex={-1} dir="auto">
        {title}
      </h2>
    </div>
  );
}
