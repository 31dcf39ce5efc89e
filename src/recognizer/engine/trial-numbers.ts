/** The numbers on which all backends must agree: outputs of the two small hand models, by name. */
export interface TrialNumbers {
  landmarks: readonly number[];
  presence: readonly number[];
  boxes: readonly number[];
  scores: readonly number[];
}
