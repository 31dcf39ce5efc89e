import * as v from 'valibot';

/**
 * Version of the stored shape; a change of shape adds a step in `migrations.ts`. A field never
 * changes its meaning under the same name, so that an older version of the extension, after a
 * downgrade, can still read the fields it knows.
 */
export const settingsVersion = 2;

/** What each field may hold. */
const fields = {
  vocabulary: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64)),
  /** How long a sign is held still before it counts, in ms. */
  dwellMs: v.pipe(v.number(), v.minValue(300), v.maxValue(3000)),
  /** How sure the gate must be that a sign is meant: loose misses less, strict is more silent. */
  strictness: v.picklist(['loose', 'normal', 'strict']),
  /** How long a caption stays after its last change, in ms. */
  captionMs: v.pipe(v.number(), v.minValue(1000), v.maxValue(60_000)),
  /** Show ring and name while a sign is being held. */
  dwellIndicator: v.boolean(),
  /** The welcome page was finished, or is not needed any more. */
  welcomed: v.boolean(),
};

/** Settings as stored by this version; what is missing or damaged becomes its default. */
export const Settings = v.object({
  version: v.literal(settingsVersion),
  vocabulary: v.fallback(fields.vocabulary, 'call-gestures'),
  dwellMs: v.fallback(fields.dwellMs, 700),
  strictness: v.fallback(fields.strictness, 'normal'),
  captionMs: v.fallback(fields.captionMs, 5000),
  dwellIndicator: v.fallback(fields.dwellIndicator, true),
  welcomed: v.fallback(fields.welcomed, false),
});
export type Settings = v.InferOutput<typeof Settings>;

/** Some fields to change. Strict: a value that cannot be kept is the caller's mistake. */
export const SettingsChange = v.partial(v.strictObject(fields));
export type SettingsChange = Partial<Omit<Settings, 'version'>>;

export const defaultSettings: Settings = v.parse(Settings, { version: settingsVersion });
