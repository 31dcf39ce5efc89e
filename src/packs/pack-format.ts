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
export const packVersion = 1;

/** Landmarks are integers in units of 1/1000 hand size; presence and size are thousandths too. */
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
}

export const packLimits: PackLimits = {
  bytes: 16 * 1024 * 1024,
  gestures: 200,
  samples: 1000,
  unknowns: 2000,
  reservedIds: ['call-gestures', 'fingerspelling'],
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
const day = v.pipe(
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

const hand = v.strictObject({
  time: whole(0, sampleBounds.ms),
  hand: v.picklist(['Left', 'Right'], 'wrong-kind'),
  presence: whole(0, unitsPerOne),
  size: whole(0, unitsPerOne),
  points: v.pipe(
    v.array(landmark, 'wrong-kind'),
    v.length(63, 'wrong-count'),
    v.check((points) => points.slice(0, 3).every((value) => v.is(origin, value)), 'wrist'),
  ),
});

const sample = v.strictObject({
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

const gesture = v.strictObject({
  id: gestureId,
  kind: v.picklist(['phrase', 'letter', 'space'], 'wrong-kind'),
  caption: someText,
  name: someText,
  note: v.optional(someText),
  samples: v.array(sample, 'wrong-kind'),
});

export const PackFile = v.strictObject({
  $schema: v.optional(v.string('wrong-kind')),
  format: v.literal(packFormat, 'not-a-pack'),
  version: v.literal(packVersion, 'not-a-pack'),
  id: kebab,
  name: someText,
  provenance: text(longest.words),
  licence: text(longest.words),
  vocabularies: v.pipe(v.array(kebab, 'wrong-kind'), v.maxLength(100, 'wrong-count')),
  gestures: v.pipe(v.array(gesture, 'wrong-kind'), v.minLength(1, 'wrong-count')),
  unknowns: v.optional(v.array(sample, 'wrong-kind')),
});

export type PackFile = v.InferOutput<typeof PackFile>;
export type FileGesture = PackFile['gestures'][number];
export type FileSample = FileGesture['samples'][number];
export type FileHand = FileSample['hands'][number];
