import * as v from 'valibot';

const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(3600));
const share = v.pipe(v.number(), v.minValue(-1), v.maxValue(2));

/** How the hand moves instead of holding a shape still. */
export const motions = ['scratch', 'wave', 'talk'] as const;

const stepSchema = v.pipe(
  v.strictObject({
    /** A known gesture or letter; the time for which it is held becomes an interval of the clip. */
    gesture: v.optional(v.string()),
    /** A pose that no vocabulary knows, by its name without `unknown:`, or any motion's pose. */
    unknown: v.optional(v.string()),
    /**
     * The moving sign that this step is part of. Steps of one sign that follow each other are one
     * movement of the clip; none of them is an interval.
     */
    sign: v.optional(v.string()),
    /** No hand. */
    empty: v.optional(v.literal(true)),
    /** How long it is held, without raising and releasing, s. */
    seconds,
    hand: v.optional(v.picklist(['Left', 'Right']), 'Right'),
    motion: v.optional(v.picklist(motions)),
    /** How long it takes to enter the picture, or to change from the shape before, s. */
    raise: v.optional(seconds, 0.45),
    /** How long it takes to leave, s, and how: out of the picture, or directly into the next shape. */
    release: v.optional(seconds, 0.4),
    leave: v.optional(v.picklist(['drop', 'change']), 'drop'),
    /** How long no hand is shown after it has dropped, s. */
    pause: v.optional(seconds, 0.35),
    /** The middle of the hand in shares of the picture; by default beside the head. */
    at: v.optional(v.tuple([share, share])),
    /** Distance from the camera, m; by default a random one from 0.36 to 0.62. */
    distance: v.optional(v.pipe(v.number(), v.minValue(0.2), v.maxValue(2))),
    /** Which of the pose's views, from 0; by default a random one. */
    view: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.check(
    (step) => [step.gesture, step.unknown, step.empty].filter((x) => x !== undefined).length === 1,
    'needs one of gesture, unknown, empty',
  ),
);

export const scriptSchema = v.strictObject({
  seed: v.pipe(v.number(), v.integer()),
  /** How much poses and views vary, 0..1. */
  stray: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.6),
  person: v.optional(v.boolean(), true),
  /** Skin tone, 0 (lightest) to 9 (darkest); by default a random one. */
  tone: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
  /** Sensor noise in grey levels; by default a random one. Little noise makes small files. */
  noise: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(40))),
  steps: v.pipe(v.array(stepSchema), v.minLength(1)),
  /** What the other hand does at the same time. */
  second: v.optional(v.pipe(v.array(stepSchema), v.minLength(1))),
});

export type Script = v.InferOutput<typeof scriptSchema>;
export type Step = Script['steps'][number];

/** @throws Error with a sentence that names `file` and the first fault */
export function parseScript(text: string, file: string): Script {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${String(error)}`);
  }
  const result = v.safeParse(scriptSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `${file} is not a signer's script: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`,
  );
}
