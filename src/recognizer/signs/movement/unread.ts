/**
 * Why a movement that has ended gave no sign, if it was a little like one: the hand left the picture, it
 * was too short, or the classifier was not sure enough. Pure; frame timestamps are the only clock.
 */
import type { FrameSize } from '../intent-features.ts';
import { insideFrame } from '../sample-hand.ts';
import { leastScore } from '../spelling.ts';
import type { WhyNot } from '../why-not.ts';
import type { MovingHand } from './movement.ts';
import type { EndedMovement } from './watch.ts';

/** How long this is said after the movement has ended, ms; until the next movement ends, or a sign comes. */
export const unreadMs = 2000;
/** A movement that lasts less than this is said to be too short, ms. */
export const shortMs = 350;

/** These are of a hand that is held, and so nearer to a sign than a movement that is over. */
const held: readonly WhyNot['why'][] = ['hard-to-see', 'unknown-shape', 'not-accepted'];

/**
 * @param isGone no hand is there any more
 * @returns null if the movement is like none of the gestures: hands move for many reasons
 */
export function whyUnread(
  { movement, classification: { gesture, scores } }: EndedMovement,
  isGone: boolean,
  frameSize: FrameSize | undefined,
): WhyNot | null {
  const [best] = Object.entries(scores).sort(([, a], [, b]) => b - a);
  if (gesture !== null || !best || best[1] < leastScore) return null;
  const isCut = (hands: readonly MovingHand[]): boolean => {
    const last = hands.at(-1);
    return last !== undefined && frameSize !== undefined && !insideFrame(last, frameSize);
  };
  if (isGone && (isCut(movement.left) || isCut(movement.right))) return { why: 'movement-left' };
  if (movement.ms < shortMs) return { why: 'movement-short' };
  return { why: 'not-accepted', gesture: best[0], score: best[1], moves: true };
}

export interface Unread {
  /**
   * Takes the movements that ended with a frame, the newest last, and why it gives no sign.
   *
   * @returns why it gives none, as far as a movement is the reason; else what was given
   */
  step(
    ended: readonly EndedMovement[],
    reason: WhyNot | undefined,
    frame: {
      timestamp: number;
      /** No hand is there. */
      isGone: boolean;
      /** A held sign is on its way. */
      isHolding: boolean;
      frameSize: FrameSize | undefined;
    },
  ): WhyNot | undefined;
  /** A sign was reported, or nothing is known of the past any more. */
  reset(): void;
}

export function createUnread(): Unread {
  let newest: { reason: WhyNot; at: number } | null = null;
  return {
    step(ended, reason, { timestamp, isGone, isHolding, frameSize }) {
      const last = ended.at(-1);
      if (last) {
        const why = whyUnread(last, isGone, frameSize);
        newest = why && { reason: why, at: timestamp };
      }
      if (newest && timestamp - newest.at >= unreadMs) newest = null;
      const isNearer = isHolding || (reason !== undefined && held.includes(reason.why));
      return newest && !isNearer ? newest.reason : reason;
    },
    reset() {
      newest = null;
    },
  };
}
