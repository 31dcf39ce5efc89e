/** Why nothing is captioned, as a sentence that stands long enough to be read. */
import type { Seen } from '../../recognizer/seen.ts';
import { say, sayFirst } from '../../teaching/recording/guidance.ts';
import type { Words } from '../../ui/i18n.ts';
import { whySentence } from '../../ui/why-words.ts';

/** How long a sentence stays at least, ms; while recording, where nothing else is to be read, longer. */
const standMs = 1000;

export interface CalmReason {
  /** @returns the sentence to show after this frame; empty: nothing is amiss */
  next(seen: Pick<Seen, 'reason' | 'sign'>): string;
}

/** @param now ms of any clock */
export function createCalmReason(words: Words, now: () => number): CalmReason {
  let said = sayFirst('', Number.NEGATIVE_INFINITY);
  return {
    next({ reason, sign }) {
      // With a caption, what kept it away is over at once.
      said = sign
        ? sayFirst('', now())
        : say(said, reason ? whySentence(words, reason) : '', now(), standMs);
      return said.now;
    },
  };
}
