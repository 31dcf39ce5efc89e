import { boneIn, fingers, palmFrame, palmsMatch } from './palm-frame.ts';
import type { Random } from './random.ts';
import type { MadeHand, Sample } from './sampler.ts';

/**
 * A known hand with fingers of other hands: one to three fingers are replaced by those of one other
 * hand, or (one time in three) all but one by those of up to four others. Somebody really bent each
 * finger like this, so its joints stay within what a hand can do; nobody showed the whole hand.
 * Null if the palms do not match or the hands show the same gesture.
 *
 * The idea of training on hard unknowns made from known samples: L. Neal et al., "Open Set
 * Learning with Counterfactual Images", ECCV 2018.
 */
export function mixFingers(samples: readonly Sample[], random: Random): MadeHand | null {
  const base = samples[random.below(samples.length)]!;
  const many = random.below(3) === 0;
  const out = Float32Array.from(base.points);
  const order = [0, 1, 2, 3, 4];
  const count = many ? 4 : 1 + random.below(3);
  let donor = samples[random.below(samples.length)]!;
  for (let k = 0; k < count; k++) {
    if (base.label === donor.label || base.depth !== donor.depth) return null;
    const finger = order.splice(random.below(order.length), 1)[0]!;
    if (!exchange(out, base.points, donor.points, fingers[finger]!)) return null;
    if (many) donor = samples[random.below(samples.length)]!;
  }
  return { ...base, points: out };
}

/** Puts the donor's finger on the hand; false if the palms do not match. */
function exchange(
  out: Float32Array,
  base: Float32Array,
  donor: Float32Array,
  start: number,
): boolean {
  const a = palmFrame(base);
  const b = palmFrame(donor);
  if (!palmsMatch(a, b)) return false;
  for (let joint = start + 1; joint < start + 4; joint++) {
    const bone = boneIn(a, b, donor, start, joint);
    for (let axis = 0; axis < 3; axis++) {
      out[joint * 3 + axis] = base[start * 3 + axis]! + bone[axis]!;
    }
  }
  return true;
}
