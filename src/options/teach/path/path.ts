/** The steps from a name to captions in calls, and at which of them one is. Pure. */
import { targetOf } from '../../../teaching/targets.ts';
import type { OwnGesture, Taught } from '../model.ts';
import { isStale } from '../train/stale.ts';

export const steps = ['name', 'record', 'train', 'try', 'live'] as const;
export type Step = (typeof steps)[number];

/** The step at which a gesture is when it is opened: the first one that is not done. */
export function stepOf({ key, gesture, samples }: OwnGesture, taught: Taught): Step {
  const { newest } = taught;
  if (newest?.gestures.includes(key) && !isStale(taught)) return newest.live ? 'live' : 'try';
  return samples.length < targetOf(gesture).enough ? 'record' : 'train';
}

/**
 * The step that is shown: the wanted one, unless what it needs is gone, as when another page deletes it.
 *
 * @param key of the gesture that is taught; null: all of them
 */
export function stepNow(
  wanted: Step,
  key: string | null,
  { newest }: Taught,
  isTraining: boolean,
): Step {
  if (isTraining) return 'train';
  if (wanted !== 'try' && wanted !== 'live') return wanted;
  if (!newest) return 'train';
  if (key !== null && !newest.gestures.includes(key)) return 'record';
  return wanted === 'live' && !newest.live ? 'try' : wanted;
}
