/** What the page says to someone who practises: one sentence at a time, chosen from a frame. Pure. */
import type { Hindrance } from '../../messaging/reason.ts';
import type { Seen, SeenHand } from '../../recognizer/seen.ts';
import { type ComparedHand, compareHands, type Difference } from './hand-differences.ts';
import type { Item } from './items.ts';
import type { MovementDifference } from './movement-differences.ts';

export const sides = ['shown', 'Left', 'Right'] as const;
/** The hand that is practised; `shown`: whichever is up. */
export type Side = (typeof sides)[number];

export type Advice =
  | { say: 'nothing' | 'no-hand' | 'hold' | 'almost' | 'sign' | 'draw' | 'compare-ways' | 'moving' }
  /** The hand is up that is not to be practised. */
  | { say: 'other-hand'; side: 'Left' | 'Right' }
  | { say: 'correct'; differences: readonly Difference[] }
  | { say: 'movement'; difference: MovementDifference }
  /** The hand looks right; this keeps it from being read. */
  | { say: 'reason'; why: Hindrance }
  /** It was recognised; `next` is the letter that follows, '' after the last one. */
  | { say: 'right'; next: string }
  | { say: 'read-as'; key: string };

/** How long other advice must be wanted until it is given, ms. */
export const settleMs = 700;
/** How long advice stays at least, ms. */
export const standMs = 1500;

/** The same for advice that says the same; by how much fingers differ is not said. */
export function adviceKey(advice: Advice): string {
  const parts = (differences: readonly Difference[]): string =>
    differences
      .map(({ correction, fingers }) => `${correction} ${fingers}`)
      .sort()
      .join(', ');
  if (advice.say === 'correct') return `correct: ${parts(advice.differences)}`;
  if (advice.say === 'movement') {
    const { difference } = advice;
    return difference.what === 'hand'
      ? `movement: ${difference.part}: ${parts(difference.differences)}`
      : JSON.stringify(advice);
  }
  return JSON.stringify(advice);
}

/** The hand that is practised now; null: none of this side is up. */
export function practisedHand(
  hands: readonly SeenHand[],
  side: Side,
  key: string,
): SeenHand | null {
  const right = hands.filter(({ hand }) => side === 'shown' || hand.handedness === side);
  return right.find(({ gesture }) => gesture === key) ?? right[0] ?? null;
}

/** What to say about a frame in which nothing was recognised. */
export function adviceFor(item: Item, seen: Seen, side: Side): Advice {
  if (seen.isMoving && item.moves) return { say: 'moving' };
  if (seen.hands.length === 0) return { say: 'no-hand' };
  const seenHand = practisedHand(seen.hands, side, item.key);
  if (!seenHand) return side === 'shown' ? { say: 'no-hand' } : { say: 'other-hand', side };
  if (item.path) return { say: 'sign' };
  if (seenHand.gesture === item.key) return { say: 'hold' };
  const compared = compareHands(item.targets, comparedHand(seenHand));
  if (compared && compared.differences.length > 0)
    return { say: 'correct', differences: compared.differences };
  if (item.moves && compared) return { say: 'draw' };
  if (!compared) return { say: 'nothing' };
  const why = seen.reason?.why ?? 'not-accepted';
  return why === 'not-accepted' ? { say: 'almost' } : { say: 'reason', why };
}

export const comparedHand = ({ hand }: SeenHand): ComparedHand => ({
  points: hand.landmarks,
  handedness: hand.handedness,
});
