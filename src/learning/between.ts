import { boneIn, fingers, palmFrame, palmsMatch } from './palm-frame.ts';
import type { Random } from './random.ts';
import type { MadeHand, Sample } from './sampler.ts';

/** How near to either sign the way between them is looked at. */
const nearest = 0.25;

/**
 * A hand on the way from one known gesture to another, which means neither. Every bone is turned
 * part of the way in palm coordinates and gets a length between the two, as fingers that move from
 * one sign to the next do. Null when the hands cannot be laid together, show the same gesture, or
 * differ in whether depth is known.
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
      const bone = turnedPartly(here, there, share);
      for (let axis = 0; axis < 3; axis++) {
        out[joint * 3 + axis] = out[(joint - 1) * 3 + axis]! + bone[axis]!;
      }
    }
  }
  return { ...from, points: out };
}

type Vector = [number, number, number];

/** Between two bones: the straight line between them, brought to the length between theirs. */
function turnedPartly(a: Vector, b: Vector, share: number): Vector {
  const mix = (x: number, y: number) => x + (y - x) * share;
  const straight: Vector = [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])];
  const length = mix(Math.hypot(...a), Math.hypot(...b));
  // Opposite bones meet near nothing on the straight line: they keep what is left of it.
  const scale = Math.min(2, length / Math.max(Math.hypot(...straight), 1e-6));
  return [straight[0] * scale, straight[1] * scale, straight[2] * scale];
}
