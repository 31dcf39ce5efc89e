/** Deletes gestures and samples so that they can be put back as they were. */
import { ProblemError } from '../messaging/problems.ts';
import type { Changes } from './changes.ts';
import type { Change, Connection } from './connection.ts';
import type { SampleRecord } from './database.ts';
import { removeAll, samplesRange } from './ranges.ts';
import { gestureKey, type PackGesture, type PackHeader } from './samples.ts';
import type { PackStore } from './store-types.ts';

export interface RemovalParts {
  database: Connection;
  changes: Pick<Changes, 'tell'>;
  /** The pack of this id: its stored record, or a new one. */
  packIn(id: string, stored: unknown): PackHeader;
}

/** The methods of the store that delete a part of a pack, or hands that mean nothing. */
export function createRemoval({
  database,
  changes,
  packIn,
}: RemovalParts): Pick<PackStore, 'deleteGesture' | 'deleteSamples' | 'deleteUnknowns'> {
  const gestureOf = async (tx: Change, pack: string, id: string) =>
    packIn(pack, await tx.objectStore('packs').get(pack)).gestures.find((one) => one.id === id);

  return {
    async deleteGesture(id, gesture) {
      const taken = await database.change(['packs', 'samples', 'preferences'], async (tx) => {
        const packs = tx.objectStore('packs');
        const stored = await packs.get(id);
        const before = stored === undefined ? [] : packIn(id, stored).gestures;
        const at = before.findIndex((one) => one.id === gesture);
        if (stored !== undefined) {
          const gestures = before.filter((one) => one.id !== gesture);
          await packs.put({ ...packIn(id, stored), gestures });
        }
        const samples = tx.objectStore('samples');
        const range = samplesRange(id, gesture);
        const records = await samples.index('gesture').getAll(range);
        await removeAll(samples, await samples.index('gesture').getAllKeys(range));
        const key = gestureKey(id, gesture);
        const preference = await tx.objectStore('preferences').get(key);
        await tx.objectStore('preferences').delete(key);
        return { gesture: before[at], at, records, preference };
      });
      changes.tell('packs', 'samples', 'classifier');
      return async () => {
        const back = taken.gesture;
        if (!back) return;
        await database.change(['packs', 'samples', 'preferences'], async (tx) => {
          const packs = tx.objectStore('packs');
          const now = packIn(id, await packs.get(id));
          if (now.gestures.some((one) => one.id === gesture))
            throw gone(`${gesture} is there again`);
          await packs.put({ ...now, gestures: now.gestures.toSpliced(taken.at, 0, back) });
          for (const record of taken.records) await tx.objectStore('samples').add(record);
          if (taken.preference) await tx.objectStore('preferences').put(taken.preference);
        });
        changes.tell('packs', 'samples', 'classifier');
      };
    },

    async deleteSamples(ids) {
      const taken = await database.change(['packs', 'samples'], async (tx) => {
        const store = tx.objectStore('samples');
        const all: { record: SampleRecord; gesture: PackGesture | undefined }[] = [];
        for (const id of ids) {
          const record = await store.get(id);
          if (!record) continue;
          all.push({ record, gesture: await gestureOf(tx, record.pack, record.gesture) });
          await store.delete(id);
        }
        return all;
      });
      changes.tell('samples');
      return async () => {
        await database.change(['packs', 'samples'], async (tx) => {
          for (const { record, gesture } of taken) {
            // Without its gesture a sample could never be found again; of the other kind it is no use.
            const now = await gestureOf(tx, record.pack, record.gesture);
            if (!now || now.moves !== gesture?.moves) throw gone(`${record.gesture} has changed`);
            await tx.objectStore('samples').add(record);
          }
        });
        changes.tell('samples');
      };
    },

    async deleteUnknowns(ids) {
      const taken = await database.change(['unknowns'], async (tx) => {
        const store = tx.objectStore('unknowns');
        const records = [];
        for (const id of ids) {
          const record = await store.get(id);
          if (record) records.push(record);
          await store.delete(id);
        }
        return records;
      });
      changes.tell('unknowns');
      return async () => {
        await database.change(['unknowns'], async (tx) => {
          for (const record of taken) await tx.objectStore('unknowns').add(record);
        });
        changes.tell('unknowns');
      };
    },
  };
}

const gone = (why: string): ProblemError =>
  new ProblemError('storage-failed', `This can no longer be undone: ${why}.`);
