import { settingsVersion } from './schema.ts';

export type StoredSettings = Readonly<Record<string, unknown>>;

/** Migrates to the next version. Leaves damaged fields as they are: reading them gives defaults. */
type Migration = (stored: StoredSettings) => StoredSettings;

/** `migrations[n]` migrates from version n + 1 to n + 2. A released one is never changed. */
export const migrations: readonly Migration[] = [
  // Somebody who has stored settings has used the extension and needs no welcome.
  (stored) => ({ ...stored, welcomed: true }),
];

/** The version that wrote the settings; 1 if it is missing or invalid. */
export function versionOf({ version }: StoredSettings): number {
  return typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : 1;
}

/**
 * Migrates stored settings to the version of this extension. Settings of a newer version stay as
 * they are, with their version: they can only be read field by field.
 */
export function migrate(stored: StoredSettings): StoredSettings {
  const from = versionOf(stored);
  if (from > settingsVersion) return stored;
  const migrated = migrations
    .slice(from - 1)
    .reduce((settings, migration) => migration(settings), stored);
  return { ...migrated, version: settingsVersion };
}
