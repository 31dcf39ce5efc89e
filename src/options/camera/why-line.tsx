import { useLayoutEffect, useState } from 'preact/hooks';
import { realTimers } from '../../clock/clock.ts';
import type { Words } from '../../ui/i18n.ts';
import { createCalmReason } from './calm-reason.ts';
import type { Eye } from './eye.ts';

export interface WhyLineProps {
  eye: Eye;
  words: Words;
  /** Shown while nothing is amiss. */
  otherwise: string;
  /** ms of any clock; default: the page's. */
  now?(): number;
}

/** One calm line: why nothing is captioned. Screen readers hear it when it changes. */
export function WhyLine({ eye, words, otherwise, now = realTimers.now }: WhyLineProps) {
  const [sentence, setSentence] = useState('');
  useLayoutEffect(() => {
    const calm = createCalmReason(words, now);
    return eye.listen((seen) => setSentence(calm.next(seen)));
  }, [eye, words, now]);
  return (
    <p class="why" aria-live="polite">
      {sentence || otherwise}
    </p>
  );
}
