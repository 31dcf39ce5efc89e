import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/settings/schema.ts';
import {
  type Locks,
  loadSettings,
  type StorageArea,
  type StorageListener,
  saveSettings,
  subscribeSettings,
} from '../../../src/settings/storage.ts';
import { memoryArea } from '../background/fake-storage.ts';

describe('settings', () => {
  it('are the defaults on a fresh install', async () => {
    expect(await loadSettings(memoryArea())).toEqual(defaultSettings);
  });

  it('are read as they were saved', async () => {
    const area = memoryArea();
    await saveSettings(area, { vocabulary: 'fingerspelling' });
    await saveSettings(area, { dwellMs: 900 });
    expect(await loadSettings(area)).toEqual({
      ...defaultSettings,
      vocabulary: 'fingerspelling',
      dwellMs: 900,
    });
  });

  it('hold a pause that ends a word within 1.5 and 8 seconds, else the default', async () => {
    for (const wordPauseMs of [1499, 8001, '2500', null]) {
      const area = memoryArea({ settings: { version: 2, wordPauseMs } });
      expect((await loadSettings(area)).wordPauseMs).toBe(2500);
    }
    const area = memoryArea();
    for (const wordPauseMs of [1500, 8000]) {
      await saveSettings(area, { wordPauseMs });
      expect((await loadSettings(area)).wordPauseMs).toBe(wordPauseMs);
    }
    await expect(saveSettings(area, { wordPauseMs: 1499 })).rejects.toThrow();
    expect((await loadSettings(area)).wordPauseMs).toBe(8000);
  });

  it('lose only the damaged field', async () => {
    const area = memoryArea({
      settings: { version: 2, vocabulary: 'fingerspelling', dwellMs: 'soon', captionMs: -4 },
    });
    expect(await loadSettings(area)).toEqual({ ...defaultSettings, vocabulary: 'fingerspelling' });
  });

  it('have a valid strictness, or the normal one', async () => {
    const area = memoryArea({ settings: { version: 2, strictness: 'merciless' } });
    expect((await loadSettings(area)).strictness).toBe('normal');
    await saveSettings(area, { strictness: 'strict' });
    expect((await loadSettings(area)).strictness).toBe('strict');
  });

  it('are the defaults if storage holds no object', async () => {
    expect(await loadSettings(memoryArea({ settings: 'x' }))).toEqual(defaultSettings);
    expect(await loadSettings(memoryArea({ settings: null }))).toEqual(defaultSettings);
  });

  it('reject if storage is full', async () => {
    const area = { ...memoryArea(), set: () => Promise.reject(new Error('QuotaExceededError')) };
    await expect(saveSettings(area, { dwellMs: 800 })).rejects.toThrow('QuotaExceededError');
  });

  it('refuse an invalid value, and stay as they were', async () => {
    const area = memoryArea();
    await saveSettings(area, { dwellMs: 800 });
    await expect(saveSettings(area, { dwellMs: 10 })).rejects.toThrow();
    expect((await loadSettings(area)).dwellMs).toBe(800);
  });
});

/** Locks as in a browser: a name has one holder at a time, whichever page asks. */
function sharedLocks(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request(_name, work) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** Another page's view of the same storage. */
const page = (area: StorageArea): StorageArea => ({
  get: (name) => area.get(name),
  set: (items) => area.set(items),
});

describe('settings saved by two pages at once', () => {
  const both = async (area: StorageArea, locks: Locks | null): Promise<unknown> => {
    await Promise.all([
      saveSettings(page(area), { dwellMs: 900 }, locks),
      saveSettings(page(area), { strictness: 'strict' }, locks),
    ]);
    return loadSettings(area);
  };

  it('keep both changes', async () => {
    expect(await both(memoryArea(), sharedLocks())).toEqual({
      ...defaultSettings,
      dwellMs: 900,
      strictness: 'strict',
    });
  });

  it('lose one change without locks across pages, which is why there are locks', async () => {
    expect(await both(memoryArea(), null)).not.toMatchObject({
      dwellMs: 900,
      strictness: 'strict',
    });
  });

  it('keep both changes if one page saves twice and has no locks', async () => {
    const area = memoryArea();
    const broken = saveSettings(area, { dwellMs: 1 }, null).catch(() => undefined);
    await Promise.all([
      broken,
      saveSettings(area, { dwellMs: 900 }, null),
      saveSettings(area, { strictness: 'strict' }, null),
    ]);
    expect(await loadSettings(area)).toMatchObject({ dwellMs: 900, strictness: 'strict' });
  });

  it('are saved after an earlier save failed', async () => {
    const area = memoryArea();
    const set = area.set;
    area.set = () => Promise.reject(new Error('QuotaExceededError'));
    const failed = saveSettings(area, { dwellMs: 900 }, null).catch(
      (error: Error) => error.message,
    );
    expect(await failed).toBe('QuotaExceededError');
    area.set = set;
    await saveSettings(area, { dwellMs: 800 }, null);
    expect((await loadSettings(area)).dwellMs).toBe(800);
  });
});

describe('a subscriber to settings', () => {
  it('receives every change, whoever made it, until it unsubscribes', () => {
    const listeners = new Set<StorageListener>();
    const events = {
      addListener: (listener: StorageListener) => void listeners.add(listener),
      removeListener: (listener: StorageListener) => void listeners.delete(listener),
    };
    const heard: number[] = [];
    const stop = subscribeSettings(events, ({ dwellMs }) => heard.push(dwellMs));
    const fire: StorageListener = (changes, area) => {
      for (const listener of listeners) listener(changes, area);
    };
    fire({ settings: { newValue: { version: 2, dwellMs: 900 } } }, 'local');
    fire({ settings: { newValue: { version: 2, dwellMs: 'soon' } } }, 'local');
    fire({ settings: { newValue: { version: 2, dwellMs: 950 } } }, 'sync');
    fire({ other: { newValue: 1 } }, 'local');
    // Removed by "delete everything".
    fire({ settings: {} }, 'local');
    expect(heard).toEqual([900, 700, 700]);
    stop();
    expect(listeners.size).toBe(0);
  });
});
