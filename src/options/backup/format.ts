/**
 * The backup as a file: its shape and its limits. `docs/backup.md` says the same in words,
 * `docs/backup.schema.json` as a JSON Schema; change all three together.
 */
import * as v from 'valibot';
import { anySample, day, type PackLimits, packLimits } from '../../packs/pack-format.ts';
import { PreferenceSchema, TaughtSchema } from '../../packs/records.ts';
import type { StoreContent, TaughtRecord } from '../../packs/store-types.ts';
import { PutBackCounts, StoredLooks } from '../../settings/site-records.ts';
import { isClassifierFile } from '../../teaching/taught-file.ts';
import { PractisedList } from '../practice/progress.ts';
import type { LocalContent } from '../services/types.ts';

export const backupFormat = 'sign-captions-backup';
/** The newest version. Version 2 adds `practised`. */
export const backupVersion = 2;

/** What a backup holds. */
export interface BackupContent {
  store: StoreContent;
  local: LocalContent;
  /** Sites that the user has allowed, as match patterns. The browser lets no file allow them. */
  sites: readonly string[];
}

export interface Backup extends BackupContent {
  /** The day, as 2026-01-31. */
  made: string;
}

/** What a reader accepts at most; a test may use lower limits. */
export interface BackupLimits {
  /** Size of the file, in bytes of UTF-8. */
  bytes: number;
  /** The newest version that is read. */
  version: number;
}

export const backupLimits: BackupLimits = { bytes: 64 * 1024 * 1024, version: backupVersion };

/**
 * The store has no limits of its own, so the packs of a backup are bounded by the size of the file
 * alone.
 */
export const packsInBackup: PackLimits = {
  ...packLimits,
  gestures: Number.POSITIVE_INFINITY,
  samples: Number.POSITIVE_INFINITY,
  unknowns: Number.POSITIVE_INFINITY,
};

/** A match pattern as browsers grant it: also wider than one site. */
export const GrantedPattern = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^(<all_urls>|(\*|https?):\/\/[^/\s]+\/\*?)$/),
);

export const FileUnknown = v.strictObject({
  ...anySample.entries,
  origin: v.picklist(['nothing', 'wrong']),
  captionedAs: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
});
export type FileUnknown = v.InferOutput<typeof FileUnknown>;

const entries = {
  $schema: v.optional(v.string()),
  format: v.literal(backupFormat),
  made: day,
  settings: v.unknown(),
  places: StoredLooks,
  putBack: PutBackCounts,
  sites: v.pipe(v.array(GrantedPattern), v.maxLength(1000)),
  preferences: v.array(PreferenceSchema),
  taught: v.pipe(v.array(TaughtSchema), v.maxLength(2)),
  unknowns: v.array(FileUnknown),
  packs: v.array(v.strictObject({ enabled: v.boolean(), pack: v.unknown() })),
};

/** The file without what has a format of its own: settings and packs are read by their own readers. */
export const BackupFile = v.variant('version', [
  v.strictObject({ ...entries, version: v.literal(1) }),
  v.strictObject({ ...entries, version: v.literal(backupVersion), practised: PractisedList }),
]);

/** Whether the classifiers of a training can be read. */
export function isWhole({ classifier, movements = null }: TaughtRecord): boolean {
  return [classifier, movements].every((file) => file === null || isClassifierFile(file));
}
