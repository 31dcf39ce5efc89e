// Runs wherever `storage.local` is: in the background, content scripts and extension pages.

import * as v from 'valibot';
import { migrate, type StoredSettings, versionOf } from './migrations.ts';
import { defaultSettings, Settings, SettingsChange, settingsVersion } from './schema.ts';

/** The part of `browser.storage.local` that settings need. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/** The part of `browser.storage.onChanged` that settings need. */
export interface StorageEvents {
  addListener(listener: StorageListener): void;
  removeListener(listener: StorageListener): void;
}
export type StorageListener = (
  changes: Readonly<Record<string, { newValue?: unknown }>>,
  area: string,
) => void;

/** The part of `navigator.locks` that settings need: one holder at a time in all pages. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

const key = 'settings';
const lockName = 'sign-captions-settings';

/**
 * Settings from whatever is stored: of an earlier version, of a newer one (fields that are known
 * are read, the rest is default), damaged, or nothing. A bad value never locks a user out.
 */
export function readSettings(stored: unknown): Settings {
  if (!isRecord(stored)) return defaultSettings;
  const parsed = v.safeParse(Settings, { ...migrate(stored), version: settingsVersion });
  return parsed.success ? parsed.output : defaultSettings;
}

/** Reads the settings. Writes nothing. Storage errors are the caller's to tell. */
export async function loadSettings(area: StorageArea): Promise<Settings> {
  return readSettings((await area.get(key))[key]);
}

/**
 * Changes some fields and stores the whole; answers the settings as stored. Two pages that change
 * different fields at once keep both changes. What a newer version of the extension wrote and this
 * one does not know stays in place.
 *
 * @throws when storage does, or a value cannot be kept; nothing is changed then.
 */
export async function saveSettings(
  area: StorageArea,
  change: SettingsChange,
  locks: Locks | null = globalThis.navigator?.locks ?? null,
): Promise<Settings> {
  const fields = v.parse(SettingsChange, change);
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
  return oneAtATime(area, locks, async () => {
    const stored = (await area.get(key))[key];
    const before: StoredSettings =
      isRecord(stored) && versionOf(stored) > settingsVersion ? stored : readSettings(stored);
    const next = { ...before, ...given };
    await area.set({ [key]: next });
    return readSettings(next);
  });
}

/** Calls back with the settings whenever any page changes them. Answers how to stop. */
export function subscribeSettings(
  events: StorageEvents,
  listener: (settings: Settings) => void,
): () => void {
  const hear: StorageListener = (changes, area) => {
    const change = changes[key];
    if (area === 'local' && change) listener(readSettings(change.newValue));
  };
  events.addListener(hear);
  return () => events.removeListener(hear);
}

/** The last save of each area, for browsers without locks: then at least a page waits for itself. */
const queues = new WeakMap<StorageArea, Promise<unknown>>();

/** Reading, changing and writing is one step that no other save comes between. */
function oneAtATime<T>(area: StorageArea, locks: Locks | null, work: () => Promise<T>): Promise<T> {
  if (locks) return locks.request(lockName, work);
  const turn = (queues.get(area) ?? Promise.resolve()).then(work);
  queues.set(
    area,
    turn.catch(() => undefined),
  );
  return turn;
}

function isRecord(value: unknown): value is StoredSettings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
