/** Scores that compare a sample's penultimate activations with those of the training samples. */
import { unknownLabel } from './losses.ts';
import type { Score } from './scores.ts';

/** A training sample as the network sees it. */
export interface Seen {
  /** The activations that the last layer reads. */
  features: Float32Array;
  /** The gesture's index, or unknownLabel. */
  label: number;
}

/**
 * Minus the distance to the k-th nearest known training sample, both scaled to length 1. Y. Sun, Y.
 * Ming, X. Zhu, Y. Li, "Out-of-Distribution Detection with Deep Nearest Neighbors", ICML 2022.
 *
 * @param seen the known ones among them are the references; a few represent many well.
 * @param k 1 or more; a larger one is steadier, a smaller one sharper.
 * @throws RangeError if there are fewer than k known samples.
 */
export function nearestNeighbours(seen: readonly Seen[], k: number): Score {
  const references = seen
    .filter(({ label }) => label !== unknownLabel)
    .map(({ features }) => unit(features));
  if (references.length < k) {
    throw new RangeError(`There are only ${references.length} known samples, fewer than k = ${k}.`);
  }
  return (view) => {
    const own = unit(view.features);
    const nearest = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
    for (const reference of references) {
      let total = 0;
      const limit = nearest[k - 1]!;
      for (let i = 0; i < own.length && total < limit; i++) total += (own[i]! - reference[i]!) ** 2;
      // Insert it before those that are farther, so that the list stays sorted.
      let at = k;
      while (at > 0 && nearest[at - 1]! > total) at--;
      if (at === k) continue;
      nearest.copyWithin(at + 1, at, k - 1);
      nearest[at] = total;
    }
    return -Math.sqrt(nearest[k - 1]!);
  };
}

/** Scaled to length 1; all zeros stay zeros. */
function unit(values: Float32Array): Float32Array {
  let total = 0;
  for (const value of values) total += value * value;
  const length = Math.sqrt(total);
  return length > 0 ? values.map((value) => value / length) : values;
}

/** Share of the mean variance that is added to every variance, so that dead units do no harm. */
const ridgeShare = 1e-3;

/**
 * Minus the squared Mahalanobis distance to the nearest gesture's mean, with one covariance for all
 * gestures. K. Lee et al., "A Simple Unified Framework for Detecting Out-of-Distribution Samples
 * and Adversarial Attacks", NeurIPS 2018 (its score of the penultimate layer, without the
 * perturbed input).
 *
 * @param seen the known ones among them give means and covariance.
 * @throws RangeError if none is known.
 */
export function mahalanobis(seen: readonly Seen[]): Score {
  const known = seen.filter(({ label }) => label !== unknownLabel);
  const size = known[0]?.features.length;
  if (size === undefined) throw new RangeError('There is no known sample to take a mean of.');
  const means = meansOf(known, size);
  const lower = cholesky(covarianceOf(known, means, size), size);
  return (view) => {
    let least = Number.POSITIVE_INFINITY;
    for (const mean of means.values()) {
      const away = Float64Array.from(view.features, (value, i) => value - mean[i]!);
      least = Math.min(least, squaredLengthAfterSolving(lower, away));
    }
    return -least;
  };
}

function meansOf(known: readonly Seen[], size: number): Map<number, Float64Array> {
  const means = new Map<number, Float64Array>();
  const counts = new Map<number, number>();
  for (const { features, label } of known) {
    const sum = means.get(label) ?? new Float64Array(size);
    for (let i = 0; i < size; i++) sum[i] = sum[i]! + features[i]!;
    means.set(label, sum);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  for (const [label, sum] of means)
    means.set(
      label,
      sum.map((v) => v / counts.get(label)!),
    );
  return means;
}

/** size x size, row by row: the mean scatter of samples about their gesture's mean. */
function covarianceOf(
  known: readonly Seen[],
  means: ReadonlyMap<number, Float64Array>,
  size: number,
): Float64Array {
  const covariance = new Float64Array(size * size);
  for (const { features, label } of known) {
    const mean = means.get(label)!;
    const away = Float64Array.from(features, (value, i) => value - mean[i]!);
    for (let i = 0; i < size; i++) {
      if (away[i] === 0) continue;
      for (let j = 0; j <= i; j++) {
        const at = i * size + j;
        covariance[at] = covariance[at]! + (away[i]! * away[j]!) / known.length;
      }
    }
  }
  let trace = 0;
  for (let i = 0; i < size; i++) trace += covariance[i * size + i]!;
  const ridge = Math.max((ridgeShare * trace) / size, 1e-12);
  for (let i = 0; i < size; i++) covariance[i * size + i] = covariance[i * size + i]! + ridge;
  return covariance;
}

/** L with L Lᵀ = matrix. Reads only the entries on and below the diagonal of the matrix. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) rest -= lower[i * size + k]! * lower[j * size + k]!;
      lower[i * size + j] = i === j ? Math.sqrt(rest) : rest / lower[j * size + j]!;
    }
  }
  return lower;
}

/** |L⁻¹ v|², which is vᵀ (L Lᵀ)⁻¹ v. */
function squaredLengthAfterSolving(lower: Float64Array, vector: Float64Array): number {
  const size = vector.length;
  const solved = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < size; i++) {
    let rest = vector[i]!;
    for (let k = 0; k < i; k++) rest -= lower[i * size + k]! * solved[k]!;
    solved[i] = rest / lower[i * size + i]!;
    total += solved[i]! * solved[i]!;
  }
  return total;
}
