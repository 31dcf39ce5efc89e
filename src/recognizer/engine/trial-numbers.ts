/** What the backends have to agree on: outputs of the two small hand models, by name. */
export interface TrialNumbers {
  landmarks: readonly number[];
  presence: readonly number[];
  boxes: readonly number[];
  scores: readonly number[];
}
