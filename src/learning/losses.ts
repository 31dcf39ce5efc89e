import {
  abs,
  add,
  exp,
  log,
  log1p,
  max,
  mean,
  mul,
  relu,
  type Scalar,
  sigmoid,
  softmax,
  sub,
  sum,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';

/** The label of a sample that shows none of the known gestures. */
export const unknownLabel = -1;

/** A loss and its derivative, so that a trainer needs no automatic differentiation. */
export interface LossAndGradient {
  value: Scalar;
  /** batch x C: the derivative of `value` with respect to each logit. */
  gradient: Tensor2D;
}

/**
 * Softmax cross-entropy towards target rows of any sum: the loss of a sample is
 * `-Σ t log p` with `p` the softmax of its logits, and the batch's loss is the mean over samples
 * (each times its weight). A zero row has no loss and no gradient: it is for samples that are not
 * trained on. A uniform row asks for a uniform softmax.
 *
 * The gradient is the closed form (p Σt - t) · weight / batch.
 *
 * @param logits batch x outputs.
 * @param targets batch x outputs, none below 0.
 * @param weights batch x 1.
 * @returns two tensors that the caller disposes of (or a surrounding `tidy`).
 */
export function softmaxCrossEntropy(
  logits: Tensor2D,
  targets: Tensor2D,
  weights: Tensor2D,
): LossAndGradient {
  return tidy(() => {
    // log p = s - max - log Σ exp(s - max): finite for logits of any size.
    const shifted: Tensor2D = sub(logits, max(logits, 1, true));
    const logShares: Tensor2D = sub(shifted, log(sum(exp(shifted), 1, true)));
    const each = mul(sum(mul(targets, logShares), 1, true), -1);
    const value: Scalar = mean(mul(each, weights));
    const share: Tensor2D = mul(weights, 1 / logits.shape[0]);
    const pull: Tensor2D = sub(mul(softmax(logits), sum(targets, 1, true)), targets);
    const gradient: Tensor2D = mul(pull, share);
    return { value, gradient } as LossAndGradient & Record<string, Scalar | Tensor2D>;
  });
}

/**
 * BCENa: binary cross-entropy with a zero target for what is "not any" gesture. The target of a
 * known sample is one-hot over the C known gestures, that of an unknown sample is the zero vector
 * ("none of them"): it is pushed away from every gesture instead of towards a class of its own,
 * which could only ever hold the unknowns it was shown.
 *
 * Each gesture is an independent sigmoid; the loss of a sample is the sum over gestures of
 * `-t log σ(s) - (1 - t) log(1 - σ(s))`, and the batch's loss is the mean over samples (each
 * times its weight). Decoding gives `argmax` if the greatest sigmoid reaches a threshold, and
 * silence otherwise.
 *
 * Independent sigmoids for open-set recognition: L. Shu, H. Xu, B. Liu, "DOC: Deep Open
 * Classification of Text Documents", EMNLP 2017. Background samples trained towards no class:
 * A. R. Dhamija, M. Günther, T. Boult, "Reducing Network Agnostophobia", NeurIPS 2018.
 *
 * The gradient is the closed form (σ(s) - t) · weight / batch: exact for logits of any size.
 *
 * @param logits batch x C.
 * @param targets batch x C: one-hot rows; zero rows for unknown samples (`Objective.targetRows`).
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
