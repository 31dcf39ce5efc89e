/** Augmented samples that are drawn once, so that all losses learn from the same ones. */
import type { Batch } from '../../../src/learning/optimise.ts';
import type { Random } from '../../../src/learning/random.ts';

type Draw = (size: number, random: Random) => Batch;

/**
 * Hands out the samples of a pool in order, and starts again at the end.
 *
 * @returns makes a draw function that uses no randomness and starts at the first sample
 */
export function replayed(pool: Batch): () => Draw {
  return () => handOut(pool, (i) => i);
}

/**
 * Hands out as many samples as the pool has, drawn from it with replacement: the training set of a
 * member of a bootstrapped ensemble (L. Breiman, "Bagging Predictors", Machine Learning 24, 1996).
 */
export function resampled(pool: Batch, random: Random): Draw {
  const count = pool.labels.length;
  const chosen = Int32Array.from({ length: count }, () => random.below(count));
  return handOut(pool, (i) => chosen[i]!);
}

function handOut(pool: Batch, at: (i: number) => number): Draw {
  const count = pool.labels.length;
  const length = pool.features.length / count;
  let next = 0;
  return (size) => {
    const batch: Batch = {
      features: new Float32Array(size * length),
      labels: new Int32Array(size),
      weights: new Float32Array(size),
    };
    for (let i = 0; i < size; i++) {
      const from = at(next);
      batch.features.set(pool.features.subarray(from * length, (from + 1) * length), i * length);
      batch.labels[i] = pool.labels[from]!;
      batch.weights[i] = pool.weights[from]!;
      next = (next + 1) % count;
    }
    return batch;
  };
}
