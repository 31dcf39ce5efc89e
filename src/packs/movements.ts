/** Which samples are movements: of moving gestures, and hands that moved and meant nothing. */
import type { SampleHand } from './samples.ts';

/** A sample of a moving gesture has at least this many hands, both sides counted together. */
export const fewestMovementHands = 5;

export type MovementFault =
  /** A hand without `place`. */
  | 'no-place'
  /** Fewer hands than {@link fewestMovementHands}. */
  | 'too-few-hands'
  /** Times of hands do not begin at 0, or run backwards. */
  | 'time-order'
  /** A time occurs twice for the same hand. */
  | 'same-time';

/** What is looked at of a hand, in a sample or in a file. */
interface TimedHand {
  time: number;
  handedness: SampleHand['handedness'];
  place?: readonly number[] | undefined;
}

/**
 * Whether an unknown sample is a movement: it has more than one hand, and all of them have a place. A
 * gesture says itself whether its samples are (`moves`).
 */
export function isMovement({ hands }: { hands: readonly TimedHand[] }): boolean {
  return hands.length > 1 && hands.every(({ place }) => place !== undefined);
}

/**
 * Why these hands cannot be a sample of a moving gesture, and the index of the first hand concerned;
 * null if they can be one. Times count in whole milliseconds, as a pack's file has them.
 */
export function movementFault(
  hands: readonly TimedHand[],
): { reason: MovementFault; at: number } | null {
  const placeless = hands.findIndex(({ place }) => place === undefined);
  if (placeless >= 0) return { reason: 'no-place', at: placeless };
  if (hands.length < fewestMovementHands) return { reason: 'too-few-hands', at: 0 };
  return timeFault(hands);
}

/** Likewise for an unknown sample, which may have fewer hands; null if it is no movement. */
export function unknownFault(sample: {
  hands: readonly TimedHand[];
}): { reason: MovementFault; at: number } | null {
  return isMovement(sample) ? timeFault(sample.hands) : null;
}

function timeFault(
  hands: readonly TimedHand[],
): { reason: 'time-order' | 'same-time'; at: number } | null {
  const first = hands[0]?.time ?? 0;
  const seen = new Set<string>();
  let before = 0;
  for (const [at, { time, handedness }] of hands.entries()) {
    const ms = Math.round(time - first);
    if (ms < before) return { reason: 'time-order', at };
    if (seen.has(`${ms} ${handedness}`)) return { reason: 'same-time', at };
    seen.add(`${ms} ${handedness}`);
    before = ms;
  }
  return null;
}
