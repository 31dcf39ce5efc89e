/**
 * Compares a hand with the one it should look like, finger by finger. Pure.
 *
 * Points are 21 landmarks in MediaPipe's order (0 wrist, 4 thumb tip, ...), x to the right and y down as in
 * the unmirrored camera picture, smaller z is nearer, all in one unit, whichever it is, from any origin. A
 * left hand is mirrored into a right one first, so that either hand can be compared with either.
 *
 * Fingers are measured in a frame of the hand itself: `up` leads from the wrist to the knuckles, `across`
 * from the little finger to the index finger, at right angles to `up`. So the place, size and turn of the
 * hand change nothing about its fingers; turn and side are compared on their own. Angles are in
 * radians, lengths in palm lengths (wrist to middle knuckle).
 */
import type { HandPoint } from '../../ui/hand-shape.ts';

export interface ComparedHand {
  points: readonly HandPoint[];
  handedness: 'Left' | 'Right';
}

/** Thumb, index, middle, ring and little finger. */
export type Finger = 0 | 1 | 2 | 3 | 4;
export const fingers = [0, 1, 2, 3, 4] as const;

/** A direction in the picture, of a right hand. */
export interface Direction {
  /** 0 is up, positive is to the right. */
  turn: number;
  /** How much of its length is seen, 0..1: 0 if it points to the camera. */
  seen: number;
}

export interface Measures {
  /**
   * How far each finger is bent: the sum of the angles between its bones. Of the thumb, those of its two
   * last joints.
   */
  bends: readonly number[];
  /** How far the thumb's tip lies to its own side of the wrist. */
  thumb: number;
  /**
   * How far the tips of neighbours are apart, from index and middle to ring and little finger; below 0 they
   * are crossed.
   */
  gaps: readonly number[];
  up: Direction;
  across: Direction;
  /** How much the palm faces the camera, 1..-1: -1 if its back does. */
  facing: number;
}

/** What to do to look like the target. */
export type Correction =
  /** Turn the palm, or the back of the hand, to the camera. */
  | 'show-palm'
  | 'show-back'
  /** Turn the hand in the picture. */
  | 'turn'
  | 'straighten'
  | 'bend'
  | 'thumb-out'
  | 'thumb-in'
  /** Of neighbours. */
  | 'apart'
  | 'together'
  | 'cross';

export interface Difference {
  correction: Correction;
  /** None: the whole hand. */
  fingers: readonly Finger[];
  /** How large it is, in tolerances; at least 1. */
  by: number;
}

/**
 * Differences up to these do not count. Nineteen of twenty real hands that show the drawn gesture stay
 * within `bend`, `thumb` and `gap`: `npx tsx tools/lab/practice/tolerances.ts`. The others are reasoned
 * (docs/practice.md): `turn` is 40 degrees, `facing` 30 degrees from the edge.
 */
export const tolerances = {
  bend: [1, 1.2, 1.2, 1.2, 1.2],
  thumb: 0.6,
  gap: [0.25, 0.25, 0.3],
  turn: 0.7,
  facing: 0.5,
} as const;

/** A palm that is seen shorter than this has no direction in the picture. */
const leastSeen = 0.5;
/** Only the gaps of fingers that are bent less than this are compared: it says little of folded ones. */
const straight = 1.5;
/** Neighbours are crossed, or not, only if their tips are this far beyond each other. */
const crossed = 0.03;

/** @returns null if there are not 21 finite points, or they coincide */
export function measureHand({ points, handedness }: ComparedHand): Measures | null {
  if (points.length !== 21 || points.some((point) => point.some((n) => !Number.isFinite(n))))
    return null;
  const mirror = handedness === 'Left' ? -1 : 1;
  const at = (i: number): HandPoint => {
    const [x, y, z] = points[i]!;
    return [mirror * x, y, z];
  };
  const bone = (from: number, to: number): HandPoint => minus(at(to), at(from));
  const knuckles = [5, 9, 13, 17].map((i) => bone(0, i));
  const middle = times(knuckles.reduce(plus), 1 / knuckles.length);
  const palm = length(bone(0, 9));
  const up = unit(middle);
  const width = bone(17, 5);
  const across = unit(minus(width, times(up, dot(width, up))));
  if (!(palm > 0) || length(up) === 0 || length(across) === 0) return null;
  const side = (tip: number): number => dot(bone(0, tip), across) / palm;
  return {
    bends: fingers.map((finger) => {
      const first = 1 + 4 * finger;
      const bones = [
        ...(finger === 0 ? [] : [bone(0, first)]),
        bone(first, first + 1),
        bone(first + 1, first + 2),
        bone(first + 2, first + 3),
      ];
      return bones.slice(1).reduce((sum, one, i) => sum + angle(bones[i]!, one), 0);
    }),
    thumb: side(4),
    gaps: [8, 12, 16].map((tip) => side(tip) - side(tip + 4)),
    up: directionOf(up),
    across: directionOf(across),
    // The palm of a right hand faces the camera if `across` is clockwise from `up` as it is seen.
    facing: up[0] * across[1] - up[1] * across[0],
  };
}

