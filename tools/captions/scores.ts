/**
 * Score streams: what gate and composer are given, frame by frame, kept as a small file, so that
 * they can be tested on a recording without a browser, a model or the recording itself.
 */
import * as v from 'valibot';
import type { Hand } from '../../src/recognizer/hand.ts';
import type { Recognition } from '../../src/recognizer/recognition.ts';
import type { Recognizer } from '../../src/recognizer/recognizer.ts';
import type { GateInput } from '../../src/recognizer/signs/gate.ts';
import type { PictureSize } from '../../src/recognizer/signs/intent-features.ts';

const numbers = v.array(v.pipe(v.number(), v.finite()));

const ScoredHand = v.object({
  /** x and y of the 21 landmarks in turn, source pixels, to a tenth. */
  points: v.pipe(numbers, v.length(42)),
  presence: v.number(),
  left: v.boolean(),
  /** Final scores of 0.01 or more, to a thousandth. */
  scores: v.record(v.string(), v.number()),
  gesture: v.nullable(v.string()),
});

/** The file: one picture size, and for each frame that was looked at its time and its hands. */
export const ScoreStream = v.object({
  vocabulary: v.string(),
  dwellMs: v.number(),
  picture: v.object({ width: v.number(), height: v.number() }),
  /** Time in ms. Frames without hands stand in it too: time goes by in them. */
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
      const told = Object.entries(scores).filter(([, score]) => score >= 0.01);
      return {
        points: hand.landmarks.flatMap(([x, y]) => [tenth(x), tenth(y)]),
        presence: thousandth(hand.presence),
        left: hand.handedness === 'Left',
        scores: Object.fromEntries(told.map(([id, score]) => [id, thousandth(score)])),
        gesture,
      };
    }),
  };
}

/** A recognizer that also keeps what it told of one stream; `stream` is null before its first frame. */
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

/** A line a frame: differences between two recordings stay readable. */
export function formatScores({ frames, ...head }: ScoreStream): string {
  const lines = frames.map((frame) => JSON.stringify(frame)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"frames":[\n${lines}\n]}\n`;
}

/** @throws when the text is no score stream. */
export function readScores(text: string): ScoreStream {
  return v.parse(ScoreStream, JSON.parse(text));
}

/** The frames as the gate takes them. */
export function* gateInputs({
  frames,
  picture,
}: ScoreStream): Generator<GateInput & { picture: PictureSize }> {
  for (const { t, hands } of frames) {
    yield {
      timestamp: t,
      picture,
      hands: hands.map(({ points, presence, left, scores, gesture }) => ({
        hand: handOf(points, presence, left),
        classification: { scores, gesture },
      })),
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
