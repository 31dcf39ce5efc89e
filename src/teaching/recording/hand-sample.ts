/** From a recognised hand to a sample, and measures of whether the hand is worth keeping. */
import type { SampleHand } from '../../packs/samples.ts';
import type { Hand } from '../../recognizer/hand.ts';
import type { FrameSize } from '../../recognizer/signs/intent-features.ts';
import { handSize, insideFrame, toSampleHand } from '../../recognizer/signs/sample-hand.ts';

export { handSize, insideFrame, toSampleHand };

/** Hand size over the frame's shorter side, at most 1 (the unit of {@link SampleHand.size}). */
export function shareOfFrame(hand: Pick<Hand, 'landmarks'>, frameSize: FrameSize): number {
  return Math.min(1, handSize(hand) / Math.min(frameSize.width, frameSize.height));
}

/** Mean of the landmarks, in shares of the frame's width and height. */
export function placeOf(
  { landmarks }: Pick<Hand, 'landmarks'>,
  frameSize: FrameSize,
): readonly [x: number, y: number] {
  const x = landmarks.reduce((sum, point) => sum + point[0], 0) / landmarks.length;
  const y = landmarks.reduce((sum, point) => sum + point[1], 0) / landmarks.length;
  return [x / frameSize.width, y / frameSize.height];
}

/** Mean speed of the landmarks between two frames, in hand sizes per second. */
export function speedBetween(
  before: { hand: Pick<Hand, 'landmarks'>; timestamp: number },
  now: { hand: Pick<Hand, 'landmarks'>; timestamp: number },
): number {
  const seconds = Math.max(1e-3, (now.timestamp - before.timestamp) / 1000);
  let distance = 0;
  now.hand.landmarks.forEach(([x, y], i) => {
    const from = before.hand.landmarks[i];
    if (from) distance += Math.hypot(x - from[0], y - from[1]);
  });
  return distance / now.hand.landmarks.length / handSize(now.hand) / seconds;
}

/**
 * How much the poses of two hands of the same handedness differ: the mean distance of their points
 * in the image plane, in hand sizes. Turning, bending and tilting count; place and distance from
 * the camera do not.
 */
export function poseDistance(a: SampleHand, b: SampleHand): number {
  let sum = 0;
  a.points.forEach(([x, y], i) => {
    const other = b.points[i];
    if (other) sum += Math.hypot(x - other[0], y - other[1]);
  });
  return sum / a.points.length;
}

/** The hand that the user wants to record: the clearly larger one, else the one held higher. */
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

/** A hand is clearly larger from this ratio of sizes on. */
const clearly = 1.4;

function heightOf({ landmarks }: Hand): number {
  return landmarks.reduce((sum, [, y]) => sum + y, 0) / landmarks.length;
}
