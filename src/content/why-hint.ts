/**
 * A quiet hint in the call: a hand has been held as if a sign was meant, and nothing was recognised; why.
 *
 * Silence is the product, so there is none for a hand that rests or moves, none while anything is on
 * its way to a caption, and no more than one a minute. It is no caption: transcript, sent picture, speech
 * and screen readers never have it.
 */
import type { Answer } from '../messaging/frames-port.ts';
import type { Reason } from '../messaging/reason.ts';

/**
 * How long the recognizer must have found no sign in a held hand, ms. It says so only once the hand has
 * held its shape for the dwell: together about three seconds.
 */
export const unreadMs = 2200;
/** How long from one hint to the next at least, ms. */
export const pauseMs = 60_000;
/** Answers without a reason, or with another kind of one, for less than this are ignored, ms. */
export const lapseMs = 700;

export interface WhyHint {
  /** What is said now; null: nothing. */
  readonly text: string | null;
  /** Must be called with each answer. */
  follow(answer: Pick<Answer, 'hands' | 'candidate' | 'sign' | 'reason'>): void;
  /** Nothing is held any more: the camera is off, or the recognizer away. */
  clear(): void;
}

/** Whether the hand looks as if a sign was meant. */
function isMeant(reason: Reason): boolean {
  switch (reason.why) {
    case 'not-accepted':
      return !reason.moves;
    case 'unknown-shape':
      return true;
    case 'cut-off':
    case 'too-small':
    case 'hard-to-see':
      return reason.meant === true;
    default:
      return false;
  }
}

/**
 * @param say the sentence for a reason
 * @param now ms of the presenter's clock
 */
export function createWhyHint(say: (reason: Reason) => string, now: () => number): WhyHint {
  let text: string | null = null;
  /** Since when a hand is held without a sign; null: none is. */
  let since: number | null = null;
  /** When one was last. */
  let lastAt = 0;
  let shownAt = Number.NEGATIVE_INFINITY;

  const clear = (): void => {
    text = null;
    since = null;
  };

  return {
    get text() {
      return text;
    },
    follow({ hands, candidate, sign, reason }) {
      if (hands === 0 || candidate || sign) return clear();
      const at = now();
      if (since !== null && at - lastAt > lapseMs) clear();
      if (!reason || !isMeant(reason)) return;
      lastAt = at;
      since ??= at;
      // One sentence for each hold: scores change all the time.
      if (text !== null || at - since < unreadMs || at - shownAt < pauseMs) return;
      text = say(reason);
      shownAt = at;
    },
    clear,
  };
}
