import type { SampleHand } from '../../../../src/packs/samples.ts';
import { toSampleHand } from '../../../../src/teaching/recording/hand-sample.ts';
import { type HandAt, handAt, picture } from './fake-hands.ts';

export interface MovementAt extends Omit<HandAt, 'x' | 'y'> {
  ms?: number;
  /** Where the wrist goes, source pixels, evenly; and back, if it returns. */
  from?: readonly [x: number, y: number];
  to?: readonly [x: number, y: number];
  /** Both hands, the other one mirrored about the picture's middle. */
  both?: boolean;
}

/** A movement of a hand, ten moments a second, in the form of a sample. */
export function movementAt({
  ms = 1000,
  from = [220, 350],
  to = [420, 250],
  both = false,
  ...hand
}: MovementAt = {}): SampleHand[] {
  const short = Math.min(picture.width, picture.height);
  const count = Math.round(ms / 100) + 1;
  return Array.from({ length: count }, (_, i) => {
    const share = count === 1 ? 0 : i / (count - 1);
    const x = from[0] + (to[0] - from[0]) * share;
    const y = from[1] + (to[1] - from[1]) * share;
    const one = (at: HandAt): SampleHand => ({
      ...toSampleHand(handAt(at), picture, i * 100),
      place: [
        ((at.x ?? 0) - picture.width / 2) / short,
        ((at.y ?? 0) - picture.height / 2) / short,
      ],
    });
    const right = one({ ...hand, x, y });
    const left = one({ ...hand, x: picture.width - x, y, handedness: 'Left' });
    return both ? [left, right] : [right];
  }).flat();
}
