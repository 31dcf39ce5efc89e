/** Measures what one frame costs in the recognizer, by what is done with it. */
import { join } from 'node:path';
import { planCut, sizeLimit } from '../../src/grab/geometry.ts';
import type { Frame } from '../../src/recognizer/frame.ts';
import { palmInput } from '../../src/recognizer/hands/palms.ts';
import { viewsOf } from '../../src/recognizer/hands/views.ts';
import type { Recognition } from '../../src/recognizer/recognition.ts';
import type { Stream } from '../../src/recognizer/recognizer.ts';
import { sampleSquare } from '../../src/recognizer/sample-square.ts';
import { picturesOf } from '../lib/media/video.ts';
import { loadNodeRecognizer } from '../lib/recognizer/node-recognizer.ts';
import { bareLandmarkModel } from './bare-model.ts';

const clips = join(import.meta.dirname, '../../test/fixtures/clips');
/** When a hand is held up in `known.mp4`, ms. */
const handAtMs = 2500;
/** How many frames do not count: the first ones compile and warm up. */
const warmUp = 10;

async function frameAt(clip: string, ms: number): Promise<Frame> {
  for await (const picture of picturesOf(join(clips, clip)))
    if (picture.timestamp >= ms)
      return picture.cut(planCut(picture.width, picture.height, null, sizeLimit));
  throw new Error(`${clip} is shorter than ${ms} ms.`);
}

/** A 640x480 frame with a hand held up. */
export const handFrame = (): Promise<Frame> => frameAt('known.mp4', handAtMs);

interface Row {
  name: string;
  stream: Stream;
  frame: Frame;
  /** Whether a frame with this result belongs to this row. */
  counts(recognition: Recognition): boolean;
  /** Media time from one push to the next, ms. */
  stepMs: number;
  times: number[];
}

/** So little that nothing moves, but the square is sampled like one that is turned. */
const barely = 1e-9;

/** Samples the palm model's input, upright as in all looks and in the general way, in turn. */
async function samplingRows(frames: number): Promise<Record<string, number[]>> {
  const frame = await frameAt('empty.mp4', 0);
  const { whole, far } = viewsOf(frame.sourceWidth, frame.sourceHeight);
  const pixels = new Float32Array(palmInput * palmInput * 3);
  const rows: Record<string, number[]> = {};
  for (let turn = 0; turn < frames + warmUp; turn++)
    for (const [name, view] of Object.entries({ whole, far }))
      for (const rotation of [0, barely]) {
        const start = performance.now();
        sampleSquare(frame, { ...view, rotation }, palmInput, pixels, 'black');
        const row = `${rotation === 0 ? 'sampling' : 'the same, in the general way:'} the ${name} view`;
        rows[row] ??= [];
        if (turn >= warmUp) rows[row].push(performance.now() - start);
      }
  return rows;
}

/**
 * Pushes the same frames repeatedly with the times of a live camera, row after row.
 * @returns ms from push to answer, by row
 */
export async function recognizerRows(frames: number): Promise<Record<string, number[]>> {
  const clock = (): number => performance.now();
  const options = { vocabulary: 'call-gestures', dwellMs: 700 };
  const full = await loadNodeRecognizer({ clock });
  const lite = await loadNodeRecognizer({ clock, landmarkModel: 'lite' });
  const hand = await handFrame();
  const empty = await frameAt('empty.mp4', 0);
  const tracked = ({ tracked, searched }: Recognition): boolean => tracked && !searched;
  const searched = ({ tracked, searched }: Recognition): boolean => searched && !tracked;
  const rows: Row[] = [
    {
      name: 'hand followed, full landmark model',
      stream: await full.open(options),
      frame: hand,
      counts: tracked,
      stepMs: 66,
      times: [],
    },
    {
      name: 'hand followed, lite landmark model',
      stream: await lite.open(options),
      frame: hand,
      counts: tracked,
      stepMs: 66,
      times: [],
    },
    {
      name: 'hands looked for, none there',
      stream: await full.open(options),
      frame: empty,
      counts: searched,
      stepMs: 600,
      times: [],
    },
    {
      name: 'still picture, not searched',
      stream: await full.open(options),
      frame: empty,
      counts: ({ tracked, searched }) => !tracked && !searched,
      stepMs: 200,
      times: [],
    },
  ];
  const runBare = await bareLandmarkModel(clock);
  const bare: number[] = [];
  const enough = frames + warmUp;
  for (let turn = 0; rows.some(({ times }) => times.length < enough); turn++) {
    // A row whose frames never do what it is named for would otherwise go on forever.
    if (turn > enough * 20) throw new Error('A benchmark row gets no frames of its kind.');
    if (bare.length < enough) bare.push(runBare());
    for (const row of rows) {
      const timestamp = turn * row.stepMs;
      const recognition = await row.stream.push({ ...row.frame, timestamp });
      if (recognition && row.counts(recognition) && row.times.length < enough)
        row.times.push(recognition.stages.total);
    }
  }
  for (const { stream } of rows) stream.dispose();
  const measured = rows.map(({ name, times }) => [name, times.slice(warmUp)] as const);
  return {
    'full landmark model alone': bare.slice(warmUp),
    ...Object.fromEntries(measured),
    ...(await samplingRows(frames)),
  };
}
