/**
 * Scores: one number per sample; higher means more certain that it is a known gesture. They work
 * with any objective. They do not say which gesture it is: that is the greatest logit.
 */
import { sigmoid } from './infer.ts';
import type { Activation } from './objectives.ts';
import type { View } from './view.ts';

export type Score = (view: View) => number;

const greatest = (values: ArrayLike<number>): number => {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) best = Math.max(best, values[i]!);
  return best;
};

/** log Σ exp(values), without overflow. */
function logSumExp(values: ArrayLike<number>): number {
  const most = greatest(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.exp(values[i]! - most);
  return most + Math.log(total);
}

/** The softmax of each known gesture; an output `na` takes its share too. */
export function softmaxOf(view: Pick<View, 'logits' | 'na'>): Float32Array {
  const all = view.na === null ? view.logits : [...view.logits, view.na];
  const total = logSumExp(all);
  return view.logits.map((logit) => Math.exp(logit - total));
}

/** Each known gesture's score, by the activation of the objective that trained the network. */
export function scoresOf(view: Pick<View, 'logits' | 'na'>, activation: Activation): Float32Array {
  return activation === 'softmax' ? softmaxOf(view) : view.logits.map(sigmoid);
}

/**
 * The greatest softmax. D. Hendrycks, K. Gimpel, "A Baseline for Detecting Misclassified and
 * Out-of-Distribution Examples in Neural Networks", ICLR 2017.
 */
export const maxSoftmax: Score = (view) => greatest(softmaxOf(view));

/**
 * The greatest sigmoid. L. Shu, H. Xu, B. Liu, "DOC: Deep Open Classification of Text Documents",
 * EMNLP 2017.
 */
export const maxSigmoid: Score = (view) => sigmoid(greatest(view.logits));

/**
 * The greatest logit. D. Hendrycks et al., "Scaling Out-of-Distribution Detection for Real-World
 * Settings", ICML 2022. It ranks as the greatest sigmoid does, but does not round to 1.
 */
export const maxLogit: Score = (view) => greatest(view.logits);

/**
 * The negative energy `T log Σ exp(s / T)` over the known gestures. W. Liu et al., "Energy-based
 * Out-of-distribution Detection", NeurIPS 2020.
 *
 * @param temperature 1 in the paper's experiments.
 */
export function energy(temperature = 1): Score {
  return (view) => temperature * logSumExp(view.logits.map((logit) => logit / temperature));
}

/**
 * The greatest of the committee's mean scores. With views of several dropout passes it is Monte
 * Carlo dropout (Y. Gal, Z. Ghahramani, ICML 2016), with views of several networks it is a deep
 * ensemble (B. Lakshminarayanan, A. Pritzel, C. Blundell, "Simple and Scalable Predictive
 * Uncertainty Estimation using Deep Ensembles", NeurIPS 2017).
 *
 * @throws RangeError if a view has no committee.
 */
export function committeeScore(activation: Activation): Score {
  return (view) => greatest(committeeMeans(view, activation));
}

/** The committee's mean score for each known gesture. */
export function committeeMeans(view: View, activation: Activation): Float32Array {
  const committee = view.committee ?? [];
  if (committee.length === 0) throw new RangeError('This sample has no views of a committee.');
  const means = new Float32Array(view.logits.length);
  for (const member of committee) {
    const scores = scoresOf(member, activation);
    for (let c = 0; c < means.length; c++) means[c] = means[c]! + scores[c]! / committee.length;
  }
  return means;
}
