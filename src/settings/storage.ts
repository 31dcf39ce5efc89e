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

/** The part of `navigator.locks` that settings need; a lock has one holder across all pages. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** What to change: some fields, or how to make them of the settings as they are now. */
export type SettingsEdit = SettingsChange | ((now: Settings) => SettingsChange);

/** The item in `storage.local`. */
export const settingsKey = 'settings';
const key = settingsKey;
const lockName = 'sign-captions-settings';

/**
 * Settings from whatever is stored: of an earlier version, of a newer one (known fields are read,
 * the rest get defaults), damaged, or nothing. An invalid value never stops the extension.
 */
export function readSettings(stored: unknown): Settings {
  if (!isRecord(stored)) return defaultSettings;
  const parsed = v.safeParse(Settings, { ...migrate(stored), version: settingsVersion });
  return parsed.success ? parsed.output : defaultSettings;
}

/** Reads the settings and writes nothing. @throws what storage throws */
export async function loadSettings(area: StorageArea): Promise<Settings> {
  return readSettings((await area.get(key))[key]);
}

/**
 * Changes some fields, stores all settings and returns them as stored. If two pages change
 * different fields at once, both changes are kept. Fields of a newer version that this one does not
 * know stay.
 *
 * @param change the fields; or makes them of the settings as they are stored then
 * @throws if storage throws or a value is invalid; then nothing is changed.
 */
export async function saveSettings(
  area: StorageArea,
  change: SettingsEdit,
  locks: Locks | null = globalThis.navigator?.locks ?? null,
): Promise<Settings> {
  // A mistake of the caller need not wait for its turn.
  const known = typeof change === 'function' ? null : givenFields(change);
  return oneAtATime(area, locks, async () => {
    const stored = (await area.get(key))[key];
    const now = readSettings(stored);
    const before: StoredSettings =
      isRecord(stored) && versionOf(stored) > settingsVersion ? stored : now;
    const given = typeof change === 'function' ? givenFields(change(now)) : known;
    const next = { ...before, ...given };
    await area.set({ [key]: next });
    return readSettings(next);
  });
}

/** @throws if a value is invalid */
function givenFields(change: SettingsChange): StoredSettings {
  const fields = v.parse(SettingsChange, change);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Settings from a file: none of its fields may be invalid, and no newer version have written them. */
export function readKeptSettings(
  stored: unknown,
): { ok: true; settings: Settings } | { ok: false; newer: boolean } {
  if (!isRecord(stored)) return { ok: false, newer: false };
  if (versionOf(stored) > settingsVersion) return { ok: false, newer: true };
  const { version: _, ...fields } = migrate(stored);
  const parsed = v.safeParse(SettingsChange, fields);
  if (!parsed.success) return { ok: false, newer: false };
  return { ok: true, settings: readSettings({ ...parsed.output, version: settingsVersion }) };
}

/** Calls back with the settings whenever any page changes them. Returns how to unsubscribe. */
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

/**
 * The last save of each area, for browsers without locks: this page's saves then still queue up.
 */
const queues = new WeakMap<StorageArea, Promise<unknown>>();

/** Runs `work` (read, change, write) while no other save runs. */
export function oneAtATime<T>(
  area: StorageArea,
  locks: Locks | null,
  work: () => Promise<T>,
): Promise<T> {
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
