/**
 * Why the hands of a frame give no sign, from what the gate and the classifier know already: no hand,
 * one that cannot be read, one that rests, or one that is held but named too weakly. Pure, apart from
 * what is noted of a followed hand; frame timestamps are the only clock.
 */
import { type Hindrance, hindrances } from '../../messaging/reason.ts';
import type { Hand } from '../hand.ts';
import { absentMs, type FollowedHand, isStill, newest } from './followed-hands.ts';
import type { FrameSize } from './intent-features.ts';
import { fullPresence } from './open-set.ts';
import { insideFrame } from './sample-hand.ts';
import { endsMovement, hasCounted, heldShape, leastScore, settledAt } from './spelling.ts';

/** A shape that is held and meant, and the gesture that it is most like: `score` is too low. */
export interface NotAccepted {
  why: 'not-accepted';
  gesture: string;
  score: number;
  /** It was a movement, which is over. */
  moves?: boolean | undefined;
}

/** Why there is no sign. */
export type WhyNot = { why: Hindrance; meant?: boolean | undefined } | NotAccepted;

/** A hand of the frame, and the same hand followed. */
export interface HandInView {
  followed: FollowedHand;
  hand: Hand;
}

/** What the gate knows of a frame, and how it judges hands. */
export interface WhyNotParts {
  timestamp: number;
  /** Left out: no hand is cut off. */
  frameSize: FrameSize | undefined;
  /** Another hand is there that the frame does not show clearly. */
  isAnyUnclear: boolean;
  /** All hands that are in view or may come back. */
  known: readonly FollowedHand[];
  /** A shape counts from here at the earliest, ms. */
  from: number;
  dwellMs: number;
  minFrames: number;
  stillness: number;
  isLarge(followed: FollowedHand): boolean;
  /** @param as the same hand with what it may hold */
  isMeant(followed: FollowedHand, as?: FollowedHand): boolean;
}

/** A hand that came into view, or last moved or changed its shape, less long ago is not still yet, ms. */
const settlingMs = 400;

/** The nearer to a sign, the later. */
const order: readonly WhyNot['why'][] = [...hindrances, 'not-accepted'];

/**
 * @param hands those that the frame shows clearly
 * @returns of several hands the reason of the one that is nearest to a sign; undefined while a hand is on
 * its way to a sign or has given one
 */
export function whyNot(hands: readonly HandInView[], parts: WhyNotParts): WhyNot | undefined {
  if (hands.length === 0) {
    // Lost for a moment, or there but not clear in this frame.
    const isNear =
      parts.isAnyUnclear ||
      parts.known.some((one) => parts.timestamp - newest(one).timestamp < absentMs);
    return isNear ? undefined : { why: 'no-hand' };
  }
  let nearest: WhyNot | undefined;
  for (const hand of hands) {
    const reason = whyNotThis(hand, parts);
    if (!reason) return undefined;
    if (!nearest || order.indexOf(reason.why) > order.indexOf(nearest.why)) nearest = reason;
  }
  return nearest;
}

function whyNotThis({ followed, hand }: HandInView, parts: WhyNotParts): WhyNot | undefined {
  const { timestamp, frameSize, dwellMs, minFrames, stillness } = parts;
  const { hold, counted } = followed;
  if ((counted?.named && hasCounted(followed)) || endsMovement(followed)) return undefined;
  if (hold) {
    const isComplete = timestamp - hold.since >= dwellMs && hold.frames >= minFrames;
    return isComplete && !parts.isMeant(followed) ? { why: 'resting' } : undefined;
  }
  const isSettling = timestamp - settledAt(followed) < settlingMs;
  const isMoving = isSettling || !isStill(followed, stillness);
  const held = isMoving ? null : heldShape(followed, timestamp, parts);
  const hindered = (why: Hindrance): WhyNot => ({
    why,
    meant: (held && parts.isMeant(followed, held)) || undefined,
  });
  if (frameSize && !insideFrame(hand, frameSize)) return hindered('cut-off');
  if (!parts.isLarge(followed)) return hindered('too-small');
  if (isMoving) return { why: 'moving' };
  if (!held) return undefined;
  if (hand.presence < fullPresence) return hindered('hard-to-see');
  // Found to be meant once, it would have given a sign: later doubts are not why there is none.
  const wasMeant = followed.meantAt >= settledAt(followed);
  if (parts.isMeant(followed, held)) followed.meantAt = timestamp;
  else if (!wasMeant) return { why: 'resting' };
  const { gesture } = held.hold;
  const score = held.scores[gesture] ?? 0;
  return score < leastScore ? { why: 'unknown-shape' } : { why: 'not-accepted', gesture, score };
}
