/** Hands that are turned in the picture, and takes of them. */
import type { SampleHand } from '../../../src/packs/samples.ts';
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import { toSampleHand } from '../../../src/recognizer/signs/sample-hand.ts';
import { shownHand } from '../recognizer/fake-taught.ts';

/** The upright hand, turned about its wrist by this angle, radians. */
export function turnedHand(angle: number): Hand {
  const upright = shownHand(true);
  const [x0, y0] = upright.landmarks[0]!;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    ...upright,
    landmarks: upright.landmarks.map(([x, y, z]): Landmark => {
      const [dx, dy] = [x - x0, y - y0];
      return [x0 + cos * dx - sin * dy, y0 + sin * dx + cos * dy, z];
    }),
  };
}

export const takeOf = (hand: Hand): SampleHand => toSampleHand(hand, { width: 640, height: 480 });
