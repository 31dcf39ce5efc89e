import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect } from 'vitest';
import { ProblemError } from '../../../src/messaging/problems.ts';
import type { Channel } from '../../../src/packs/changes.ts';
import { databaseName } from '../../../src/packs/database.ts';
import { type LocalPackStore, openPackStore, type StoreParts } from '../../../src/packs/store.ts';
import { gesture, pack, sample, unknown } from './fake-samples.ts';

export { IDBFactory };

const open = new Set<LocalPackStore>();

/** A store on this factory that reports changes to nobody; closed by {@link closeStores}. */
export function storeOn(factory: IDBFactory, parts: Partial<StoreParts> = {}): LocalPackStore {
  const store = openPackStore({ indexedDB: factory, channel: null, ...parts });
  open.add(store);
  return store;
}

export function closeStores(): void {
  for (const store of open) store.close();
  open.clear();
}

/** A channel that remembers what was posted. */
export function deafChannel(): Channel & { posted: unknown[] } {
  const posted: unknown[] = [];
  return {
    posted,
    postMessage: (message) => void posted.push(message),
    addEventListener: () => undefined,
    close: () => undefined,
  };
}

/** Two packs with samples, unknowns of all origins, preferences, a classifier. */
export async function fill(store: LocalPackStore): Promise<void> {
  await store.savePack('my-gestures', { name: 'Mine' });
  await store.saveGesture('my-gestures', gesture('wait'));
  await store.saveGesture('my-gestures', gesture('agreed'));
  await store.addSamples('my-gestures', 'wait', [sample('w1'), sample('w2'), sample('w3')]);
  await store.addSamples('my-gestures', 'agreed', [sample('a1'), sample('a2')]);
  await store.addUnknowns([
    unknown('n1'),
    unknown('n2'),
    unknown('x1', { origin: 'wrong', captionedAs: 'my-gestures:wait' }),
  ]);
  await store.putPack(
    pack('office', ['coffee', 'lunch']),
    new Map([['coffee', [sample('c1'), sample('c2')]]]),
    [unknown('p1', { origin: 'pack' })],
  );
  await store.setPreference('my-gestures:wait', { threshold: 0.6, caption: 'One moment' });
  await store.setPreference('office:coffee', { enabled: false });
  await store.setPreference('call-gestures:fist', { enabled: false });
  await store.setTaught({
    classifier: { format: 'c' },
    report: { verdict: 'good' },
    trainedAt: 1_750_000_000_000,
    gestures: ['my-gestures:wait'],
    live: true,
  });
}

/** What {@link fill} stores. */
export const filledUsage = {
  packs: 2,
  gestures: 4,
  samples: 7,
  unknowns: { nothing: 2, wrong: 1, pack: 1 },
  preferences: 3,
  taught: true,
};

export async function filled(): Promise<IDBFactory> {
  const factory = new IDBFactory();
  const store = storeOn(factory);
  await fill(store);
  store.close();
  return factory;
}

/** The database itself, not through the store, opened at its present version. */
export function raw(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(databaseName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Every record of every store with its key. */
export async function dump(factory: IDBFactory): Promise<Record<string, [unknown, unknown][]>> {
  const database = await raw(factory);
  const all: Record<string, [unknown, unknown][]> = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const [keys, values] = [await answer(store.getAllKeys()), await answer(store.getAll())];
    all[name] = keys.map((key, i) => [key, values[i]]);
  }
  database.close();
  return all;
}

/** A database of the present version with these records, as {@link dump} gives them. */
export async function restored(
  records: Readonly<Record<string, readonly (readonly [unknown, unknown])[]>>,
): Promise<IDBFactory> {
  const factory = new IDBFactory();
  await storeOn(factory).packs();
  for (const [name, entries] of Object.entries(records)) {
    for (const [key, value] of entries) {
      await smuggle(factory, name, value, name === 'taught' ? String(key) : undefined);
    }
  }
  return factory;
}

/** Writes a record without the store's checks. */
export async function smuggle(
  factory: IDBFactory,
  store: string,
  record: unknown,
  key?: string,
): Promise<void> {
  const database = await raw(factory);
  await answer(database.transaction(store, 'readwrite').objectStore(store).put(record, key));
  database.close();
}

/** The problem with which this work was rejected. */
export const rejected = async (work: Promise<unknown>): Promise<ProblemError> => {
  const reason = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(reason).toBeInstanceOf(ProblemError);
  return reason as ProblemError;
};
