import * as v from 'valibot';

const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(3600));
const share = v.pipe(v.number(), v.minValue(-1), v.maxValue(2));

/** What the hand does instead of holding a shape still. */
export const motions = ['scratch', 'wave', 'talk'] as const;

const stepSchema = v.pipe(
  v.strictObject({
    /** A known gesture or letter: its held time becomes an interval of the clip. */
    gesture: v.optional(v.string()),
    /** A pose that no vocabulary knows, by its name without `unknown:`, or any motion's pose. */
    unknown: v.optional(v.string()),
    /** No hand at all. */
    empty: v.optional(v.literal(true)),
    /** How long it is held, without raising and releasing. */
    seconds,
    hand: v.optional(v.picklist(['Left', 'Right']), 'Right'),
    motion: v.optional(v.picklist(motions)),
    /** Time to come into the picture, or to change over from the shape before. */
    raise: v.optional(seconds, 0.45),
    /** Time to leave, and how: out of the picture, or straight into the next shape. */
    release: v.optional(seconds, 0.4),
    leave: v.optional(v.picklist(['drop', 'change']), 'drop'),
    /** Time without a hand after it dropped. */
    pause: v.optional(seconds, 0.35),
    /** The middle of the hand, in shares of the picture; otherwise beside the head. */
    at: v.optional(v.tuple([share, share])),
    /** Metres from the camera; otherwise 0.36 to 0.62. */
    distance: v.optional(v.pipe(v.number(), v.minValue(0.2), v.maxValue(2))),
    /** Which of the pose's views, from 0; otherwise any. */
    view: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.check(
    (step) => [step.gesture, step.unknown, step.empty].filter((x) => x !== undefined).length === 1,
    'needs one of gesture, unknown, empty',
  ),
);

export const scriptSchema = v.strictObject({
  seed: v.pipe(v.number(), v.integer()),
  /** How much poses, views and places stray from the plain ones, 0..1. */
  stray: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.6),
  person: v.optional(v.boolean(), true),
  /** Skin tone, 0 (lightest) to 9 (darkest); otherwise any. */
  tone: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
  /** Sensor noise in grey levels; otherwise any. Little noise makes small files. */
  noise: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(40))),
  steps: v.pipe(v.array(stepSchema), v.minLength(1)),
});

export type Script = v.InferOutput<typeof scriptSchema>;
export type Step = Script['steps'][number];

/** @throws a sentence that names `file` and the first fault. */
export function parseScript(text: string, file: string): Script {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${String(error)}`);
  }
  const result = v.safeParse(scriptSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `${file} is no signer's script: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`,
  );
}
