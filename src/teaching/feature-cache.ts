/** Features that several trainings of one task share, computed once. */
import { type Augmentation, augment } from '../learning/augment.ts';
import type { Random } from '../learning/random.ts';
import type { MadeHand } from '../learning/sampler.ts';
import { featuresOf } from '../recognizer/signs/features.ts';

export interface FeatureCache {
  /** Features of the hand as it is. */
  plain(hand: { points: Float32Array }): Float32Array;
  /** Features of an augmented copy of the hand; the same number always gives the same copy. */
  copy(hand: MadeHand, number: number): Float32Array;
}

/** The key of a hand is its `points` array, which must not be written to. */
export function createFeatureCache(augmentation: Augmentation, random: Random): FeatureCache {
  const plains = new WeakMap<Float32Array, Float32Array>();
  const copies = new WeakMap<Float32Array, Float32Array[]>();
  return {
    plain({ points }) {
      const kept = plains.get(points);
      if (kept) return kept;
      const made = featuresOf(points);
      plains.set(points, made);
      return made;
    },
    copy(hand, number) {
      const kept = copies.get(hand.points) ?? [];
      copies.set(hand.points, kept);
      while (kept.length <= number)
        kept.push(featuresOf(augment(hand.points, hand, augmentation, random)));
      return kept[number]!;
    },
  };
}
