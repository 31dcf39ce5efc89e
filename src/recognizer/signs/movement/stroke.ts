/**
 * Strokes: what one finger draws within a movement. J is drawn by the little finger and Z by the index
 * finger, while the others are folded. Pure.
 *
 * A finger draws as long as it alone is stretched. Its path is cut where it pauses and where it turns
 * sharply. A letter is one part or several parts in a row: a hand that arrives or leaves adds parts before
 * and after it, and Z has sharp turns of its own. So every row of parts is a stroke, and the classifier
 * judges each.
 */
import type { Movement, MovingHand } from './movement.ts';

/** The index finger draws Z, the little finger draws J. */
export type Drawing = 'index' | 'little';

/** One moment of a stroke. */
export interface StrokeMoment {
  /** Ms since the movement began. */
  at: number;
  /** The fingertip and the wrist, in palm lengths; x grows to the signer's left if the right hand draws. */
  tip: readonly [x: number, y: number];
  wrist: readonly [x: number, y: number];
  /** How far each finger from index to little reaches, see {@link reaches}. */
  reach: readonly number[];
}

export interface Stroke {
  finger: Drawing;
  /** At least three, oldest first. */
  moments: readonly StrokeMoment[];
}

/** Middle joint and tip of the fingers from index to little, in MediaPipe's order. */
const joints = [
  [6, 8],
  [10, 12],
  [14, 16],
  [18, 20],
] as const;

/** A stretched finger reaches at least this far; folded ones stay below, also seen from the side ... */
const stretchedReach = 1.1;
/** ... and at least this much farther than any other. */
const farther = 0.2;
/**
 * A finger that looks folded for no longer than this goes on drawing, ms: landmarks of fast fingers jump, and
 * a little finger points to the camera while it draws a J.
 */
const bridgeMs = 400;
/** A tip that is slower than this pauses, palm lengths a second ... */
const pauseSpeed = 1.2;
/** ... if it stays so for this long, ms: turning points are shorter. */
const pauseMs = 110;
/** A turn is sharp if the cosine between two steps is below this ... */
const sharpTurn = -0.4;
/** ... and both are at least this long, in palm lengths: shorter ones may be noise. */
const leastStep = 0.12;
/** A letter has at most this many parts; Z has three. */
const mostParts = 4;
/** A shorter path is no letter, in palm lengths ... */
const shortestPath = 1;
/** ... and neither is what takes longer, ms. */
const longestMs = 2500;

/** How far the fingers from index to little reach: the tip's distance from the wrist, over the middle joint's. */
export function reaches({ landmarks }: Pick<MovingHand, 'landmarks'>): number[] {
  const [wristX, wristY] = landmarks[0]!;
  const away = (i: number) => Math.hypot(landmarks[i]![0] - wristX, landmarks[i]![1] - wristY);
  return joints.map(([joint, tip]) => away(tip) / Math.max(1e-6, away(joint)));
}

/** What either hand draws; the left hand's strokes are mirrored. */
export const strokesOf = (movement: Movement): Stroke[] =>
  (['index', 'little'] as const).flatMap((finger) => [
    ...strokesOfHand(movement.left, finger, -1),
    ...strokesOfHand(movement.right, finger, 1),
  ]);

function strokesOfHand(hand: readonly MovingHand[], finger: Drawing, side: 1 | -1): Stroke[] {
  return runsOf(hand, finger, side).flatMap((run) =>
    rowsOf(partsOf(run)).flatMap((moments): Stroke[] => {
      const ms = moments[moments.length - 1]!.at - moments[0]!.at;
      const mayBeLetter =
        moments.length > 2 && ms <= longestMs && pathLength(moments) >= shortestPath;
      return mayBeLetter ? [{ finger, moments }] : [];
    }),
  );
}

/** The times in which one finger alone is stretched, and the short gaps between them. */
function runsOf(hand: readonly MovingHand[], finger: Drawing, side: 1 | -1): StrokeMoment[][] {
  const which = finger === 'index' ? 0 : 3;
  const shown = hand.map((moving) => ({ moving, reach: reaches(moving) }));
  const runs: (typeof shown)[] = [];
  let drawnUntil = -1;
  shown.forEach(({ moving, reach }, i) => {
    const others = Math.max(...reach.filter((_, other) => other !== which));
    if (reach[which]! < stretchedReach || reach[which]! - others < farther) return;
    const goesOn = drawnUntil >= 0 && moving.at - shown[drawnUntil]!.moving.at <= bridgeMs;
    if (goesOn) runs[runs.length - 1]!.push(...shown.slice(drawnUntil + 1, i + 1));
    else runs.push([shown[i]!]);
    drawnUntil = i;
  });
  return runs.map((run) => {
    const size = palmLength(run.map(({ moving }) => moving));
    return run.map(({ moving: { at, landmarks }, reach }): StrokeMoment => {
      const place = (i: number) =>
        [(side * landmarks[i]![0]) / size, landmarks[i]![1] / size] as const;
      return { at, tip: place(joints[which][1]), wrist: place(0), reach };
    });
  });
}

