/** Adds or changes a gesture of a pack's record, within one transaction. */
import { ProblemError } from '../messaging/problems.ts';
import type { Change } from './connection.ts';
import { movementFault } from './movements.ts';
import { samplesRange } from './ranges.ts';
import { readSample } from './records.ts';
import type { PackGesture, PackHeader } from './samples.ts';
import { toPack } from './to-records.ts';

/**
 * @param pack the pack's present record
 * @throws ProblemError 'internal' if the gesture would begin to move and has a sample that is no
 * movement: such a sample could not be exported.
 */
export async function putGesture(tx: Change, pack: PackHeader, next: PackGesture): Promise<void> {
  const before = pack.gestures.find(({ id }) => id === next.id);
  if (next.moves && before && !before.moves) {
    const index = tx.objectStore('samples').index('gesture');
    for (const stored of await index.getAll(samplesRange(pack.id, next.id))) {
      const { value } = readSample(stored);
      if (!value || !movementFault(value.hands)) continue;
      throw new ProblemError('internal', `A sample of ${next.id} is no movement: ${value.id}`);
    }
  }
  const gestures = before
    ? pack.gestures.map((one) => (one === before ? next : one))
    : [...pack.gestures, next];
  await tx.objectStore('packs').put(toPack({ ...pack, gestures }));
}
