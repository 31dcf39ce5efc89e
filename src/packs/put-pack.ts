/** Replaces the pack with the same id, within one transaction. */
import { ProblemError } from '../messaging/problems.ts';
import type { Change } from './connection.ts';
import type { SampleRecord, UnknownRecord } from './database.ts';
import { onePack, packRange, preferenceRange, removeAll } from './ranges.ts';
import type { PackGesture, PackHeader, Sample, UnknownSample } from './samples.ts';
import { toPack, toSampleRecord, toUnknownRecord } from './to-records.ts';

export interface PackRecords {
  header: PackHeader;
  samples: readonly SampleRecord[];
  unknowns: readonly UnknownRecord[];
}

/** @throws ProblemError 'internal' if the pack or a sample breaks the contract. */
export function toPackRecords(
  pack: PackHeader,
  samples: ReadonlyMap<string, readonly Sample[]>,
  unknowns: readonly UnknownSample[],
): PackRecords {
  const header = toPack(pack);
  const gestures = new Map(header.gestures.map((gesture) => [gesture.id, gesture]));
  const gestureOf = (id: string): PackGesture => {
    const gesture = gestures.get(id);
    if (gesture) return gesture;
    throw new ProblemError('internal', `The pack has samples of ${id}, but no such gesture.`);
  };
  return {
    header,
    samples: [...samples].flatMap(([id, list]) => {
      const gesture = gestureOf(id);
      return list.map((sample) => toSampleRecord(sample, pack.id, gesture));
    }),
    unknowns: unknowns.map((sample) => toUnknownRecord(sample, pack.id)),
  };
}

/**
 * Gestures that stay keep their preferences. A sample gets a new id if another pack uses its id
 * (the same file, imported beside itself).
 */
export async function putRecords(
  tx: Change,
  { header, samples, unknowns }: PackRecords,
  newId: () => string,
): Promise<void> {
  const { id } = header;
  const sampleStore = tx.objectStore('samples');
  const unknownStore = tx.objectStore('unknowns');
  const preferences = tx.objectStore('preferences');
  await removeAll(sampleStore, await sampleStore.index('gesture').getAllKeys(packRange(id)));
  await removeAll(unknownStore, await unknownStore.index('pack').getAllKeys(onePack(id)));
  const stay = new Set(header.gestures.map((gesture) => gesture.id));
  for (const key of await preferences.getAllKeys(preferenceRange(id))) {
    if (!stay.has(key.slice(id.length + 1))) await preferences.delete(key);
  }
  await tx.objectStore('packs').put(header);
  for (const record of samples) {
    const taken = (await sampleStore.getKey(record.id)) !== undefined;
    await sampleStore.add(taken ? { ...record, id: newId() } : record);
  }
  for (const record of unknowns) {
    const taken = (await unknownStore.getKey(record.id)) !== undefined;
    await unknownStore.add(taken ? { ...record, id: newId() } : record);
  }
}
