import * as v from 'valibot';

/** Version of the stored shape; a change of shape adds a migration in `storage.ts`. */
export const settingsVersion = 1;

export const Settings = v.object({
  version: v.literal(settingsVersion),
  vocabulary: v.fallback(
    v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64)),
    'call-gestures',
  ),
  /** How long a sign is held still before it counts, in ms. */
  dwellMs: v.fallback(v.pipe(v.number(), v.minValue(300), v.maxValue(3000)), 700),
  /** How sure the gate must be that a sign is meant: loose misses less, strict is more silent. */
  strictness: v.fallback(v.picklist(['loose', 'normal', 'strict']), 'normal'),
  /** How long a caption stays after its last change, in ms. */
  captionMs: v.fallback(v.pipe(v.number(), v.minValue(1000), v.maxValue(60_000)), 5000),
  /** Show ring and name while a sign is being held. */
  dwellIndicator: v.fallback(v.boolean(), true),
});
export type Settings = v.InferOutput<typeof Settings>;

export const defaultSettings: Settings = {
  version: settingsVersion,
  vocabulary: 'call-gestures',
  dwellMs: 700,
  strictness: 'normal',
  captionMs: 5000,
  dwellIndicator: true,
};
