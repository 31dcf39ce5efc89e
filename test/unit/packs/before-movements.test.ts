/** Reads what the version before moving gestures wrote: a pack's file and a whole database. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { exportFromStore, exportPack } from '../../../src/packs/export-pack.ts';
import { readPack } from '../../../src/packs/read-pack.ts';
import {
  readPackRecord,
  readPreference,
  readSample,
  readTaught,
  readUnknown,
} from '../../../src/packs/records.ts';
import type { PackHeader, Sample, UnknownSample } from '../../../src/packs/samples.ts';
import type { TaughtRecord } from '../../../src/packs/store-types.ts';
import { closeStores, dump, IDBFactory, restored, storeOn } from './fake-stores.ts';

afterEach(closeStores);

const folder = path.join(import.meta.dirname, '../../fixtures/packs/before-movements');
const file = readFileSync(path.join(folder, 'pack.json'), 'utf8');
const stored = JSON.parse(readFileSync(path.join(folder, 'store.json'), 'utf8')) as Record<
  'packs' | 'samples' | 'unknowns' | 'preferences' | 'taught',
  [string, unknown][]
>;
/** Through JSON, where a field that is undefined is left out. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a pack’s file from before moving gestures', () => {
  it('is read, and written again as the same bytes', () => {
    const reading = readPack(file);
    if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
    const { header, samples, unknowns } = reading.pack;
    expect(header.gestures.map(({ id }) => id)).toEqual(['wait', 'Q']);
    expect(header.gestures.some((gesture) => 'moves' in gesture)).toBe(false);
    expect(samples.get('Q')?.[0]?.hands.map(({ time }) => time)).toEqual([0, 66, 133]);
    expect(unknowns).toHaveLength(4);
    expect(exportPack({ header, samples, unknowns })).toBe(file);
  });
});

describe('a database from before moving gestures', () => {
  it.each([
    ['packs', readPackRecord],
    ['samples', readSample],
    ['unknowns', readUnknown],
    ['preferences', readPreference],
    ['taught', readTaught],
  ] as const)('has %s that are read without loss', (name, read) => {
    expect(stored[name].length).toBeGreaterThan(1);
    for (const [, record] of stored[name]) {
      const reading = read(record);
      expect(reading.damaged).toBe(false);
      expect(plain(reading.value)).toEqual(record);
    }
  });

  it('stays as it is when every record is read and written again', async () => {
    const factory = await restored(stored);
    const store = storeOn(factory);
    const own = (await store.packs()).find(({ id }) => id === 'my-gestures');
    if (!own) throw new Error('The pack is not there.');
    await store.savePack(own.id, { name: own.name });
    for (const gesture of own.gestures) {
      await store.saveGesture(own.id, gesture);
      await store.addSamples(own.id, gesture.id, await store.samples(own.id, gesture.id));
    }
    await store.addUnknowns((await store.unknowns()).filter(({ origin }) => origin !== 'pack'));
    for (const [key, preference] of await store.preferences()) {
      await store.setPreference(key, preference);
    }
    await store.setTaught(await store.taught('newest'));
    expect(store.damaged).toBe(0);
    expect(plain(await dump(factory))).toEqual(stored);
  });

  it('gives the same file as it gave then', async () => {
    const store = storeOn(await restored(stored));
    expect(await exportFromStore(store, 'my-gestures', { unknowns: true })).toBe(file);
  });

  it('is the same after all of it was put into an empty database', async () => {
    const factory = new IDBFactory();
    const store = storeOn(factory);
    const records = <T>(name: keyof typeof stored): T[] => stored[name].map(([, one]) => one as T);
    const samples = records<Sample & { pack: string; gesture: string }>('samples');
    const unknowns = records<UnknownSample & { pack?: string }>('unknowns');
    for (const header of records<PackHeader>('packs')) {
      const byGesture = new Map<string, Sample[]>();
      for (const { pack, gesture, ...one } of samples) {
        if (pack !== header.id) continue;
        byGesture.set(gesture, [...(byGesture.get(gesture) ?? []), one]);
      }
      await store.putPack(
        header,
        byGesture,
        unknowns.filter(({ pack }) => pack === header.id),
      );
    }
    await store.addUnknowns(unknowns.filter(({ pack }) => pack === undefined));
    for (const { key, ...one } of records<{ key: string }>('preferences')) {
      await store.setPreference(key, one);
    }
    const taught = records<TaughtRecord>('taught').sort((a, b) => a.trainedAt - b.trainedAt);
    for (const record of taught) await store.setTaught(record);
    expect(plain(await dump(factory))).toEqual(stored);
  });
});
