// Runs in extension pages and in their workers, where IndexedDB is the extension's own.

/**
 * The store of packs over IndexedDB. Works in extension pages, the offscreen document and workers.
 * Every method is one transaction: it happens completely or not at all.
 */
import { type After, realTimers } from '../clock/clock.ts';
import { ProblemError } from '../messaging/problems.ts';
import { type Channel, channelName, createChanges } from './changes.ts';
import { createConnection } from './connection.ts';
import { taughtKeys, type UpgradeStep } from './database.ts';
import { putGesture } from './put-gesture.ts';
import { putRecords, toPackRecords } from './put-pack.ts';
import { putTaught } from './put-taught.ts';
import { onePack, packRange, preferenceRange, removeAll, samplesRange } from './ranges.ts';
import { createReader, inOrder, withoutOwner } from './readings.ts';
import {
  PreferenceSchema,
  readPackRecord,
  readPreference,
  readSample,
  readTaught,
  readUnknown,
  TaughtSchema,
} from './records.ts';
import { createRemoval } from './removal.ts';
import type { PackHeader, Sample } from './samples.ts';
import type { PackStore, StoredPack } from './store-types.ts';
import {
  checked,
  toGesture,
  toPack,
  toSampleRecord,
  toUnknownRecord,
  withoutUndefined,
} from './to-records.ts';
import { createWhole } from './whole.ts';

export interface StoreParts {
  indexedDB?: IDBFactory;
  /** Null: changes are not reported to other pages. */
  channel?: Channel | null;
  after?: After;
  /** A random and unique id, for imported samples whose own id is taken. */
  newId?: () => string;
  /** Fields of a pack that {@link PackStore.saveGesture} or savePack creates. */
  newPack?: Partial<Omit<PackHeader, 'id' | 'gestures'>>;
  /** For tests of upgrades. */
  steps?: readonly UpgradeStep[];
}

export interface LocalPackStore extends PackStore {
  /** How many records could not be read completely so far. */
  readonly damaged: number;
}

/**
 * Opens the store; the database is opened on first use. Damaged records are left out of results and
 * counted, and never make a method throw; counts of samples come from the indexes and include them.
 * Values that break the contract are refused with a ProblemError 'internal' and not stored.
 */
