/** Schemas of records, for writing and reading. */
import * as v from 'valibot';
import type { PreferenceRecord, SampleRecord, UnknownRecord } from './database.ts';
import type { PackGesture, PackHeader } from './samples.ts';
import type { TaughtRecord } from './store-types.ts';
import { GestureSchema } from './vocabulary.ts';

/**
 * Bounds of a sample, the same for store and file, so that every stored sample can be exported.
 * Landmarks in hand sizes: by definition x and y are within 1 of the wrist; z is the model's guess.
 * A wrist's place in shorter sides of the frame, which may be several times as long as wide; a wrist
 * can lie outside of it. Hands: two hands for four seconds at thirty frames a second.
 */
export const sampleBounds = { landmark: 4, place: 8, hands: 240, ms: 60_000 } as const;

const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const coordinate = v.pipe(
  v.number(),
  v.minValue(-sampleBounds.landmark),
  v.maxValue(sampleBounds.landmark),
);
const placeValue = v.pipe(
  v.number(),
  v.minValue(-sampleBounds.place),
  v.maxValue(sampleBounds.place),
);
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const words = v.pipe(v.string(), v.maxLength(2000));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

const hand = v.object({
  time: v.pipe(finite, v.minValue(0), v.maxValue(sampleBounds.ms)),
  points: v.pipe(v.array(v.tuple([coordinate, coordinate, coordinate])), v.length(21)),
  handedness: v.picklist(['Left', 'Right']),
  presence: share,
  size: share,
  // Earlier versions do not know it, and read such a hand without it.
  place: v.optional(v.tuple([placeValue, placeValue])),
});

const sample = {
  id: key,
  recordedAt: v.pipe(finite, v.minValue(0)),
  take: key,
  hands: v.pipe(v.array(hand), v.minLength(1), v.maxLength(sampleBounds.hands)),
};

export const SampleSchema = v.object({ ...sample, pack: key, gesture: key });

export const UnknownSchema = v.object({
  ...sample,
  origin: v.picklist(['nothing', 'wrong', 'pack']),
  captionedAs: v.optional(key),
  pack: v.optional(key),
});

const header = {
  id: key,
  name,
  provenance: words,
  licence: words,
  vocabularies: v.pipe(v.array(key), v.maxLength(100)),
  enabled: v.boolean(),
};

/** Strict: for what enters the store. */
export const PackSchema = v.object({
  ...header,
  gestures: v.pipe(
    v.array(GestureSchema),
    v.check(
      (gestures) => new Set(gestures.map(({ id }) => id)).size === gestures.length,
      'two gestures have the same id',
    ),
  ),
});

/** At most this many takes of an own way, spreads between hands, and logits. */
const wayBounds = { takes: 12, distance: 10, bias: 100 } as const;
const spreads = v.pipe(finite, v.minValue(0), v.maxValue(wayBounds.distance));

const OwnWaySchema = v.pipe(
  v.object({
    takes: v.pipe(v.array(hand), v.minLength(1), v.maxLength(wayBounds.takes)),
    layout: key,
    bias: v.pipe(finite, v.minValue(0), v.maxValue(wayBounds.bias)),
    near: spreads,
    far: spreads,
  }),
  v.check(({ near, far }) => near < far, 'near is not below far'),
);

export const PreferenceSchema = v.object({
  key,
  enabled: v.optional(v.boolean()),
  caption: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  threshold: v.optional(share),
  // Earlier versions do not know it, and read such a record without it.
  ownWay: v.optional(OwnWaySchema),
});

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.record(key, count);

export const TaughtSchema = v.pipe(
  v.object({
    classifier: v.unknown(),
    movements: v.optional(v.unknown()),
    report: v.unknown(),
    trainedAt: finite,
    gestures: v.array(key),
    beside: v.optional(v.array(key)),
    trainedOn: v.optional(v.object({ held: counts, moving: counts, unknowns: count })),
    live: v.boolean(),
  }),
  v.check(
    ({ classifier, movements = null }) => classifier !== null || movements !== null,
    'neither a classifier of held gestures nor one of movements',
  ),
);

/** The readable part of a record, or null; `damaged` if anything was lost. */
export interface Reading<T> {
  value: T | null;
  damaged: boolean;
}

function reading<T>(schema: v.GenericSchema<unknown, T>): (stored: unknown) => Reading<T> {
  return (stored) => {
    const parsed = v.safeParse(schema, stored);
    return { value: parsed.success ? parsed.output : null, damaged: !parsed.success };
  };
}

export const readSample = reading<SampleRecord>(SampleSchema);
export const readUnknown = reading<UnknownRecord>(UnknownSchema);
export const readPreference = reading<PreferenceRecord>(PreferenceSchema);
export const readTaught = reading<TaughtRecord>(TaughtSchema);

const LenientPack = v.object({
  id: key,
  name: v.fallback(name, ''),
  provenance: v.fallback(words, ''),
  licence: v.fallback(words, ''),
  vocabularies: v.fallback(header.vocabularies, []),
  enabled: v.fallback(v.boolean(), true),
  gestures: v.fallback(v.array(v.unknown()), []),
});

/**
 * Reads a pack's record. An unreadable gesture is left out and an unreadable field gets its
 * default, so that one damaged spot does not cost the user all other gestures.
 */
export function readPackRecord(stored: unknown): Reading<PackHeader> {
  const strict = v.safeParse(PackSchema, stored);
  if (strict.success) return { value: strict.output, damaged: false };
  const parsed = v.safeParse(LenientPack, stored);
  if (!parsed.success) return { value: null, damaged: true };
  const pack = parsed.output;
  const gestures = new Map<string, PackGesture>();
  for (const gesture of pack.gestures) {
    const one = v.safeParse(GestureSchema, gesture);
    if (one.success && !gestures.has(one.output.id)) gestures.set(one.output.id, one.output);
  }
  return {
    value: { ...pack, name: pack.name || pack.id, gestures: [...gestures.values()] },
    damaged: true,
  };
}
