import * as v from 'valibot';
import { defaultSettings, Settings } from './schema.ts';

/** The part of `browser.storage.local` that settings need. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

const key = 'settings';

/**
 * Reads the settings. What is missing or damaged becomes its default, field by field: a bad value
 * never locks a user out. Storage errors are the caller's to tell.
 */
export async function loadSettings(area: StorageArea): Promise<Settings> {
  const stored = (await area.get(key))[key];
  const merged = {
    ...defaultSettings,
    ...(typeof stored === 'object' && stored !== null ? stored : {}),
    version: defaultSettings.version,
  };
  const parsed = v.safeParse(Settings, merged);
  return parsed.success ? parsed.output : defaultSettings;
}

/** Changes some fields and stores the whole; answers the settings as stored. */
export async function saveSettings(
  area: StorageArea,
  change: Partial<Omit<Settings, 'version'>>,
): Promise<Settings> {
  const next = v.parse(Settings, { ...(await loadSettings(area)), ...change });
  await area.set({ [key]: next });
  return next;
}
