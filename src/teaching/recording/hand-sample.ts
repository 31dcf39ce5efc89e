/**
 * From a hand that was seen to a sample that is kept, and what
 * tells whether the hand is worth keeping.
 */
import type { SampleHand } from '../../packs/samples.ts';
import type { Hand } from '../../recognizer/hand.ts';
import { handSize, toSampleHand } from '../../recognizer/signs/sample-hand.ts';

export { handSize, toSampleHand };

/** Width and height in source pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

/** Hand size over the picture's shorter side, at most 1 (the unit of {@link SampleHand.size}). */
export function shareOfPicture(hand: Pick<Hand, 'landmarks'>, picture: PictureSize): number {
  return Math.min(1, handSize(hand) / Math.min(picture.width, picture.height));
}

/** Mean of the landmarks, in shares of the picture's width and height. */
export function placeOf(
  { landmarks }: Pick<Hand, 'landmarks'>,
  picture: PictureSize,
): readonly [x: number, y: number] {
  const x = landmarks.reduce((sum, point) => sum + point[0], 0) / landmarks.length;
  const y = landmarks.reduce((sum, point) => sum + point[1], 0) / landmarks.length;
  return [x / picture.width, y / picture.height];
}

/** How far outside a landmark may lie, in hand sizes: the model puts tips a little past the rim. */
const rim = 0.03;

/** Whether the whole hand lies in the picture. */
export function insidePicture(hand: Pick<Hand, 'landmarks'>, picture: PictureSize): boolean {
  const slack = rim * handSize(hand);
  return hand.landmarks.every(
    ([x, y]) =>
      x >= -slack && y >= -slack && x <= picture.width + slack && y <= picture.height + slack,
  );
}

/** How far the landmarks went on average between two looks, in hand sizes a second. */
export function speedBetween(
  before: { hand: Pick<Hand, 'landmarks'>; timestamp: number },
  now: { hand: Pick<Hand, 'landmarks'>; timestamp: number },
): number {
  const seconds = Math.max(1e-3, (now.timestamp - before.timestamp) / 1000);
  let way = 0;
  now.hand.landmarks.forEach(([x, y], i) => {
    const from = before.hand.landmarks[i];
    if (from) way += Math.hypot(x - from[0], y - from[1]);
  });
  return way / now.hand.landmarks.length / handSize(now.hand) / seconds;
}

/**
 * How unlike two hands of one side are: the mean distance of their points in the picture's plane,
 * in hand sizes. Turning, bending and tilting count; place and distance from the camera do not.
 */
export function poseDistance(a: SampleHand, b: SampleHand): number {
  let sum = 0;
  a.points.forEach(([x, y], i) => {
    const other = b.points[i];
    if (other) sum += Math.hypot(x - other[0], y - other[1]);
  });
  return sum / a.points.length;
}

/** The hand that is meant when one is: clearly the larger one, else the one held higher. */
export function meantHand<T extends { hand: Hand }>(hands: readonly T[]): T | null {
  const [first, ...others] = hands;
  if (!first) return null;
  return others.reduce((best, other) => {
    const ratio = handSize(other.hand) / handSize(best.hand);
    if (ratio > clearly) return other;
    if (ratio < 1 / clearly) return best;
    return heightOf(other.hand) < heightOf(best.hand) ? other : best;
  }, first);
}

const clearly = 1.4;

function heightOf({ landmarks }: Hand): number {
  return landmarks.reduce((sum, [, y]) => sum + y, 0) / landmarks.length;
}
