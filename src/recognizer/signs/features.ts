import type { Hand } from '../hand.ts';

/**
 * Features that describe one hand's shape and rotation, independent of place, size and handedness.
 *
 * Coordinates throughout: x to the right and y down as in the unmirrored camera image, z smaller is
 * nearer, all in one unit. A left hand is mirrored into a right one first, so that either hand can
 * sign. Rotation is kept, because thumb up and thumb down differ by nothing else.
 */

/** How many landmarks a hand has. */
export const pointCount = 21;

/** First joint of each finger, thumb first; the next three indices follow the finger to its tip. */
const fingers = [1, 5, 9, 13, 17] as const;
const tips = [4, 8, 12, 16, 20] as const;

/** Joints of the other fingers that the thumb's tip may touch, cover or lie beside. */
const thumbPartners = [5, 6, 7, 9, 10, 11, 13, 14, 17, 18] as const;
/** Middle joints that show where the thumb lies across the fist (A, S, T, M, N, E). */
const fistJoints = [6, 10, 14, 18] as const;
/** Bones and fingers whose direction in the image is a feature: [from, to]. */
const directions = [
  [0, 9],
  [5, 17],
  [1, 4],
  [5, 8],
  [9, 12],
  [13, 16],
  [17, 20],
  [2, 4],
  [6, 8],
  [10, 12],
  [14, 16],
  [18, 20],
] as const;
/** Pairs whose order along the knuckles is a feature: crossed fingers (R) differ from U by this. */
const orders = [
  [8, 12],
  [7, 11],
  [12, 16],
  [16, 20],
  [4, 8],
  [4, 12],
  [4, 16],
  [4, 20],
] as const;

/** Names the layout below; a classifier that was trained on another layout must not be used. */
export const featureLayout = 'hand-2d-1';

/** 40 places + 20 distances + 10 + 16 of the thumb + 30 bends + 24 directions + 8 orders. */
export const featureCount = 148;

/**
 * The hand as 21 x (x, y, z) numbers of a right hand: a left hand's x is negated.
 *
 * @throws RangeError when there are not 21 landmarks.
 */
export function rightHandPoints(hand: Pick<Hand, 'landmarks' | 'handedness'>): Float32Array {
  if (hand.landmarks.length !== pointCount) {
    throw new RangeError(`A hand has ${pointCount} landmarks, not ${hand.landmarks.length}.`);
  }
  const side = hand.handedness === 'Left' ? -1 : 1;
  const points = new Float32Array(pointCount * 3);
  hand.landmarks.forEach(([x, y, z], i) => {
    points[i * 3] = side * x;
    points[i * 3 + 1] = y;
    points[i * 3 + 2] = z;
  });
  return points;
}

/**
 * The features of a right hand. Lengths are in units of the landmarks' root mean square distance
 * from the wrist, which a bent finger or a rotated palm changes less than the length of one bone.
 * Finite for any finite points, even if several coincide.
 *
 * @param points 21 x (x, y, z) from {@link rightHandPoints}, any unit, any origin.
 * @returns {@link featureCount} numbers.
 */
export function featuresOf(points: Float32Array): Float32Array {
  const out = new Float32Array(featureCount);
  let at = 0;
  const put = (value: number) => {
    out[at++] = value;
  };
  const [x, y] = scaled(points);
  const distance = (a: number, b: number) => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);

  for (let i = 1; i < pointCount; i++) {
    put(x[i]!);
    put(y[i]!);
  }
  tips.forEach((a, i) => {
    for (const b of tips.slice(i + 1)) put(distance(a, b));
  });
  tips.forEach((tip, i) => {
    put(distance(tip, 0));
    put(distance(tip, fingers[i]!));
  });
  for (const joint of thumbPartners) put(distance(4, joint));
  for (const thumb of [3, 4]) {
    for (const joint of fistJoints) {
      put(x[thumb]! - x[joint]!);
      put(y[thumb]! - y[joint]!);
    }
  }
  for (const finger of fingers) {
    let before = 0;
    for (let joint = finger; joint < finger + 3; joint++) {
      const ux = x[joint]! - x[before]!;
      const uy = y[joint]! - y[before]!;
      const vx = x[joint + 1]! - x[joint]!;
      const vy = y[joint + 1]! - y[joint]!;
      const length = Math.hypot(ux, uy) * Math.hypot(vx, vy) + 1e-9;
      put((ux * vx + uy * vy) / length);
      put((ux * vy - uy * vx) / length);
      before = joint;
    }
  }
  for (const [from, to] of directions) {
    const length = distance(from, to) + 1e-9;
    put((x[to]! - x[from]!) / length);
    put((y[to]! - y[from]!) / length);
  }
  const acrossX = x[5]! - x[17]!;
  const acrossY = y[5]! - y[17]!;
  const across = Math.hypot(acrossX, acrossY) + 1e-9;
  for (const [a, b] of orders) {
    put(((x[a]! - x[b]!) * acrossX + (y[a]! - y[b]!) * acrossY) / across);
  }
  return out;
}

/** Wrist-relative x and y in units of the hand's size. */
function scaled(points: Float32Array): [Float32Array, Float32Array] {
  const x = new Float32Array(pointCount);
  const y = new Float32Array(pointCount);
  let squares = 0;
  for (let i = 0; i < pointCount; i++) {
    x[i] = points[i * 3]! - points[0]!;
    y[i] = points[i * 3 + 1]! - points[1]!;
    squares += x[i]! ** 2 + y[i]! ** 2;
  }
  const size = Math.max(Math.sqrt(squares / (pointCount - 1)), 1e-6);
  for (let i = 0; i < pointCount; i++) {
    x[i] = x[i]! / size;
    y[i] = y[i]! / size;
  }
  return [x, y];
}
