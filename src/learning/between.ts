import { boneIn, fingers, palmFrame, palmsMatch } from './palm-frame.ts';
import type { Random } from './random.ts';
import type { MadeHand, Sample } from './sampler.ts';

/** How near to either sign a hand between them may be, as a share of the way. */
const nearest = 0.25;

/**
 * A hand on the way from one known gesture to another, which means neither. In palm coordinates
 * every bone is rotated part of the way and gets a length between the two, as when fingers move
 * from one sign to the next. Null if the palms do not match, both hands show the same gesture, or
 * depth is known for only one of them.
 */
export function handBetween(samples: readonly Sample[], random: Random): MadeHand | null {
  const from = samples[random.below(samples.length)]!;
  const to = samples[random.below(samples.length)]!;
  if (from.label === to.label || from.depth !== to.depth) return null;
  const a = palmFrame(from.points);
  const b = palmFrame(to.points);
  if (!palmsMatch(a, b)) return null;
  const way = random.between(nearest, 1 - nearest);
  const out = Float32Array.from(from.points);
  for (const start of fingers) {
    // Fingers do not all move at once.
    const share = Math.min(1, Math.max(0, way + random.normal() * 0.12));
    for (let joint = start + 1; joint < start + 4; joint++) {
      const here = boneIn(a, a, from.points, joint - 1, joint);
      const there = boneIn(a, b, to.points, joint - 1, joint);
      const bone = interpolated(here, there, share);
      for (let axis = 0; axis < 3; axis++) {
        out[joint * 3 + axis] = out[(joint - 1) * 3 + axis]! + bone[axis]!;
      }
    }
  }
  return { ...from, points: out };
}

type Vector = [number, number, number];

/** Linear interpolation between two bones, scaled to the interpolated length. */
function interpolated(a: Vector, b: Vector, share: number): Vector {
  const mix = (x: number, y: number) => x + (y - x) * share;
  const straight: Vector = [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
  const length = mix(Math.hypot(...a), Math.hypot(...b));
  // Opposite bones nearly cancel out: do not scale up the small rest by more than 2.
  const scale = Math.min(2, length / Math.max(Math.hypot(...straight), 1e-6));
  return [straight[0] * scale, straight[1] * scale, straight[2] * scale];
}
