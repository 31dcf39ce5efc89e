import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../../src/settings/migrations.ts';
import { defaultSettings, settingsVersion } from '../../../src/settings/schema.ts';
import { loadSettings, readSettings, saveSettings } from '../../../src/settings/storage.ts';
import { memoryArea } from '../background/fake-storage.ts';

const folder = path.join(import.meta.dirname, '../../fixtures/settings');
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const versions = Array.from({ length: settingsVersion }, (_, i) => `v${i + 1}.json`);

describe('settings of an earlier version', () => {
  it('are tested for every version, with a migration from each to the next', () => {
    expect(readdirSync(folder).sort()).toEqual(versions);
    expect(migrations).toHaveLength(settingsVersion - 1);
  });

  it.each(versions)('keep everything that the user had set in %s', async (name) => {
    const area = memoryArea({ settings: fixture(name) });
    const wanted = {
      ...defaultSettings,
      version: settingsVersion,
      vocabulary: 'fingerspelling',
      dwellMs: 900,
      strictness: 'strict',
      captionMs: 7000,
      dwellIndicator: false,
      welcomed: true,
    };
    expect(await loadSettings(area)).toEqual(wanted);
    expect(area.items.settings, 'reading writes nothing').toEqual(fixture(name));
    await saveSettings(area, { dwellMs: 1000 });
    expect(area.items.settings).toEqual({ ...wanted, dwellMs: 1000 });
  });

  it('skip the welcome for users of version 1, and show it on a fresh install', () => {
    expect(readSettings({ version: 1 }).welcomed).toBe(true);
    expect(readSettings(undefined).welcomed).toBe(false);
  });

  it.each([0, -1, 1.5, 'two', null, undefined])(
    'with the version %s count as the first',
    (version) => {
      expect(readSettings({ version, dwellMs: 900 })).toEqual({
        ...defaultSettings,
        dwellMs: 900,
        welcomed: true,
      });
    },
  );
});

describe('settings of a newer version', () => {
  const newer = {
    version: settingsVersion + 1,
    vocabulary: 'fingerspelling',
    strictness: 'merciless',
    captionWeather: 'serif',
    welcomed: true,
  };

  it('are read field by field, with defaults for unknown values', () => {
    expect(readSettings(newer)).toEqual({
      ...defaultSettings,
      vocabulary: 'fingerspelling',
      welcomed: true,
    });
  });

  it('stay as they were written, except for what the user changes', async () => {
    const area = memoryArea({ settings: newer });
    await loadSettings(area);
    expect(area.items.settings).toEqual(newer);
    const shown = await saveSettings(area, { dwellMs: 900 });
    expect(area.items.settings).toEqual({ ...newer, dwellMs: 900 });
    expect(shown).toEqual({ ...readSettings(newer), dwellMs: 900 });
  });
});

describe('anything in storage', () => {
  it('reads as settings that can be saved again', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 3 }), fc.object(), (stored, object) => {
        for (const settings of [readSettings(stored), readSettings(object)]) {
          expect(readSettings(settings)).toEqual(settings);
        }
      }),
      { numRuns: 300 },
    );
  });
});
