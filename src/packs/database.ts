/**
 * The IndexedDB database of packs: its stores, its version, and the steps that bring an earlier
 * version up to date. A step, once released, is never changed; a new shape appends a step.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { GesturePreference, PackHeader, Sample, UnknownSample } from './samples.ts';
import type { TaughtRecord } from './store-types.ts';

export const databaseName = 'sign-captions-packs';

/** A sample with where it belongs. */
export interface SampleRecord extends Sample {
  pack: string;
  gesture: string;
}

export interface UnknownRecord extends UnknownSample {
  /** The pack that it came with; left out for the user's own. */
  pack?: string;
}

export interface PreferenceRecord extends GesturePreference {
  /** Gesture key. */
  key: string;
}

/** The keys of the store `taught`: what captions run with, and what waits for the user's word. */
export const taughtKeys = { live: 'taught', waiting: 'waiting' } as const;

/**
 * What the stores hold when nothing went wrong. Whoever reads checks all the same (`records.ts`):
 * a browser that crashed, or another version of the extension, may have left anything.
 */
export interface PackDatabase extends DBSchema {
  /** With its gestures in order, without samples. */
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

/** Brings the database one version on. Throwing leaves the database at its old version, whole. */
export type UpgradeStep = (database: Database, transaction: Upgrade) => void;

/** `upgradeSteps[n]` leads from version n to n + 1; version 0 is no database. */
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
