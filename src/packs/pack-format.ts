/**
 * The gesture pack as a file: its shape and its limits. `docs/gesture-pack.md` says the same in
 * words, `docs/gesture-pack.schema.json` as a JSON Schema; change all three together.
 *
 * The message of every check is the code of its refusal.
 */
import * as v from 'valibot';
import { sampleBounds } from './records.ts';
import { textFault } from './texts.ts';

export const packFormat = 'sign-captions-gesture-pack';
/** The newest version. Version 2 adds `moves` and `place`, for gestures that move. */
export const packVersion = 2;

/**
 * Landmarks are integers in units of 1/1000 hand size; presence, size and place are thousandths too.
 */
export const unitsPerOne = 1000;

/** Lengths in UTF-16 units. */
export const longest = { text: 200, words: 2000, id: 64, sampleId: 100 } as const;

/** What a reader accepts at most; a test or a small device may use lower limits. */
export interface PackLimits {
  /** Size of the file, in bytes of UTF-8. */
  bytes: number;
  gestures: number;
  /** Samples per gesture. */
  samples: number;
  unknowns: number;
  /** Ids of shipped vocabularies: a pack with such an id would have the same gesture keys. */
  reservedIds: readonly string[];
  /** The newest version that is read; with an earlier one, the reader is that of an older extension. */
  version: number;
}

export const packLimits: PackLimits = {
  bytes: 16 * 1024 * 1024,
  gestures: 200,
  samples: 1000,
  unknowns: 2000,
  reservedIds: ['call-gestures', 'fingerspelling'],
  version: packVersion,
};

const whole = (least: number, most: number) =>
  v.pipe(
    v.number('wrong-kind'),
    v.integer('not-whole'),
    v.minValue(least, 'out-of-range'),
    v.maxValue(most, 'out-of-range'),
  );

const text = (most: number) =>
  v.pipe(
    v.string('wrong-kind'),
    v.maxLength(most, 'text-too-long'),
    v.check((value) => textFault(value) !== 'markup', 'markup'),
    v.check((value) => textFault(value) !== 'control-character', 'control-character'),
    v.check((value) => textFault(value) !== 'bidi-override', 'bidi-override'),
    v.check((value) => textFault(value) !== 'empty-text', 'empty-text'),
  );
const someText = v.pipe(text(longest.text), v.minLength(1, 'empty-text'));

const kebab = v.pipe(
  v.string('wrong-kind'),
  v.maxLength(longest.id, 'bad-id'),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'bad-id'),
);
const gestureId = v.pipe(
  v.string('wrong-kind'),
  v.maxLength(longest.id, 'bad-id'),
  v.regex(/^([A-Z]|[a-z0-9]+(-[a-z0-9]+)*)$/, 'bad-id'),
);
const sampleId = v.pipe(
  v.string('wrong-kind'),
  v.maxLength(longest.sampleId, 'bad-id'),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'bad-id'),
);

/** An existing calendar day, from 1970 on. */
export const day = v.pipe(
  v.string('wrong-kind'),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'bad-date'),
  v.check((value) => {
    const time = Date.parse(`${value}T00:00:00Z`);
    return time >= 0 && new Date(time).toISOString().startsWith(value);
  }, 'bad-date'),
);

const reach = sampleBounds.landmark * unitsPerOne;
const landmark = v.pipe(
  v.number('bad-landmark'),
  v.integer('bad-landmark'),
  v.minValue(-reach, 'bad-landmark'),
  v.maxValue(reach, 'bad-landmark'),
);
const origin = v.literal(0, 'bad-landmark');

const reachOfPlace = sampleBounds.place * unitsPerOne;

export interface FileHand {
  time: number;
  hand: 'Left' | 'Right';
  presence: number;
  size: number;
  /** x and y; not in version 1. */
  place?: number[] | undefined;
  points: number[];
}

const handFields = {
  time: whole(0, sampleBounds.ms),
  hand: v.picklist(['Left', 'Right'], 'wrong-kind'),
  presence: whole(0, unitsPerOne),
  size: whole(0, unitsPerOne),
  points: v.pipe(
    v.array(landmark, 'wrong-kind'),
    v.length(63, 'wrong-count'),
    v.check((points) => points.slice(0, 3).every((value) => v.is(origin, value)), 'wrist'),
  ),
};
const heldHand = v.strictObject(handFields);
const placedHand = v.strictObject({
  ...handFields,
  place: v.optional(
    v.pipe(v.array(whole(-reachOfPlace, reachOfPlace), 'wrong-kind'), v.length(2, 'wrong-count')),
  ),
});

const sampleOf = (hand: v.GenericSchema<unknown, FileHand>) =>
  v.strictObject({
    id: sampleId,
    recorded: day,
    take: sampleId,
    hands: v.pipe(
      v.array(hand, 'wrong-kind'),
      v.minLength(1, 'wrong-count'),
      v.maxLength(sampleBounds.hands, 'wrong-count'),
      v.check(
        (hands) =>
          hands[0]?.time === 0 && hands.every((one, i) => one.time >= (hands[i - 1]?.time ?? 0)),
        'time-order',
      ),
    ),
  });
const heldSample = sampleOf(heldHand);
/** A sample of the newest version. */
export const anySample = sampleOf(placedHand);

const gestureFields = {
  id: gestureId,
  kind: v.picklist(['phrase', 'letter', 'space'], 'wrong-kind'),
  caption: someText,
  name: someText,
  note: v.optional(someText),
};
const heldGesture = v.strictObject({
  ...gestureFields,
  samples: v.array(heldSample, 'wrong-kind'),
});
const anyGesture = v.strictObject({
  ...gestureFields,
  moves: v.optional(v.literal(true, 'wrong-kind')),
  samples: v.array(anySample, 'wrong-kind'),
});

const packFields = {
  $schema: v.optional(v.string('wrong-kind')),
  format: v.literal(packFormat, 'not-a-pack'),
  id: kebab,
  name: someText,
  provenance: text(longest.words),
  licence: text(longest.words),
  vocabularies: v.pipe(v.array(kebab, 'wrong-kind'), v.maxLength(100, 'wrong-count')),
};
const firstVersion = v.strictObject({
  ...packFields,
  version: v.literal(1, 'not-a-pack'),
  gestures: v.pipe(v.array(heldGesture, 'wrong-kind'), v.minLength(1, 'wrong-count')),
  unknowns: v.optional(v.array(heldSample, 'wrong-kind')),
});
const secondVersion = v.strictObject({
  ...packFields,
  version: v.literal(packVersion, 'not-a-pack'),
  gestures: v.pipe(v.array(anyGesture, 'wrong-kind'), v.minLength(1, 'wrong-count')),
  unknowns: v.optional(v.array(anySample, 'wrong-kind')),
});

export type FileSample = v.InferOutput<typeof anySample>;
export type FileGesture = v.InferOutput<typeof anyGesture>;
export type PackFile = Omit<v.InferOutput<typeof secondVersion>, 'version'> & { version: 1 | 2 };

/** The schema of a version of the file; of an unknown version, one that refuses it. */
export function packFileOf(version: unknown): v.GenericSchema<unknown, PackFile> {
  return version === packVersion ? secondVersion : firstVersion;
}
