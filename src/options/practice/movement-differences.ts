/**
 * Compares a movement with the one it should be like: which third of it differs, and how. Pure.
 *
 * Hands are those of samples (`packs/samples.ts`): the wrist's place is over the frame's shorter side, x to
 * the right and y down as in the unmirrored picture. The leading hand, which goes the longer way, is
 * compared; lengths are in its sizes, and a left one is mirrored, so that either hand may lead.
 */
import type { SampleHand } from '../../packs/samples.ts';
import { compareHands, type Difference } from './hand-differences.ts';

export const parts = ['beginning', 'middle', 'end'] as const;
export type Part = (typeof parts)[number];

/** Where the hand should go, as the signer sees it. */
export type Way = 'up' | 'down' | 'left' | 'right';

export type MovementDifference =
  /** It takes two hands, or only one. */
  | { what: 'hands'; both: boolean }
  | { what: 'way'; part: Part; way: Way }
  | { what: 'hand'; part: Part; differences: readonly Difference[] };

/**
 * Reasoned, not measured: a way of less than a quarter of a hand has no direction, and ways that are more than
 * 60 degrees apart are not alike. The fingers of a moving hand are blurred, so they need a larger difference
 * than those of one that is held still.
 */
const leastWay = 0.25;
const mostTurn = Math.PI / 3;
const leastFinger = 1.3;
/** A hand that goes less than this share of the other movement's way has hardly moved. */
const leastShare = 0.35;
/** A second hand that is seen for less than this share of the movement takes no part. */
const takesPart = 0.3;

/** @returns what to say first; null: nothing differs that can be named, or one of them is no movement */
export function movementDifference(
  model: readonly SampleHand[],
  shown: readonly SampleHand[],
): MovementDifference | null {
  const [wanted, has] = [leading(model), leading(shown)];
  if (!wanted || !has) return null;
  if (wanted.both !== has.both) return { what: 'hands', both: wanted.both };
  for (const [i, part] of parts.entries()) {
    const [goal, way] = [stretch(wanted.hands, i), stretch(has.hands, i)];
    const goes = Math.hypot(...goal);
    if (goes < leastWay) continue;
    const turn = Math.abs(
      Math.atan2(goal[0] * way[1] - goal[1] * way[0], goal[0] * way[0] + goal[1] * way[1]),
    );
    if (turn > mostTurn || Math.hypot(...way) < leastShare * goes)
      return { what: 'way', part, way: wayOf(goal, has.mirrored) };
  }
  for (const [i, part] of parts.entries()) {
    const at = (i + 0.5) / parts.length;
    const [target, hand] = [momentOf(wanted.hands, at), momentOf(has.hands, at)];
    const compared = target && hand && compareHands([target], hand);
    const differences = compared?.differences.filter(
      ({ fingers, by }) => fingers.length > 0 && by > leastFinger,
    );
    if (differences && differences.length > 0) return { what: 'hand', part, differences };
  }
  return null;
}

interface Leading {
  /** Of a right hand, in order of time; `place` in hand sizes. */
  hands: readonly (SampleHand & { place: readonly [number, number] })[];
  mirrored: boolean;
  both: boolean;
}

function leading(all: readonly SampleHand[]): Leading | null {
  const sides = (['Right', 'Left'] as const).map((side) => {
    const hands = all.filter(({ handedness }) => handedness === side);
    const size = hands.reduce((sum, hand) => sum + hand.size, 0) / Math.max(1, hands.length);
    const sign = side === 'Left' ? -1 : 1;
    const placed = hands.flatMap((hand) =>
      hand.place && size > 0
        ? [{ ...hand, place: [(sign * hand.place[0]) / size, hand.place[1] / size] as const }]
        : [],
    );
    const way = placed.reduce((sum, { place }, i) => {
      const before = placed[i - 1]?.place ?? place;
      return sum + Math.hypot(place[0] - before[0], place[1] - before[1]);
    }, 0);
    return { hands: placed, mirrored: side === 'Left', way };
  });
  const [lead, other] = sides.sort((a, b) => b.way - a.way);
  if (!lead || !other || lead.hands.length < 2) return null;
  return { ...lead, both: other.hands.length > takesPart * lead.hands.length };
}

/** The way of the wrist in a third of the time, in hand sizes. */
function stretch(hands: Leading['hands'], third: number): readonly [number, number] {
  const from = momentOf(hands, third / parts.length)?.place ?? [0, 0];
  const to = momentOf(hands, (third + 1) / parts.length)?.place ?? [0, 0];
  return [to[0] - from[0], to[1] - from[1]];
}

/** The hand at this share of the time, 0..1. */
function momentOf(hands: Leading['hands'], share: number): Leading['hands'][number] | undefined {
  const [first, last] = [hands[0], hands.at(-1)];
  if (!first || !last) return undefined;
  const at = first.time + (last.time - first.time) * share;
  return hands.reduce((a, b) => (Math.abs(b.time - at) < Math.abs(a.time - at) ? b : a));
}

/** @param mirrored whether the way is that of a left hand, which was mirrored */
function wayOf([x, y]: readonly [number, number], mirrored: boolean): Way {
  if (Math.abs(y) >= Math.abs(x)) return y < 0 ? 'up' : 'down';
  // The picture's right is on the left of the person whom the camera sees.
  return x > 0 !== mirrored ? 'left' : 'right';
}
