/** Whether a training is out of date. */
import type { TrainedOn } from '../../../packs/store-types.ts';
import type { Taught } from '../model.ts';
import { trainedOn } from './training.ts';

/** Whether samples were recorded, deleted or imported since the last training, or a kind was changed. */
export function isStale({ packs, gestures, unknowns, newest }: Taught): boolean {
  if (!newest) return false;
  const all = [...gestures.flatMap(({ samples }) => samples), ...unknowns];
  if (all.some(({ recordedAt }) => recordedAt > newest.trainedAt)) return true;
  return newest.trainedOn !== undefined && !isSame(newest.trainedOn, trainedOn(packs, unknowns));
}

/** Whether a pack is used with a vocabulary that it was not trained with. */
export function isElsewhere({ packs, newest }: Taught): boolean {
  if (!newest) return false;
  const { beside = ['call-gestures'] } = newest;
  return packs.some(
    ({ enabled, gestures, vocabularies }) =>
      enabled && gestures.length > 0 && vocabularies.some((id) => !beside.includes(id)),
  );
}

const isSame = (a: TrainedOn, b: TrainedOn): boolean =>
  a.unknowns === b.unknowns && hasSameCounts(a.held, b.held) && hasSameCounts(a.moving, b.moving);

function hasSameCounts(a: TrainedOn['held'], b: TrainedOn['held']): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
