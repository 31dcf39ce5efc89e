/** A trained network's outputs for one sample: everything that a score may use. */
import { logits as outputsOf } from './infer.ts';
import type { Objective } from './objectives.ts';
import type { Random } from './random.ts';
import type { Head } from './train.ts';

export interface View {
  /** One per known gesture. */
  logits: Float32Array;
  /** The logit of "none of them"; null if the network has no such output. */
  na: number | null;
  /** The activations that the last layer reads. */
  features: Float32Array;
  /**
   * Views of the same sample by other networks, or by this one with units switched off, which
   * committee scores average. The sample's own view need not be among them.
   */
  committee?: readonly Pick<View, 'logits' | 'na'>[];
}

/**
 * A view from a network's outputs.
 *
 * @param outputs one per output of the objective.
 * @param features the activations that the last layer reads.
 */
export function viewOf(
  outputs: ArrayLike<number>,
  features: Float32Array,
  objective: Objective,
  gestureCount: number,
): View {
  const all = Float32Array.from(outputs);
  const at = objective.naOutput(gestureCount);
  return {
    logits: all.slice(objective.firstGesture, objective.firstGesture + gestureCount),
    na: at === null ? null : all[at]!,
    features,
  };
}

export interface LookOptions {
  objective: Objective;
  gestureCount: number;
  /** If given, hidden units are switched off at random (Monte Carlo dropout). */
  dropout?: { share: number; random: Random };
}

/** Runs a head on one sample's features. */
export function look(head: Head, features: ArrayLike<number>, options: LookOptions): View {
  const { objective, gestureCount, dropout } = options;
  let values: Float32Array = Float32Array.from(features);
  for (const layer of head.slice(0, -1)) {
    values = outputsOf([layer], values).map((value) => Math.max(0, value));
    if (dropout) switchOff(values, dropout.share, dropout.random);
  }
  return viewOf(outputsOf(head.slice(-1), values), values, objective, gestureCount);
}

function switchOff(values: Float32Array, share: number, random: Random): void {
  for (let i = 0; i < values.length; i++) {
    values[i] = random.uniform() < share ? 0 : values[i]! / (1 - share);
  }
}

/**
 * Several passes of one head with hidden units switched off as in training: a sample of networks
 * that agree where they were trained and differ elsewhere. Y. Gal, Z. Ghahramani, "Dropout as a
 * Bayesian Approximation", ICML 2016.
 */
export function dropoutCommittee(
  head: Head,
  features: ArrayLike<number>,
  options: LookOptions & { dropout: { share: number; random: Random } },
  passes: number,
): View[] {
  return Array.from({ length: passes }, () => look(head, features, options));
}
