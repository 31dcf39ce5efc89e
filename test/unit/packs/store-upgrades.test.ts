import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { upgradeSteps } from '../../../src/packs/database.ts';
import {
  answer,
  closeStores,
  dump,
  fill,
  filled,
  filledUsage,
  IDBFactory,
  raw,
  rejected,
  storeOn,
} from './fake-stores.ts';

afterEach(closeStores);

describe('upgrades', () => {
  const folder = path.join(import.meta.dirname, '../../fixtures/packs/databases');
  const next = [
    ...upgradeSteps,
    (database: { createObjectStore(name: 'taught'): unknown }) => {
      Reflect.apply(database.createObjectStore, database, ['later']);
    },
  ];

  it('are tested from every version', () => {
    const versions = readdirSync(folder).sort();
    expect(versions).toEqual(upgradeSteps.map((_, i) => `v${i + 1}.json`));
  });

  it.each(upgradeSteps.map((_, i) => i + 1))(
    'keep the contents of a database of version %i',
    async (version) => {
      const stored = JSON.parse(
        readFileSync(path.join(folder, `v${version}.json`), 'utf8'),
      ) as Record<string, [string, unknown][]>;
      const factory = new IDBFactory();
      const old = storeOn(factory, { steps: upgradeSteps.slice(0, version) });
      await old.packs();
      const database = await raw(factory);
      expect(database.version).toBe(version);
      for (const [name, records] of Object.entries(stored)) {
        const store = database.transaction(name, 'readwrite').objectStore(name);
        for (const [key, value] of records) {
          await answer(store.keyPath === null ? store.put(value, key) : store.put(value));
        }
      }
      database.close();
      const store = storeOn(factory);
      expect(await store.usage()).toEqual(filledUsage);
      expect((await store.samplesOfPack('my-gestures')).get('wait')).toHaveLength(3);
      expect((await store.unknowns()).length).toBe(4);
      expect(await store.preferences()).toHaveProperty('size', 3);
      expect((await store.taught())?.live).toBe(true);
      expect(store.damaged).toBe(0);
    },
  );

  it('match the newest stored fixture', async () => {
    const stored: unknown = JSON.parse(
      readFileSync(path.join(folder, `v${upgradeSteps.length}.json`), 'utf8'),
    );
    expect(JSON.parse(JSON.stringify(await dump(await filled())))).toEqual(stored);
  });

  it('succeed although a page has the older version open, which then closes it', async () => {
    const factory = await filled();
    const older = storeOn(factory);
    await older.packs();
    const newer = storeOn(factory, { steps: next });
    expect(await newer.packs()).toHaveLength(2);
    const problem = await rejected(older.packs());
    expect(problem.code).toBe('storage-failed');
    expect(problem.message).toContain('newer version');
    expect(await newer.packs()).toHaveLength(2);
  });

  it('leave the older database unchanged if they fail', async () => {
    const factory = await filled();
    const before = await dump(factory);
    const broken = storeOn(factory, {
      steps: [
        ...next,
        () => {
          throw new DOMException('no room', 'QuotaExceededError');
        },
      ],
    });
    expect((await rejected(broken.packs())).code).toBe('storage-full');
    expect(await dump(factory)).toEqual(before);
    expect(await storeOn(factory).packs()).toHaveLength(2);
  });

  it('report it, instead of waiting, if another page blocks them', async () => {
    const factory = await filled();
    const holder = await raw(factory);
    const timers: (() => void)[] = [];
    const newer = storeOn(factory, {
      steps: next,
      after: (_, work) => {
        timers.push(work);
        return () => undefined;
      },
    });
    const waiting = rejected(newer.packs());
    await expect.poll(() => timers.length).toBe(1);
    timers[0]?.();
    expect((await waiting).message).toContain('older version');
    holder.close();
    await expect.poll(() => newer.packs().then((packs) => packs.length)).toBe(2);
    newer.close();
    const again = storeOn(factory, { steps: next });
    await fill(again);
    expect(await again.packs()).toHaveLength(2);
  });
});
