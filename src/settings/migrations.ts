import { settingsVersion } from './schema.ts';

export type StoredSettings = Readonly<Record<string, unknown>>;

/** From one version to the next. Takes damaged fields as they are: reading sets them right. */
type Migration = (stored: StoredSettings) => StoredSettings;

/** `migrations[n]` leads from version n + 1 to n + 2. A released one is never changed. */
export const migrations: readonly Migration[] = [
  // Whoever has stored settings has used the extension: no welcome for them.
  (stored) => ({ ...stored, welcomed: true }),
];

/** The version that wrote this; what has none that makes sense counts as the first. */
export function versionOf({ version }: StoredSettings): number {
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : 1;
}

/**
 * Brings stored settings to the version of this extension. What a newer version wrote stays as it
 * is, with its number: it can only be read field by field.
 */
export function migrate(stored: StoredSettings): StoredSettings {
  const from = versionOf(stored);
  if (from > settingsVersion) return stored;
  const migrated = migrations
    .slice(from - 1)
    .reduce((settings, migration) => migration(settings), stored);
  return { ...migrated, version: settingsVersion };
}
