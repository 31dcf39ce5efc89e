/** All that is kept in `storage.local`, for a backup. */
import * as v from 'valibot';
import type { Settings } from './schema.ts';
import { PutBackCounts, placesKey, putBackKey, StoredLooks } from './site-records.ts';
import { type Locks, loadSettings, oneAtATime, type StorageArea, settingsKey } from './storage.ts';

export interface LocalRecords {
  settings: Settings;
  /** Where captions stand on sites. */
  places: StoredLooks;
  /** How often the letters of words were put back. */
  putBack: PutBackCounts;
}

/** Reads everything; what is damaged is left out. @throws what storage throws */
export async function readLocalRecords(area: StorageArea): Promise<LocalRecords> {
  const read = async <T>(
    key: string,
    schema: v.GenericSchema<unknown, readonly T[]>,
  ): Promise<readonly T[]> => {
    const parsed = v.safeParse(schema, (await area.get(key))[key]);
    return parsed.success ? parsed.output : [];
  };
  return {
    settings: await loadSettings(area),
    places: [...(await read(placesKey, StoredLooks))],
    putBack: [...(await read(putBackKey, PutBackCounts))],
  };
}

/** Replaces everything in one write. @throws what storage throws; then nothing is changed */
export async function replaceLocalRecords(
  area: StorageArea,
  { settings, places, putBack }: LocalRecords,
  locks: Locks | null = globalThis.navigator?.locks ?? null,
): Promise<void> {
  await oneAtATime(area, locks, async () => {
    const items: Record<string, unknown> = { [settingsKey]: settings };
    for (const [key, list] of [
      [placesKey, places],
      [putBackKey, putBack],
    ] as const) {
      // What was never stored is not stored as an empty list: the page counts what is kept.
      if (list.length > 0 || key in (await area.get(key))) items[key] = list;
    }
    await area.set(items);
  });
}
