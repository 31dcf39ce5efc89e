import {
  abs,
  add,
  exp,
  log1p,
  mean,
  mul,
  relu,
  type Scalar,
  sigmoid,
  sub,
  sum,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';

/** The target index of a sample that is none of the known gestures. */
export const UNKNOWN = -1;

/**
 * Target rows for BCENa: a known sample is one-hot over the C known gestures, an unknown one is the
 * zero vector ("none of them") - it is pushed away from every gesture instead of towards a class
 * of its own, which could only ever hold the unknowns it was shown.
 *
 * @param labels one per sample: 0..C-1, or `UNKNOWN`.
 * @param smoothing label smoothing: the one becomes 1 - smoothing; zeros stay zero, so that
 *   silence keeps its exact target.
 * @returns batch x C values, row by row.
 * @throws RangeError when a label is neither a gesture's index nor `UNKNOWN`.
 */
export function targetRows(
  labels: ArrayLike<number>,
  gestureCount: number,
  smoothing = 0,
): Float32Array {
  const rows = new Float32Array(labels.length * gestureCount);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label === UNKNOWN) continue;
    if (!Number.isInteger(label) || label < 0 || label >= gestureCount) {
      throw new RangeError(`Label ${label} is no index of ${gestureCount} gestures.`);
    }
    rows[i * gestureCount + label] = 1 - smoothing;
  }
  return rows;
}

/** A loss and its derivative, so that a trainer needs no registry of gradients. */
export interface LossAndGradient {
  value: Scalar;
  /** batch x C: the derivative of `value` by each logit. */
  gradient: Tensor2D;
}

/**
 * BCENa: binary cross-entropy with a zero target for what is "not any" gesture.
 *
 * Each gesture is an independent sigmoid; the loss of a sample is the sum over gestures of
 * `-t log σ(s) - (1 - t) log(1 - σ(s))`, and the batch's loss is the mean over samples (each
 * times its weight). Decoding is `argmax` where the greatest sigmoid reaches a threshold and
 * silence otherwise.
 *
 * Independent sigmoids for open-set recognition: L. Shu, H. Xu, B. Liu, "DOC: Deep Open
 * Classification of Text Documents", EMNLP 2017. Background samples trained towards no class:
 * A. R. Dhamija, M. Günther, T. Boult, "Reducing Network Agnostophobia", NeurIPS 2018.
 *
 * The gradient is the closed form (σ(s) - t) · weight / batch: exact for logits of any size.
 *
 * @param logits batch x C.
 * @param targets batch x C: one-hot rows, zero rows for unknown samples (see `targetRows`).
 * @param weights batch x 1.
 * @returns two tensors that the caller disposes of (or a surrounding `tidy`).
 */
export function bcena(logits: Tensor2D, targets: Tensor2D, weights: Tensor2D): LossAndGradient {
  return tidy(() => {
    // max(s, 0) - s t + log(1 + exp(-|s|)): the same value, without overflow.
    const each = add(sub(relu(logits), mul(logits, targets)), log1p(exp(mul(abs(logits), -1))));
    const value: Scalar = mean(mul(sum(each, 1, true), weights));
    const share: Tensor2D = mul(weights, 1 / logits.shape[0]);
    const gradient: Tensor2D = mul(sub(sigmoid(logits), targets), share);
    return { value, gradient } as LossAndGradient & Record<string, Scalar | Tensor2D>;
  });
}