/** Wrist to the middle finger's first joint: nearly the longest, because palms are seen askew. */
function palmLength(hands: readonly MovingHand[]): number {
  const lengths = hands
    .map(({ landmarks }) =>
      Math.hypot(landmarks[9]![0] - landmarks[0]![0], landmarks[9]![1] - landmarks[0]![1]),
    )
    .sort((a, b) => a - b);
  return Math.max(1e-6, lengths[Math.floor(lengths.length * 0.8)]!);
}

export type Point = StrokeMoment['tip'];

const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The length of the tip's path, in palm lengths. */
export const pathLength = (moments: readonly StrokeMoment[]): number =>
  moments.reduce((sum, { tip }, i) => sum + (i > 0 ? apart(moments[i - 1]!.tip, tip) : 0), 0);

/** A place on a path: between the points `index` and `index + 1`, as far as `share` says. */
export interface PathPlace {
  index: number;
  share: number;
}

/** Places that are evenly spaced along a path of at least two points. */
export function evenPlaces(path: readonly Point[], count: number): PathPlace[] {
  const along = [0];
  for (let i = 1; i < path.length; i++) along.push(along[i - 1]! + apart(path[i - 1]!, path[i]!));
  const whole = along[along.length - 1]!;
  let index = 0;
  return Array.from({ length: count }, (_, i) => {
    const wanted = (whole * i) / (count - 1);
    while (index < path.length - 2 && along[index + 1]! < wanted) index++;
    const gap = along[index + 1]! - along[index]!;
    return { index, share: gap > 0 ? Math.min(1, (wanted - along[index]!) / gap) : 0 };
  });
}

/** The moments between two cuts; those of a pause belong to none. */
interface Part {
  moments: readonly StrokeMoment[];
  /** It begins with the moment at which the one before it ends: only a sharp turn parts them. */
  turns: boolean;
}

function partsOf(moments: readonly StrokeMoment[]): Part[] {
  const parts: Part[] = [];
  const pauses = pausesOf(moments);
  let start = 0;
  let turns = false;
  const cut = (end: number, next: number, turnsNext: boolean) => {
    if (end > start) parts.push({ moments: moments.slice(start, end + 1), turns });
    start = next;
    turns = turnsNext;
  };
  for (let i = 0; i < moments.length; i++) {
    const pauseEnd = pauses.get(i);
    if (pauseEnd !== undefined) {
      cut(i, pauseEnd, false);
      i = pauseEnd;
    } else if (i > start && isSharp(moments, i)) cut(i, i, true);
  }
  cut(moments.length - 1, moments.length, false);
  return parts;
}

/** First and last moment of each pause. */
function pausesOf(moments: readonly StrokeMoment[]): Map<number, number> {
  const isSlow = moments.map((_, i) => {
    const before = moments[Math.max(0, i - 1)]!;
    const after = moments[Math.min(moments.length - 1, i + 1)]!;
    const seconds = (after.at - before.at) / 1000;
    return seconds <= 0 || apart(before.tip, after.tip) / seconds < pauseSpeed;
  });
  const pauses = new Map<number, number>();
  for (let i = 0; i < moments.length; i++) {
    if (!isSlow[i]) continue;
    let end = i;
    while (isSlow[end + 1]) end++;
    if (i === 0 || moments[end]!.at - moments[i]!.at >= pauseMs) pauses.set(i, end);
    i = end;
  }
  return pauses;
}

function isSharp(moments: readonly StrokeMoment[], i: number): boolean {
  if (i === moments.length - 1) return false;
  const [a, b, c] = [moments[i - 1]!.tip, moments[i]!.tip, moments[i + 1]!.tip];
  const before = apart(a, b);
  const after = apart(b, c);
  if (before < leastStep || after < leastStep) return false;
  const along = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  return along / (before * after) < sharpTurn;
}

/** Every row of up to {@link mostParts} parts. */
function rowsOf(parts: readonly Part[]): StrokeMoment[][] {
  return parts.flatMap((_, first) => {
    const rows: StrokeMoment[][] = [];
    for (const { moments, turns } of parts.slice(first, first + mostParts)) {
      const before = rows[rows.length - 1] ?? [];
      rows.push([...before, ...moments.slice(turns && before.length > 0 ? 1 : 0)]);
    }
    return rows;
  });
}
