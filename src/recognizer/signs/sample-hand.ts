import type { Point, SampleHand } from '../../packs/samples.ts';
import type { Hand } from '../hand.ts';
import type { FrameSize } from './intent-features.ts';

/** The longer side of the box around the landmarks, in their unit; never 0. */
export function handSize({ landmarks }: Pick<Hand, 'landmarks'>): number {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of landmarks) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return Math.max(right - left, bottom - top, 1e-6);
}

/**
 * How far outside the frame a landmark may be, in hand sizes: the model puts tips slightly outside.
 */
const rim = 0.03;

/** Whether the whole hand is in the frame. */
export function insideFrame(hand: Pick<Hand, 'landmarks'>, frameSize: FrameSize): boolean {
  const slack = rim * handSize(hand);
  return hand.landmarks.every(
    ([x, y]) =>
      x >= -slack && y >= -slack && x <= frameSize.width + slack && y <= frameSize.height + slack,
  );
}

/**
 * A hand in the form of samples: relative to the wrist, in units of hand size.
 *
 * @param picture size of the whole frame or picture that the hand was found in, source pixels
 * @param time ms since the sample's first hand
 */
export function toSampleHand(
  hand: Hand,
  picture: { width: number; height: number },
  time = 0,
): SampleHand {
  const { landmarks, handedness, presence } = hand;
  const size = handSize(hand);
  const [x0, y0, z0] = landmarks[0] ?? [0, 0, 0];
  return {
    time,
    points: landmarks.map(
      ([x, y, z]): Point => [(x - x0) / size, (y - y0) / size, (z - z0) / size],
    ),
    handedness,
    presence,
    size: Math.min(1, size / Math.min(picture.width, picture.height)),
  };
}
