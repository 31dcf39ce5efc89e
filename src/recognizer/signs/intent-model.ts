/** How sure the gate must be that a sign is meant; the user's setting. */
export const strictnesses = ['loose', 'normal', 'strict'] as const;
export type Strictness = (typeof strictnesses)[number];

export interface IntentModel {
  /** One weight for each of intentFeatureNames. */
  weights: readonly number[];
  /** One weight for the square of each. */
  squares: readonly number[];
  bias: number;
  /** The probability from which on a sign counts as meant, at each step of the setting. */
  thresholds: Readonly<Record<Strictness, number>>;
}
