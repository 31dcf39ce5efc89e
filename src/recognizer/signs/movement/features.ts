import type { Landmark } from '../../hand.ts';
import { pointCount } from '../features.ts';
import type { Movement, MovingHand } from './movement.ts';

/**
 * Features that describe one movement, whatever its place in the frame, its size and its pace, and
 * whichever hand leads: its shapes and its path at moments that are evenly spaced in time.
 *
 * Coordinates as in `features.ts`. If the left hand leads, all is mirrored.
 */

/** Names the layout below. */
export const movementLayout = 'movement-2d-1';

/** How many moments of a movement are looked at. */
export const momentCount = 16;
/**
 * Shape of the leading hand, its place and its way since the moment before; the other hand's shape, its
 * place, and whether it is seen; how long the movement takes; where in the frame it is, and how large
 * the hand is there. The last four are the same for all moments.
 */
export const perMoment = 2 * (pointCount - 1) + 2 + 2 + 2 * (pointCount - 1) + 2 + 1 + 4;

export const movementFeatureCount = momentCount * perMoment;

/** A hand that is not seen for this long between two moments is absent, ms. */
const absentMs = 300;

/** A hand at one moment: x and y of its points from the wrist, in its size; its wrist; its size. */
interface Pose {
  shape: Float32Array;
  x: number;
  y: number;
  size: number;
}

/** @returns {@link movementFeatureCount} numbers, finite for finite landmarks. @throws RangeError without a hand */
export function movementFeatures(movement: Movement): Float32Array {
  const isLeft = leads(movement.left, movement.right);
  const lead = isLeft ? movement.left : movement.right;
  const other = isLeft ? movement.right : movement.left;
  if (lead.length === 0) throw new RangeError('A movement has at least one hand.');
  const side = isLeft ? -1 : 1;
  const from = lead[0]!.at;
  const to = lead[lead.length - 1]!.at;
  const times = Array.from(
    { length: momentCount },
    (_, i) => from + ((to - from) * i) / (momentCount - 1),
  );
  const leading = times.map((at) => poseAt(lead, at, side)!);
  const beside = times.map((at) => poseAt(other, at, side, absentMs));
  const size = middleOf(leading.map((pose) => pose.size));
  const x = meanOf(leading.map((pose) => pose.x));
  const y = meanOf(leading.map((pose) => pose.y));

  const out = new Float32Array(movementFeatureCount);
  let at = 0;
  const put = (value: number) => {
    out[at++] = value;
  };
  const length = Math.log(Math.max(1, to - from) / 1000);
  leading.forEach((pose, i) => {
    for (const value of pose.shape) put(value);
    put((pose.x - x) / size);
    put((pose.y - y) / size);
    const before = leading[Math.max(0, i - 1)]!;
    put((pose.x - before.x) / size);
    put((pose.y - before.y) / size);
    const near = beside[i];
    if (!near) {
      at += 2 * (pointCount - 1) + 3;
    } else {
      for (const value of near.shape) put(value);
      put((near.x - pose.x) / size);
      put((near.y - pose.y) / size);
      put(1);
    }
    put(length);
    put(far((x - side * movement.centre[0]) / size));
    put(far((y - movement.centre[1]) / size));
    // Where the frame's size is not known, nothing is known of the hand's size in it.
    put(movement.shortSide > 0 ? Math.log(size / movement.shortSide) : 0);
  });
  return out;
}

/** Whether the left hand leads: the one that goes the longer way; of two that hardly differ, the right one. */
export function leads(left: readonly MovingHand[], right: readonly MovingHand[]): boolean {
  if (left.length === 0 || right.length === 0) return right.length === 0;
  return wayOf(left) > 2 * wayOf(right);
}

/** The length of the wrist's way, in the hand's sizes. */
export const wayOf = (hand: readonly MovingHand[]): number =>
  pathLength(hand) / Math.max(1e-6, middleOf(hand.map(({ landmarks }) => sizeOf(landmarks))));

/** The length of the wrist's way, in the unit of the landmarks. */
export function pathLength(hand: readonly MovingHand[]): number {
  let way = 0;
  for (let i = 1; i < hand.length; i++) {
    const [x, y] = hand[i]!.landmarks[0]!;
    const [fromX, fromY] = hand[i - 1]!.landmarks[0]!;
    way += Math.hypot(x - fromX, y - fromY);
  }
  return way;
}

/** Root mean square distance of the points from the wrist. */
function sizeOf(landmarks: readonly Landmark[]): number {
  const [wristX, wristY] = landmarks[0]!;
  let squares = 0;
  for (const [x, y] of landmarks) squares += (x - wristX) ** 2 + (y - wristY) ** 2;
  return Math.max(Math.sqrt(squares / (pointCount - 1)), 1e-6);
}

/** The hand at this time, between its moments before and after; null if it is not seen for `withinMs` around it. */
function poseAt(
  hand: readonly MovingHand[],
  at: number,
  side: number,
  withinMs = Number.POSITIVE_INFINITY,
): Pose | null {
  if (hand.length === 0) return null;
  let next = hand.findIndex((moment) => moment.at >= at);
  if (next < 0) next = hand.length - 1;
  const after = hand[next]!;
  const before = hand[Math.max(0, after.at <= at ? next : next - 1)]!;
  const nearest = Math.min(Math.abs(after.at - at), Math.abs(at - before.at));
  if (nearest > withinMs) return null;
  const gap = after.at - before.at;
  const share = gap > 0 ? Math.max(0, Math.min(1, (at - before.at) / gap)) : 0;
  const between = (a: number, b: number) => a + (b - a) * share;
  const sizeBefore = sizeOf(before.landmarks);
  const sizeAfter = sizeOf(after.landmarks);
  const [beforeX, beforeY] = before.landmarks[0]!;
  const [afterX, afterY] = after.landmarks[0]!;
  const shape = new Float32Array(2 * (pointCount - 1));
  for (let i = 1; i < pointCount; i++) {
    const a = before.landmarks[i]!;
    const b = after.landmarks[i]!;
    shape[2 * i - 2] = side * between((a[0] - beforeX) / sizeBefore, (b[0] - afterX) / sizeAfter);
    shape[2 * i - 1] = between((a[1] - beforeY) / sizeBefore, (b[1] - afterY) / sizeAfter);
  }
  return {
    shape,
    x: side * between(beforeX, afterX),
    y: between(beforeY, afterY),
    size: between(sizeBefore, sizeAfter),
  };
}

/** A place in the frame, in hand sizes from its centre, in bounds. */
const far = (value: number): number => Math.max(-8, Math.min(8, value)) / 2;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const middleOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
