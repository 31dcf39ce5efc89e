/**
 * Whether a held sign is meant: a logistic model of the features of the last second and of their
 * squares (too small or too large, too low or too high), learned by `npm run events -- --learn`;
 * docs/gate.md names its training data.
 */
import type { Strictness } from '../../messaging/recognition.ts';
import { intentFeatureNames } from './intent-features.ts';
import type { IntentModel } from './intent-model.ts';
import { shippedIntent } from './intent-weights.ts';

/**
 * Whether the features show that what is held is meant. If no gesture names it (`isNamed`), `gesture` is the one
 * that it is most like.
 */
export type IntentJudge = (features: Float32Array, gesture: string, isNamed: boolean) => boolean;

/** @returns the probability that the sign is meant, 0..1. */
export function intentOf({ weights, squares, bias }: IntentModel, features: Float32Array): number {
  let sum = bias;
  for (let i = 0; i < weights.length; i++) {
    const value = features[i]!;
    sum += weights[i]! * value + squares[i]! * value * value;
  }
  return 1 / (1 + Math.exp(-sum));
}

/** @throws RangeError when the model does not have one weight per feature and per square. */
export function intentJudge(
  strictness: Strictness,
  model: IntentModel = shippedIntent,
): IntentJudge {
  const count = intentFeatureNames.length;
  if (model.weights.length !== count || model.squares.length !== count) {
    throw new RangeError(`An intent model has ${count} weights and ${count} squares.`);
  }
  const threshold = model.thresholds[strictness];
  return (features) => intentOf(model, features) >= threshold;
}