export function openPackStore(parts: StoreParts = {}): LocalPackStore {
  const changes = createChanges(
    parts.channel === undefined ? new BroadcastChannel(channelName) : parts.channel,
  );
  const newId = parts.newId ?? (() => crypto.randomUUID());
  const database = createConnection({
    indexedDB: parts.indexedDB ?? indexedDB,
    after: parts.after ?? realTimers.after,
    steps: parts.steps,
    onDeleted: () => changes.hear('everything'),
  });
  const reader = createReader();
  const { readable } = reader;

  const newPack = (id: string): PackHeader => ({
    name: id,
    provenance: '',
    licence: '',
    vocabularies: ['call-gestures'],
    enabled: true,
    ...parts.newPack,
    id,
    gestures: [],
  });

  const packIn = (id: string, stored: unknown): PackHeader =>
    readable('packs', stored === undefined ? [] : [stored], readPackRecord)[0] ?? newPack(id);

  return {
    get damaged() {
      return reader.damaged;
    },

    packs: () =>
      database.look(['packs', 'samples'], async (tx) => {
        const packs = readable('packs', await tx.objectStore('packs').getAll(), readPackRecord);
        const index = tx.objectStore('samples').index('gesture');
        const answer: StoredPack[] = [];
        for (const pack of packs) {
          const counts: [string, number][] = [];
          for (const { id } of pack.gestures) counts.push([id, await index.count([pack.id, id])]);
          answer.push({ ...pack, sampleCounts: Object.fromEntries(counts) });
        }
        return answer;
      }),

    async savePack(id, fields) {
      await database.change(['packs'], async (tx) => {
        const store = tx.objectStore('packs');
        const before = packIn(id, await store.get(id));
        // `fields` has no gestures, because another page may be changing them.
        const next = { ...before, ...withoutUndefined(fields), id, gestures: before.gestures };
        await store.put(toPack(next));
      });
      changes.tell('packs', 'classifier');
    },

    async deletePack(id) {
      await database.change(['packs', 'samples', 'unknowns', 'preferences'], async (tx) => {
        await tx.objectStore('packs').delete(id);
        const samples = tx.objectStore('samples');
        await removeAll(samples, await samples.index('gesture').getAllKeys(packRange(id)));
        const unknowns = tx.objectStore('unknowns');
        await removeAll(unknowns, await unknowns.index('pack').getAllKeys(onePack(id)));
        await tx.objectStore('preferences').delete(preferenceRange(id));
      });
      changes.tell('packs', 'samples', 'unknowns', 'classifier');
    },

    async saveGesture(id, gesture) {
      const next = toGesture(gesture);
      await database.change(['packs', 'samples'], async (tx) => {
        await putGesture(tx, packIn(id, await tx.objectStore('packs').get(id)), next);
      });
      changes.tell('packs', 'classifier');
    },

    async restartGesture(id, gesture) {
      const next = toGesture(gesture);
      await database.change(['packs', 'samples'], async (tx) => {
        const samples = tx.objectStore('samples');
        const range = samplesRange(id, next.id);
        await removeAll(samples, await samples.index('gesture').getAllKeys(range));
        await putGesture(tx, packIn(id, await tx.objectStore('packs').get(id)), next);
      });
      changes.tell('packs', 'samples', 'classifier');
    },

    ...createRemoval({ database, changes, packIn }),

    samples: (pack, gesture) =>
      database.look(['samples'], async (tx) => {
        const index = tx.objectStore('samples').index('gesture');
        const stored = await index.getAll(samplesRange(pack, gesture));
        return inOrder(readable('samples', stored, readSample)).map(withoutOwner);
      }),

    samplesOfPack: (pack) =>
      database.look(['samples'], async (tx) => {
        const stored = await tx.objectStore('samples').index('gesture').getAll(packRange(pack));
        const byGesture = new Map<string, Sample[]>();
        for (const record of inOrder(readable('samples', stored, readSample))) {
          const list = byGesture.get(record.gesture) ?? [];
          list.push(withoutOwner(record));
          byGesture.set(record.gesture, list);
        }
        return byGesture;
      }),

    async addSamples(pack, gesture, samples) {
      await database.change(['packs', 'samples'], async (tx) => {
        // Another page may have deleted the gesture: its samples could never be found again.
        const gestures = packIn(pack, await tx.objectStore('packs').get(pack)).gestures;
        const known = gestures.find(({ id }) => id === gesture);
        if (!known) {
          throw new ProblemError('storage-failed', `There is no gesture ${pack}:${gesture}.`);
        }
        const store = tx.objectStore('samples');
        for (const sample of samples) {
          const record = toSampleRecord(sample, pack, known);
          const there = await store.get(record.id);
          // To save the same sample twice is not an error; to use another sample's id is.
          if (there && (there.pack !== pack || there.gesture !== gesture)) {
            throw new ProblemError('storage-failed', `Another gesture has a sample ${record.id}.`);
          }
          await store.put(record);
        }
      });
      changes.tell('samples');
    },

    unknowns: () =>
      database.look(['unknowns'], async (tx) => {
        const stored = await tx.objectStore('unknowns').getAll();
        return inOrder(readable('unknowns', stored, readUnknown)).map(({ pack, ...one }) => one);
      }),

    async addUnknowns(samples) {
      const records = samples.map((sample) => toUnknownRecord(sample));
      await database.change(['unknowns'], async (tx) => {
        for (const record of records) await tx.objectStore('unknowns').put(record);
      });
      changes.tell('unknowns');
    },

    preferences: () =>
      database.look(['preferences'], async (tx) => {
        const stored = await tx.objectStore('preferences').getAll();
        return new Map(
          readable('preferences', stored, readPreference).map(({ key, ...one }) => [key, one]),
        );
      }),

    async setPreference(key, change) {
      await database.change(['preferences'], async (tx) => {
        const store = tx.objectStore('preferences');
        const stored = await store.get(key);
        const before = stored ? readable('preferences', [stored], readPreference)[0] : undefined;
        const { key: _, ...fields } = withoutUndefined({ ...before, ...change, key });
        if (Object.keys(fields).length === 0) await store.delete(key);
        else await store.put(checked(PreferenceSchema, { ...fields, key }));
      });
      changes.tell('classifier');
    },

    taught: (which = 'newest') =>
      database.look(['taught'], async (tx) => {
        const store = tx.objectStore('taught');
        const read = async (key: string) => {
          const stored: unknown = await store.get(key);
          return stored === undefined
            ? null
            : (readable('taught', [stored], readTaught)[0] ?? null);
        };
        const waiting = which === 'newest' ? await read(taughtKeys.waiting) : null;
        return waiting ?? (await read(taughtKeys.live));
      }),

    async setTaught(record) {
      const next = record && checked(TaughtSchema, record);
      await database.change(['taught'], (tx) => putTaught(tx, next));
      changes.tell('classifier');
    },

    async putPack(pack, samples, unknowns) {
      const records = toPackRecords(pack, samples, unknowns);
      await database.change(['packs', 'samples', 'unknowns', 'preferences'], (tx) =>
        putRecords(tx, records, newId),
      );
      changes.tell('packs', 'samples', 'unknowns', 'classifier');
    },

    ...createWhole({ database, reader, changes }),
    subscribe: changes.subscribe,
    close() {
      changes.close();
      database.close();
    },
  };
}
