/**
 * The objectives that a classifier can be trained with. All share one trainer: an objective defines
 * the number of outputs, a label's target row, a sample's weight, and the closed form of loss and
 * gradient. They differ in how they treat unknown samples.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { bcena, type LossAndGradient, softmaxCrossEntropy, unknownLabel } from './losses.ts';

/** How logits become scores: `softmax` over all outputs, or a `sigmoid` for each output. */
export type Activation = 'softmax' | 'sigmoid';

export interface Objective {
  readonly name: string;
  readonly activation: Activation;
  /** Whether unknown samples have no effect, so that a sampler need not draw any. */
  readonly ignoresUnknown: boolean;
  /** Number of logits for this many known gestures. */
  outputCount(gestureCount: number): number;
  /** The output of the first known gesture; the others follow it in order. */
  readonly firstGesture: number;
  /** The output that means "none of them"; null if there is none. */
  naOutput(gestureCount: number): number | null;
  /**
   * @param labels one per sample: 0..C-1, or unknownLabel.
   * @param smoothing how much a known sample's target is reduced below 1; softmax objectives spread
   *   it evenly over all outputs (C. Szegedy et al., "Rethinking the Inception Architecture", CVPR
   *   2016), sigmoid objectives keep the other targets at exactly 0.
   * @returns batch x outputs, row by row.
   * @throws RangeError when a label is neither a gesture's index nor unknownLabel.
   */
  targetRows(labels: ArrayLike<number>, gestureCount: number, smoothing?: number): Float32Array;
  /** The weight of each sample according to its label; 1 is normal. */
  shares(labels: ArrayLike<number>): Float32Array;
  /** See `bcena` and `softmaxCrossEntropy` for shapes. */
  evaluate(logits: Tensor2D, targets: Tensor2D, weights: Tensor2D): LossAndGradient;
}

/** The target of an unknown sample. */
type UnknownRow =
  /** It is not trained on. */
  | 'ignored'
  /** The output `na`, as if it were one more gesture. */
  | 'na'
  /** 0 for every output. */
  | 'zero'
  /** The same value for every output. */
  | 'uniform';

interface Shape {
  name: string;
  activation: Activation;
  unknown: UnknownRow;
  /** Position of the output that is not a gesture; absent: there is none. */
  extra?: 'first' | 'last';
  /** Total weight of unknown samples relative to that of known ones (outlier exposure). */
  unknownTogether?: number;
}

function createObjective(shape: Shape): Objective {
  const { name, activation, unknown, extra, unknownTogether } = shape;
  const firstGesture = extra === 'first' ? 1 : 0;
  const outputCount = (gestureCount: number) => gestureCount + (extra ? 1 : 0);
  const naOutput = (gestureCount: number) =>
    extra === undefined ? null : extra === 'first' ? 0 : gestureCount;

  function targetRows(labels: ArrayLike<number>, gestureCount: number, smoothing = 0) {
    const outputs = outputCount(gestureCount);
    const rows = new Float32Array(labels.length * outputs);
    const known = (output: number, row: Float32Array) => {
      if (activation === 'softmax') row.fill(smoothing / outputs);
      row[output] = row[output]! + 1 - smoothing;
    };
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i] as number;
      const row = rows.subarray(i * outputs, (i + 1) * outputs);
      if (label !== unknownLabel) {
        if (!Number.isInteger(label) || label < 0 || label >= gestureCount) {
          throw new RangeError(
            `Label ${label} is not the index of one of ${gestureCount} gestures.`,
          );
        }
        known(firstGesture + label, row);
      } else if (unknown === 'na') known(naOutput(gestureCount)!, row);
      else if (unknown === 'uniform') row.fill(1 / outputs);
    }
    return rows;
  }

  function shares(labels: ArrayLike<number>): Float32Array {
    const out = new Float32Array(labels.length).fill(1);
    const unknowns = Array.from(labels).filter((label) => label === unknownLabel).length;
    const knowns = labels.length - unknowns;
    for (let i = 0; i < labels.length; i++) {
      const isUnknown = labels[i] === unknownLabel;
      if (unknown === 'ignored' && isUnknown) out[i] = 0;
      // The mean over the known samples plus `unknownTogether` times the mean over the unknown ones.
      if (unknownTogether !== undefined) {
        out[i] = labels.length * (isUnknown ? unknownTogether / unknowns : 1 / knowns);
      }
    }
    return out;
  }

  return {
    name,
    activation,
    ignoresUnknown: unknown === 'ignored',
    outputCount,
    firstGesture,
    naOutput,
    targetRows,
    shares,
    evaluate: activation === 'softmax' ? softmaxCrossEntropy : bcena,
  };
}

/** Softmax cross-entropy over the known gestures; unknown samples are not trained on. */
export const ce = createObjective({ name: 'CE', activation: 'softmax', unknown: 'ignored' });

/** Softmax cross-entropy over the known gestures and one more output for all unknown samples. */
export const ceNa = createObjective({
  name: 'CE + na',
  activation: 'softmax',
  unknown: 'na',
  extra: 'last',
});

/**
 * A sigmoid for each known gesture; unknown samples are not trained on. L. Shu, H. Xu, B. Liu, "DOC:
 * Deep Open Classification of Text Documents", EMNLP 2017.
 */
export const bce = createObjective({ name: 'BCE', activation: 'sigmoid', unknown: 'ignored' });

/** A sigmoid for each known gesture and one for unknown samples, which is trained like a gesture. */
export const bceNa = createObjective({
  name: 'BCE + na',
  activation: 'sigmoid',
  unknown: 'na',
  extra: 'last',
});

/** A sigmoid for each known gesture, and the zero vector for unknown samples: see `bcena`. */
export const bcenaObjective = createObjective({
  name: 'BCENa',
  activation: 'sigmoid',
  unknown: 'zero',
});

/**
 * BCENa as published: before the known gestures there is an output at index 0 whose target is 0 for
 * every sample, known or not. It can never win; it only changes the gradient that reaches the layers
 * below.
 */
export const bcenaZeroed = createObjective({
  name: 'BCENa, C+1',
  activation: 'sigmoid',
  unknown: 'zero',
  extra: 'first',
});

/**
 * Entropic open-set loss: the target of unknown samples is a uniform softmax. A. R. Dhamija, M.
 * Günther, T. Boult, "Reducing Network Agnostophobia", NeurIPS 2018, equation 1.
 */
export const eos = createObjective({ name: 'EOS', activation: 'softmax', unknown: 'uniform' });

/**
 * Outlier exposure: the mean loss of the known samples plus half the mean cross-entropy of the
 * unknown ones towards the uniform distribution, however many there are of each. D. Hendrycks, M.
 * Mazeika, T. Dietterich, "Deep Anomaly Detection with Outlier Exposure", ICLR 2019 (λ = 0.5 for
 * image classifiers).
 */
export const outlierExposure = createObjective({
  name: 'outlier exposure',
  activation: 'softmax',
  unknown: 'uniform',
  unknownTogether: 0.5,
});

/** All objectives, in the order in which tables list them. */
export const objectives: readonly Objective[] = [
  ce,
  ceNa,
  bce,
  bceNa,
  bcenaObjective,
  bcenaZeroed,
  eos,
  outlierExposure,
];
