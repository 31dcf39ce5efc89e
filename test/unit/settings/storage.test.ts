import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { loadSettings, saveSettings } from '../../../src/settings/storage.ts';
import { memoryArea } from '../background/fakes.ts';

describe('settings', () => {
  it('are the defaults on a fresh install', async () => {
    expect(await loadSettings(memoryArea())).toEqual(defaultSettings);
  });

  it('come back as they were saved', async () => {
    const area = memoryArea();
    await saveSettings(area, { vocabulary: 'fingerspelling' });
    await saveSettings(area, { dwellMs: 900 });
    expect(await loadSettings(area)).toEqual({
      ...defaultSettings,
      vocabulary: 'fingerspelling',
      dwellMs: 900,
    });
  });

  it('lose only the field that is damaged', async () => {
    const area = memoryArea({
      settings: { version: 1, vocabulary: 'fingerspelling', dwellMs: 'soon', captionMs: -4 },
    });
    expect(await loadSettings(area)).toEqual({ ...defaultSettings, vocabulary: 'fingerspelling' });
  });

  it('ask for a strictness of the gate that there is, or the normal one', async () => {
    const area = memoryArea({ settings: { version: 1, strictness: 'merciless' } });
    expect((await loadSettings(area)).strictness).toBe('normal');
    await saveSettings(area, { strictness: 'strict' });
    expect((await loadSettings(area)).strictness).toBe('strict');
  });

  it('are the defaults when storage holds no object at all', async () => {
    expect(await loadSettings(memoryArea({ settings: 'x' }))).toEqual(defaultSettings);
    expect(await loadSettings(memoryArea({ settings: null }))).toEqual(defaultSettings);
  });

  it('tell the caller that storage is full', async () => {
    const area = { ...memoryArea(), set: () => Promise.reject(new Error('QuotaExceededError')) };
    await expect(saveSettings(area, { dwellMs: 800 })).rejects.toThrow('QuotaExceededError');
  });
});
