/** The store as a whole: counted, read, replaced, deleted. */
import type { Changes } from './changes.ts';
import type { Change, Connection } from './connection.ts';
import {
  type PackDatabase,
  type SampleRecord,
  type StoreName,
  storeNames,
  taughtKeys,
  type UnknownRecord,
} from './database.ts';
import { toPackRecords } from './put-pack.ts';
import { inOrder, type Reader, withoutOwner } from './readings.ts';
import {
  PreferenceSchema,
  readPackRecord,
  readPreference,
  readSample,
  readTaught,
  readUnknown,
  TaughtSchema,
} from './records.ts';
import type { PackHeader, Sample, UnknownSample } from './samples.ts';
import type { PackStore, StoreContent } from './store-types.ts';
import { checked, toUnknownRecord } from './to-records.ts';
import { countUsage } from './usage.ts';

export interface WholeParts {
  database: Connection;
  reader: Reader;
  changes: Pick<Changes, 'tell'>;
}

type Records<Name extends StoreName> = readonly (readonly [
  key: string,
  value: PackDatabase[Name]['value'],
])[];

/** Every record with its key as it lies in the database, damaged ones included. */
type Snapshot = { readonly [Name in StoreName]: Records<Name> };

/** The methods of the store that concern all of it. */
export function createWhole({
  database,
  reader,
  changes,
}: WholeParts): Pick<PackStore, 'usage' | 'everything' | 'replaceEverything' | 'deleteEverything'> {
  const { readable } = reader;
  return {
    usage: () =>
      database.look(storeNames, async (tx) => {
        const packs = readable('packs', await tx.objectStore('packs').getAll(), readPackRecord);
        return countUsage(tx, packs);
      }),

    everything: () =>
      database.look(storeNames, async (tx) => {
        const packs = readable('packs', await tx.objectStore('packs').getAll(), readPackRecord);
        const storedSamples = await tx.objectStore('samples').getAll();
        const samples = inOrder(readable('samples', storedSamples, readSample));
        const storedUnknowns = await tx.objectStore('unknowns').getAll();
        const unknowns = inOrder(readable('unknowns', storedUnknowns, readUnknown));
        const preferences = await tx.objectStore('preferences').getAll();
        const taught = readable('taught', await tx.objectStore('taught').getAll(), readTaught);
        const live = taught.filter((record) => record.live).slice(0, 1);
        const waiting = taught.filter((record) => !record.live).slice(-1);
        return {
          packs: packs.map((header) => ({
            header,
            samples: samplesOf(header, samples),
            unknowns: unknowns.filter(({ pack }) => pack === header.id).map(withoutPack),
          })),
          unknowns: unknowns.filter(({ pack }) => pack === undefined),
          preferences: new Map(
            readable('preferences', preferences, readPreference).map(({ key, ...one }) => [
              key,
              one,
            ]),
          ),
          taught: [...live, ...waiting],
        };
      }),

    async replaceEverything(content) {
      const records = toRecords(content);
      const before = await database.change(storeNames, async (tx) => {
        const snapshot = await snapshotOf(tx);
        await clear(tx);
        await putAll(tx, records);
        return snapshot;
      });
      reader.forget();
      changes.tell('everything');
      return async () => {
        await database.change(storeNames, async (tx) => {
          await clear(tx);
          await putAll(tx, before);
        });
        changes.tell('everything');
      };
    },

    async deleteEverything() {
      await database.change(storeNames, clear);
      reader.forget();
      changes.tell('everything');
    },
  };
}

function samplesOf(
  header: PackHeader,
  samples: readonly SampleRecord[],
): ReadonlyMap<string, readonly Sample[]> {
  const own = samples.filter(({ pack }) => pack === header.id);
  return new Map(
    header.gestures.map(({ id }) => [
      id,
      own.filter(({ gesture }) => gesture === id).map(withoutOwner),
    ]),
  );
}

const withoutPack = ({ pack: _, ...one }: UnknownRecord): UnknownSample => one;

/** @throws ProblemError 'internal' if anything breaks the contract. */
function toRecords({ packs, unknowns, preferences, taught }: StoreContent): Snapshot {
  const whole = packs.map((pack) => toPackRecords(pack.header, pack.samples, pack.unknowns));
  const own = unknowns.map((one) => toUnknownRecord(one));
  const byId = <T extends { id: string }>(records: readonly T[]) =>
    records.map((record) => [record.id, record] as const);
  return {
    packs: byId(whole.map(({ header }) => header)),
    samples: byId(whole.flatMap(({ samples }) => samples)),
    unknowns: byId([...whole.flatMap((pack) => pack.unknowns), ...own]),
    preferences: [...preferences].map(([key, fields]) => [
      key,
      checked(PreferenceSchema, { ...fields, key }),
    ]),
    taught: taught.map((record) => [
      record.live ? taughtKeys.live : taughtKeys.waiting,
      checked(TaughtSchema, record),
    ]),
  };
}

async function snapshotOf(tx: Change): Promise<Snapshot> {
  return {
    packs: await recordsOf(tx, 'packs'),
    samples: await recordsOf(tx, 'samples'),
    unknowns: await recordsOf(tx, 'unknowns'),
    preferences: await recordsOf(tx, 'preferences'),
    taught: await recordsOf(tx, 'taught'),
  };
}

async function recordsOf<Name extends StoreName>(tx: Change, name: Name): Promise<Records<Name>> {
  const store = tx.objectStore(name);
  const values = await store.getAll();
  const keys = await store.getAllKeys();
  return values.map((value, i) => [String(keys[i]), value] as const);
}

/** Does not delete the database: that would wait for every page that has it open. */
async function clear(tx: Change): Promise<void> {
  for (const name of storeNames) await tx.objectStore(name).clear();
}

async function putAll(tx: Change, records: Snapshot): Promise<void> {
  for (const [, record] of records.packs) await tx.objectStore('packs').add(record);
  for (const [, record] of records.samples) await tx.objectStore('samples').add(record);
  for (const [, record] of records.unknowns) await tx.objectStore('unknowns').add(record);
  for (const [, record] of records.preferences) await tx.objectStore('preferences').add(record);
  for (const [key, record] of records.taught) await tx.objectStore('taught').add(record, key);
}
