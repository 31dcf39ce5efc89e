/**
 * Score streams: the input of gate and composer, frame by frame, in a small file. With it they can be
 * tested on a recording without a browser, a model or the recording itself.
 */
import * as v from 'valibot';
import type { Hand } from '../../src/recognizer/hand.ts';
import type { Recognition } from '../../src/recognizer/recognition.ts';
import type { Recognizer } from '../../src/recognizer/recognizer.ts';
import type { GateInput } from '../../src/recognizer/signs/gate-types.ts';
import type { FrameSize } from '../../src/recognizer/signs/intent-features.ts';

const numbers = v.array(v.pipe(v.number(), v.finite()));

const ScoredHand = v.object({
  /** x and y of each of the 21 landmarks in order, source pixels, to a tenth. */
  points: v.pipe(numbers, v.length(42)),
  presence: v.number(),
  left: v.boolean(),
  /** Final scores of 0.01 or more, to a thousandth. */
  scores: v.record(v.string(), v.number()),
  gesture: v.nullable(v.string()),
  /** The frame does not show it clearly; the gate gets no scores of it. */
  unclear: v.optional(v.boolean()),
});

/** The file: the size of the pictures, and time and hands of each frame that was processed. */
export const ScoreStream = v.object({
  vocabulary: v.string(),
  dwellMs: v.number(),
  picture: v.object({ width: v.number(), height: v.number() }),
  /** Time in ms. Includes frames without hands, because time passes in them too. */
  frames: v.array(v.object({ t: v.number(), hands: v.array(ScoredHand) })),
});
export type ScoreStream = v.InferOutput<typeof ScoreStream>;

const tenth = (value: number): number => Math.round(value * 10) / 10;
const thousandth = (value: number): number => Math.round(value * 1000) / 1000;

function scored(recognition: Recognition): ScoreStream['frames'][number] {
  return {
    t: Math.round(recognition.timestamp),
    hands: recognition.hands.map((hand, i) => {
      const { scores = {}, gesture = null } = recognition.classifications[i] ?? {};
      const kept = Object.entries(scores).filter(([, score]) => score >= 0.01);
      return {
        points: hand.landmarks.flatMap(([x, y]) => [tenth(x), tenth(y)]),
        presence: thousandth(hand.presence),
        left: hand.handedness === 'Left',
        scores: Object.fromEntries(kept.map(([id, score]) => [id, thousandth(score)])),
        gesture,
        unclear: recognition.unclear.includes(hand) || undefined,
      };
    }),
  };
}

/** Wraps a recognizer so that it records one stream's results; `stream` is null before the first frame. */
export function recordScores(recognizer: Recognizer): {
  recognizer: Recognizer;
  readonly stream: ScoreStream | null;
} {
  let stream: ScoreStream | null = null;
  return {
    get stream() {
      return stream;
    },
    recognizer: {
      async open(options) {
        const opened = await recognizer.open(options);
        const { push } = opened;
        return Object.assign(Object.create(opened) as typeof opened, {
          async push(frame: Parameters<typeof push>[0]) {
            const recognition = await push(frame);
            stream ??= {
              vocabulary: options.vocabulary,
              dwellMs: options.dwellMs,
              picture: { width: frame.sourceWidth, height: frame.sourceHeight },
              frames: [],
            };
            if (recognition) stream.frames.push(scored(recognition));
            return recognition;
          },
        });
      },
    },
  };
}

/** One line per frame, so that differences between two recordings stay readable. */
export function formatScores({ frames, ...head }: ScoreStream): string {
  const lines = frames.map((frame) => JSON.stringify(frame)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"frames":[\n${lines}\n]}\n`;
}

/** @throws ValiError or SyntaxError if the text is not a score stream. */
export function readScores(text: string): ScoreStream {
  return v.parse(ScoreStream, JSON.parse(text));
}

/** The frames as input of the gate. */
export function* gateInputs({
  frames,
  picture,
}: ScoreStream): Generator<GateInput & { frameSize: FrameSize }> {
  for (const { t, hands } of frames) {
    const all = hands.map(({ points, presence, left, ...judged }) => ({
      hand: handOf(points, presence, left),
      ...judged,
    }));
    yield {
      timestamp: t,
      frameSize: picture,
      hands: all.flatMap(({ hand, scores, gesture, unclear }) =>
        unclear ? [] : [{ hand, classification: { scores, gesture } }],
      ),
      unclear: all.flatMap(({ hand, unclear }) => (unclear ? [hand] : [])),
    };
  }
}

function handOf(points: readonly number[], presence: number, left: boolean): Hand {
  return {
    landmarks: Array.from({ length: points.length / 2 }, (_, i) => [
      points[i * 2] ?? 0,
      points[i * 2 + 1] ?? 0,
      0,
    ]),
    handedness: left ? 'Left' : 'Right',
    leftness: left ? 1 : 0,
    presence,
  };
}
