/** How sure the recognition must be, in three steps around a gesture's calibrated threshold. Pure. */

export const steps = ['sooner', 'usual', 'surer'] as const;
export type Step = (typeof steps)[number];

/** The least and the most that a threshold can be set to. */
export const thresholdRange = { least: 0.05, most: 0.99 } as const;

/** A sooner threshold is this share of the calibrated one. */
const soonerShare = 0.8;
/** A surer threshold goes this far from the calibrated one to 1. */
const surerShare = 0.4;

/** The threshold of a step, rounded as the slider rounds; undefined: the calibrated one. */
export function thresholdOf(step: Step, calibrated: number): number | undefined {
  if (step === 'usual') return undefined;
  const wanted =
    step === 'sooner' ? calibrated * soonerShare : calibrated + (1 - calibrated) * surerShare;
  const within = Math.min(thresholdRange.most, Math.max(thresholdRange.least, wanted));
  return Math.round(within * 100) / 100;
}

/**
 * The step that a stored threshold is; null if the user has set another number.
 *
 * @param stored undefined if the user has set none
 */
export function stepOf(stored: number | undefined, calibrated: number): Step | null {
  return steps.find((step) => thresholdOf(step, calibrated) === stored) ?? null;
}
