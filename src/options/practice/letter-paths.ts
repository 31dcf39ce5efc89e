/** The ways of letters that are drawn in the air, and of the finger that draws them. Pure. */
import type { SampleHand } from '../../packs/samples.ts';

type Place = readonly [x: number, y: number];

export interface LetterPath {
  /** The fingertip that draws it, in MediaPipe's order. */
  tip: 8 | 20;
  /** As a right hand draws it: x to the signer's left (right in the unmirrored picture), y down. */
  path: readonly Place[];
}

export const letterPaths: Readonly<Record<string, LetterPath>> = {
  J: {
    tip: 20,
    path: [
      [0, 0],
      [0, 0.5],
      [0, 1],
      [0.25, 1.3],
      [0.6, 1.35],
      [0.9, 1.15],
      [1, 0.8],
    ],
  },
  Z: {
    tip: 8,
    path: [
      [1, 0],
      [0, 0],
      [1, 1],
      [0, 1],
    ],
  },
};

/** @returns where the fingertip was, as `place` of samples, of the hand that is seen more often */
export function wayOfTip(hands: readonly SampleHand[], tip: LetterPath['tip']): Place[] {
  const left = hands.filter(({ handedness }) => handedness === 'Left');
  const right = hands.filter(({ handedness }) => handedness === 'Right');
  return (left.length > right.length ? left : right).flatMap(({ points, size, place }): Place[] => {
    const at = points[tip];
    return at && place ? [[place[0] + at[0] * size, place[1] + at[1] * size]] : [];
  });
}
