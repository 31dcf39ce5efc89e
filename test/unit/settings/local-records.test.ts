import { describe, expect, it } from 'vitest';
import { readLocalRecords, replaceLocalRecords } from '../../../src/settings/local-records.ts';
import { defaultSettings, settingsVersion } from '../../../src/settings/schema.ts';
import { loadSettings, readKeptSettings, saveSettings } from '../../../src/settings/storage.ts';
import { memoryArea } from '../background/fake-storage.ts';

describe('what is kept in storage.local', () => {
  it('is read as a whole and replaced as a whole', async () => {
    const area = memoryArea({
      places: [
        ['https://a.example', { place: 'top', size: 130 }],
        ['https://b.example', { place: { x: 0.25, y: 1 } }],
      ],
      'words-put-back': [['KARLA', 1]],
    });
    await saveSettings(area, { dwellMs: 900, ownWords: ['Grüße'] });
    const records = await readLocalRecords(area);
    const next = memoryArea({ places: [['https://c.example', { size: 75 }]] });
    await replaceLocalRecords(next, records, null);
    expect(next.items).toEqual(area.items);
  });

  it('is the defaults and empty lists, if nothing is stored or all of it is damaged', async () => {
    const nothing = { settings: defaultSettings, places: [], putBack: [] };
    expect(await readLocalRecords(memoryArea())).toEqual(nothing);
    const damaged = { settings: 'x', places: { a: 1 }, 'words-put-back': [['A', 'often']] };
    expect(await readLocalRecords(memoryArea(damaged))).toEqual(nothing);
  });

  it('gets no empty list for what was never kept', async () => {
    const nothing = { settings: defaultSettings, places: [], putBack: [] };
    const area = memoryArea({ places: [['https://a.example', { size: 75 }]] });
    await replaceLocalRecords(area, nothing, null);
    expect(area.items).toEqual({ settings: defaultSettings, places: [] });
  });

  it('stays as it was if storage refuses the new state', async () => {
    const area = memoryArea();
    await saveSettings(area, { dwellMs: 900 });
    const full = {
      get: area.get,
      set: async () => {
        throw new Error('full');
      },
    };
    const nothing = { settings: defaultSettings, places: [], putBack: [] };
    await expect(replaceLocalRecords(full, nothing, null)).rejects.toThrow('full');
    expect((await loadSettings(area)).dwellMs).toBe(900);
  });
});

describe('settings from a file', () => {
  const settings = { ...defaultSettings, dwellMs: 900, startSites: ['https://a.example/*'] };

  it('are what was written', () => {
    expect(readKeptSettings(JSON.parse(JSON.stringify(settings)))).toEqual({ ok: true, settings });
  });

  it('of an earlier version are migrated, with defaults for what did not exist then', () => {
    const first = { version: 1, dwellMs: 900 };
    expect(readKeptSettings(first)).toEqual({
      ok: true,
      settings: { ...defaultSettings, dwellMs: 900, welcomed: true },
    });
  });

  it('are refused as a whole if one field is damaged or unknown', () => {
    for (const stored of [
      { ...settings, dwellMs: 'soon' },
      { ...settings, later: true },
      'x',
      null,
      [],
    ])
      expect(readKeptSettings(stored)).toEqual({ ok: false, newer: false });
  });

  it('of a newer version are refused as such', () => {
    const newer = { ...settings, version: settingsVersion + 1 };
    expect(readKeptSettings(newer)).toEqual({ ok: false, newer: true });
  });
});
