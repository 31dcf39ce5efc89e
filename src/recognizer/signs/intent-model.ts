import type { Strictness } from '../../messaging/recognition.ts';

export interface IntentModel {
  /** One weight per feature, in the order of `intentFeatureNames`. */
  weights: readonly number[];
  /** One weight for the square of each feature. */
  squares: readonly number[];
  bias: number;
  /** The least probability at which a sign counts as meant, for each strictness. */
  thresholds: Readonly<Record<Strictness, number>>;
}