const directionOf = ([x, y]: HandPoint): Direction => ({
  turn: Math.atan2(x, -y),
  seen: Math.hypot(x, y),
});

/** How far the hand is turned in the picture, judged by what is seen of both hands, radians. */
export function turnBetween(target: Measures, shown: Measures): number {
  const turns = (['up', 'across'] as const)
    .filter((axis) => Math.min(target[axis].seen, shown[axis].seen) > leastSeen)
    .map((axis) => Math.abs(between(target[axis].turn, shown[axis].turn)));
  return Math.max(0, ...turns);
}

/** The pairs of neighbours that are stretched in both hands, whose gaps can be compared. */
export function comparableGaps(target: Measures, shown: Measures): number[] {
  const stretched = ({ bends }: Measures, finger: number): boolean => bends[finger]! < straight;
  return [0, 1, 2].filter((i) =>
    [target, shown].every((hand) => stretched(hand, i + 1) && stretched(hand, i + 2)),
  );
}

/** @returns what differs, the largest first, the whole hand before its fingers; empty: nothing does */
export function differencesOf(target: Measures, shown: Measures): Difference[] {
  const hand: Difference[] = [];
  const parts: Difference[] = [];
  // From its edge, a hand faces neither way.
  const clear = Math.min(Math.abs(target.facing), Math.abs(shown.facing)) > tolerances.facing;
  const turn = turnBetween(target, shown) / tolerances.turn;
  if (clear && target.facing * shown.facing < 0)
    hand.push({ correction: target.facing > 0 ? 'show-palm' : 'show-back', fingers: [], by: 2 });
  else if (turn > 1) hand.push({ correction: 'turn', fingers: [], by: turn });
  for (const finger of fingers) {
    const bend = (target.bends[finger]! - shown.bends[finger]!) / tolerances.bend[finger];
    if (Math.abs(bend) > 1)
      parts.push({
        correction: bend > 0 ? 'bend' : 'straighten',
        fingers: [finger],
        by: Math.abs(bend),
      });
  }
  const thumb = (target.thumb - shown.thumb) / tolerances.thumb;
  // The tip of a thumb that is bent too much is elsewhere anyway: one correction at a time.
  if (Math.abs(thumb) > 1 && !parts.some(({ fingers }) => fingers.includes(0)))
    parts.push({
      correction: thumb > 0 ? 'thumb-out' : 'thumb-in',
      fingers: [0],
      by: Math.abs(thumb),
    });
  for (const i of comparableGaps(target, shown)) {
    const found = gapDifference(target.gaps[i]!, shown.gaps[i]!, tolerances.gap[i]!);
    if (found) parts.push({ ...found, fingers: [(i + 1) as Finger, (i + 2) as Finger] });
  }
  return [...hand, ...parts.sort((a, b) => b.by - a.by)];
}

function gapDifference(
  target: number,
  shown: number,
  tolerance: number,
): Omit<Difference, 'fingers'> | null {
  if (
    target < -crossed !== shown < -crossed &&
    Math.min(Math.abs(target), Math.abs(shown)) > crossed
  )
    return { correction: target < 0 ? 'cross' : 'apart', by: 1 };
  const gap = (target - shown) / tolerance;
  if (Math.abs(gap) <= 1) return null;
  return { correction: gap > 0 ? 'apart' : 'together', by: Math.abs(gap) };
}

/**
 * Compares with the target that is most alike, if a gesture may be shown in several ways.
 *
 * @returns null if the hand, or every target, is damaged
 */
export function compareHands(
  targets: readonly ComparedHand[],
  shown: ComparedHand,
): { target: ComparedHand; differences: Difference[] } | null {
  const has = measureHand(shown);
  if (!has) return null;
  const compared = targets.flatMap((target) => {
    const wanted = measureHand(target);
    return wanted ? [{ target, differences: differencesOf(wanted, has) }] : [];
  });
  const size = ({ differences }: { differences: Difference[] }): number =>
    differences.reduce((sum, { by }) => sum + by, 0);
  return compared.length > 0 ? compared.reduce((a, b) => (size(b) < size(a) ? b : a)) : null;
}

const plus = (a: HandPoint, b: HandPoint): HandPoint => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const minus = (a: HandPoint, b: HandPoint): HandPoint => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const times = (a: HandPoint, by: number): HandPoint => [a[0] * by, a[1] * by, a[2] * by];
const dot = (a: HandPoint, b: HandPoint): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const length = (a: HandPoint): number => Math.hypot(...a);
const unit = (a: HandPoint): HandPoint => (length(a) > 0 ? times(a, 1 / length(a)) : [0, 0, 0]);

function angle(a: HandPoint, b: HandPoint): number {
  return Math.acos(Math.max(-1, Math.min(1, dot(unit(a), unit(b)))));
}

/** From one direction to another, -pi..pi. */
function between(from: number, to: number): number {
  const turn = to - from;
  return Math.atan2(Math.sin(turn), Math.cos(turn));
}
