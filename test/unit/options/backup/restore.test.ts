import { afterEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { readBackup } from '../../../../src/options/backup/read.ts';
import { readKept, restoreBackup, sitesToAllow } from '../../../../src/options/backup/restore.ts';
import { writeBackup } from '../../../../src/options/backup/write.ts';
import { createPracticeStore } from '../../../../src/options/practice/progress.ts';
import { createLocalKeeper } from '../../../../src/options/services/traces.ts';
import type { Undo } from '../../../../src/packs/store-types.ts';
import { memoryArea } from '../../background/fake-storage.ts';
import { gesture } from '../../packs/fake-samples.ts';
import { closeStores, dump, IDBFactory, rejected, storeOn } from '../../packs/fake-stores.ts';
import { fakeStorage } from '../fake-services.ts';
import { fillAll, local, made, sites } from './fake-backup.ts';

afterEach(closeStores);

/** A browser in which everything is kept, and a backup of it. */
async function used() {
  const factory = new IDBFactory();
  const store = storeOn(factory);
  await fillAll(store);
  const area = memoryArea();
  const practice = createPracticeStore(fakeStorage());
  const keeper = createLocalKeeper(area, practice);
  await keeper.replace(local);
  const granted = [...sites];
  const parts = { store, local: keeper, sites: { listed: [], granted: async () => granted } };
  const { reading } = writeBackup(await readKept(parts), made);
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusal));
  return { factory, store, area, keeper, granted, parts, backup: reading.backup };
}

/** Another browser, in which something else is kept. */
async function other() {
  const factory = new IDBFactory();
  const store = storeOn(factory);
  await store.saveGesture('my-gestures', gesture('later'));
  const area = memoryArea({ settings: { version: 2, dwellMs: 1200 } });
  const practice = createPracticeStore(fakeStorage());
  practice.add('call-gestures:ok', '2026-11-30');
  return { factory, store, area, practice };
}

describe('restoring a backup', () => {
  it('replaces everything that is kept by what the backup holds', async () => {
    const { backup, area: from } = await used();
    const { store, area, practice } = await other();
    expect(await restoreBackup({ store, local: createLocalKeeper(area, practice) }, backup)).toBe(
      'whole',
    );
    expect(await store.everything()).toEqual(backup.store);
    expect(area.items).toEqual(from.items);
    expect(practice.all()).toEqual(local.practised);
  });

  it('changes nothing if the store refuses it', async () => {
    const { backup } = await used();
    const { factory, store, area, practice } = await other();
    const [before, items] = [await dump(factory), structuredClone(area.items)];
    const twice = { ...backup.store, packs: [...backup.store.packs, ...backup.store.packs] };
    const attempt = restoreBackup(
      { store, local: createLocalKeeper(area, practice) },
      { ...backup, store: twice },
    );
    expect((await rejected(attempt)).code).toBe('storage-failed');
    expect(await dump(factory)).toEqual(before);
    expect(area.items).toEqual(items);
  });

  it('puts the store back as it was, byte for byte, if settings cannot be stored', async () => {
    const { backup } = await used();
    const { factory, store, area, practice } = await other();
    const before = await dump(factory);
    const refusing = {
      get: area.get,
      set: async () => {
        throw new Error('no room');
      },
    };
    const attempt = restoreBackup({ store, local: createLocalKeeper(refusing, practice) }, backup);
    expect((await rejected(attempt)).message).toContain('no room');
    expect(await dump(factory)).toEqual(before);
    expect(practice.all()).toEqual([['call-gestures:ok', 1, '2026-11-30']]);
  });

  it('says so if the store could not be put back either', async () => {
    const { backup } = await used();
    const { store, practice } = await other();
    const broken = {
      async replaceEverything(content: typeof backup.store): Promise<Undo> {
        await store.replaceEverything(content);
        return async () => {
          throw new ProblemError('storage-failed', 'gone');
        };
      },
      everything: store.everything,
    };
    const refusing = { get: async () => ({}), set: () => Promise.reject(new Error('no room')) };
    const parts = { store: broken, local: createLocalKeeper(refusing, practice) };
    expect(await restoreBackup(parts, backup)).toBe('half');
    expect(await store.everything()).toEqual(backup.store);
  });

  it('names the sites that have to be allowed again, and only those', async () => {
    const { backup, granted, parts } = await used();
    expect(await sitesToAllow(parts, backup)).toEqual([]);
    granted.splice(0, 1);
    expect(await sitesToAllow(parts, backup)).toEqual(sites.slice(0, 1));
    const listed = { ...parts.sites, listed: sites };
    expect(await sitesToAllow({ sites: listed }, backup)).toEqual([]);
  });

  it('is what a file gives that this browser wrote', async () => {
    const { parts, backup } = await used();
    const again = readBackup(writeBackup(await readKept(parts), made).text);
    expect(again).toEqual({ ok: true, backup });
  });
});
