/** The squares of a frame in which palms are searched for. */
import type { Square } from '../sample-square.ts';

export interface Views {
  /** The whole frame, with bars where it is not square. */
  whole: Square;
  /** The whole frame at a smaller scale: close-up hands become small enough for the detector. */
  far: Square;
  /** The two ends of a long frame, each as large as its shorter side: for small hands. */
  ends: readonly Square[];
  /** The middle of the frame: for even smaller hands. */
  centre: Square;
}

/** Views of a frame of this size, in source pixels. */
export function viewsOf(width: number, height: number): Views {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const cx = width / 2;
  const cy = height / 2;
  const end = (sign: 1 | -1): Square => ({
    cx: cx + (sign * (width - short)) / 2,
    cy: cy + (sign * (height - short)) / 2,
    size: short,
    rotation: 0,
  });
  return {
    whole: { cx, cy, size: long, rotation: 0 },
    far: { cx, cy, size: 1.5 * long, rotation: 0 },
    ends: long > 1.1 * short ? [end(-1), end(1)] : [],
    centre: { cx, cy, size: 0.75 * short, rotation: 0 },
  };
}
