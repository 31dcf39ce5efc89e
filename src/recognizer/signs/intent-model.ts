import type { Strictness } from '../../messaging/recognition.ts';

export interface IntentModel {
  /** One weight for each of intentFeatureNames. */
  weights: readonly number[];
  /** One weight for the square of each. */
  squares: readonly number[];
  bias: number;
  /** The probability from which on a sign counts as meant, at each step of the setting. */
  thresholds: Readonly<Record<Strictness, number>>;
}
