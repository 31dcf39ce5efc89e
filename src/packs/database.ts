/**
 * The IndexedDB database of packs: its stores, its version, and the steps that upgrade an earlier
 * version. A released step is never changed; a change of shape appends a step. A field that may be left
 * out, as `moves`, `place` and `movements`, needs none: no record has to be converted, and with a step an
 * earlier version of the extension could not open the database any more.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { GesturePreference, PackHeader, Sample, UnknownSample } from './samples.ts';
import type { TaughtRecord } from './store-types.ts';

export const databaseName = 'sign-captions-packs';

/** A sample with the pack and gesture that it belongs to. */
export interface SampleRecord extends Sample {
  pack: string;
  gesture: string;
}

export interface UnknownRecord extends UnknownSample {
  /** The pack that it came with; left out if the user recorded it. */
  pack?: string;
}

export interface PreferenceRecord extends GesturePreference {
  /** Gesture key. */
  key: string;
}

/**
 * The keys of the store `taught`: the classifier in use, and one that the user has not accepted
 * yet.
 */
export const taughtKeys = { live: 'taught', waiting: 'waiting' } as const;

/**
 * What the stores hold if nothing went wrong. Readers check it anyway (`records.ts`): a crashed
 * browser, or another version of the extension, may have left anything.
 */
export interface PackDatabase extends DBSchema {
  /** Each with its gestures in order, without samples. */
  packs: { key: string; value: PackHeader };
  samples: { key: string; value: SampleRecord; indexes: { gesture: [string, string] } };
  unknowns: { key: string; value: UnknownRecord; indexes: { origin: string; pack: string } };
  preferences: { key: string; value: PreferenceRecord };
  taught: { key: string; value: TaughtRecord };
}

export type StoreName = StoreNames<PackDatabase>;
export const storeNames = ['packs', 'samples', 'unknowns', 'preferences', 'taught'] as const;

export type Database = IDBPDatabase<PackDatabase>;
export type Upgrade = IDBPTransaction<PackDatabase, StoreName[], 'versionchange'>;

/** Upgrades the database by one version. If it throws, the old version stays as it was. */
export type UpgradeStep = (database: Database, transaction: Upgrade) => void;

/**
 * `upgradeSteps[n]` upgrades from version n to n + 1; version 0 means that there is no database.
 */
export const upgradeSteps: readonly UpgradeStep[] = [
  (database) => {
    database.createObjectStore('packs', { keyPath: 'id' });
    const samples = database.createObjectStore('samples', { keyPath: 'id' });
    samples.createIndex('gesture', ['pack', 'gesture']);
    const unknowns = database.createObjectStore('unknowns', { keyPath: 'id' });
    unknowns.createIndex('origin', 'origin');
    unknowns.createIndex('pack', 'pack');
    database.createObjectStore('preferences', { keyPath: 'key' });
    database.createObjectStore('taught');
  },
];
