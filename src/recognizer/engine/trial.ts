/**
 * The self-test of a backend: the two small hand models on a fixed drawing. Between them they run
 * every operation that the four models use.
 */
import { conv2d, ones, type Tensor3D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Frame } from '../frame.ts';
import { HandModel, type LoadModelFiles } from '../hands/model.ts';
import { median } from './guard.ts';
import { referenceNumbers } from './reference.ts';
import type { Trial } from './select.ts';
import type { TrialNumbers } from './trial-numbers.ts';

/** Largest difference that is allowed: 1 for landmarks (pixels of 224), less for smaller numbers. */
const allowed = { landmarks: 1, presence: 0.02, boxes: 1, scores: 0.2 } as const satisfies Record<
  keyof TrialNumbers,
  number
>;
/**
 * Runs that are timed: at least the first number, up to the second while there is time. The first
 * ones still warm up: browsers go on compiling WASM beside them, on the very core that a second
 * thread needs. The median counts and not the fastest: on a busy machine two threads wait for each
 * other, and are slower than one but for lucky moments.
 */
const runs = { least: 3, most: 20, ms: 300 } as const;

const side = 64;

/** A fixed drawing: a light, hand-like shape with five fingers on a dark, uneven ground. */
export function trialFrame(): Frame {
  const data = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const u = (x + 0.5) / side - 0.5;
      const v = (y + 0.5) / side - 0.7;
      const palm = Math.hypot(u, v) < 0.17;
      const angle = Math.atan2(u, -v);
      const reach = Math.hypot(u, v);
      const finger = reach < 0.55 && Math.abs(angle) < 1.1 && Math.cos(angle * 12) > 0.1;
      const arm = v > 0 && Math.abs(u) < 0.12;
      const light = palm || finger || arm ? 200 : 60;
      const shade = Math.round(light + 20 * Math.sin(9 * u + 5 * v));
      data.set([shade, Math.round(shade * 0.8), Math.round(shade * 0.7), 255], (y * side + x) * 4);
    }
  }
  return {
    timestamp: 0,
    sourceWidth: side,
    sourceHeight: side,
    region: { x: 0, y: 0, width: side, height: side },
    width: side,
    height: side,
    format: 'RGBA',
    data,
    fullRange: true,
    matrix: 'bt601',
  };
}

/** How far numbers are from the reference, as a share of what is allowed; not numbers: Infinity. */
export function trialError(
  numbers: TrialNumbers,
  reference: TrialNumbers = referenceNumbers,
): number {
  let worst = 0;
  for (const key of Object.keys(allowed) as (keyof typeof allowed)[]) {
    const expected = reference[key];
    const got = numbers[key];
    if (got.length !== expected.length) return Infinity;
    for (let i = 0; i < expected.length; i++) {
      const difference = Math.abs(got[i]! - expected[i]!) / allowed[key];
      if (!(difference <= worst)) worst = Number.isNaN(difference) ? Infinity : difference;
    }
  }
  return worst;
}

/** Every n-th value: enough to see a wrong one, few enough to be kept in the source. */
const some = (values: Float32Array, every: number) =>
  Array.from(values.filter((_, i) => i % every === 0));

/** A GPU takes a few milliseconds for the probe, one that is the CPU in disguise some hundred. */
const probeMs = 100;

/**
 * Runs one small convolution and rejects when it is slow: shaders are compiled and run in one
 * piece, so a software GPU that goes on to the models cannot be stopped for many seconds.
 */
export async function probe(clock: () => number): Promise<void> {
  const go = async () => {
    const result = tidy(() => {
      const image: Tensor3D = ones([56, 56, 32]);
      const filter: Tensor4D = ones([3, 3, 32, 32]);
      return conv2d(image, filter, 1, 'same');
    });
    await result.data();
    result.dispose();
  };
  // The first time compiles.
  await go();
  const start = clock();
  await go();
  const ms = clock() - start;
  if (ms > probeMs) throw new Error(`one convolution takes it ${Math.round(ms)} ms`);
}

/** Runs the trial on the current tfjs backend. Rejects when a model does not load or run. */
export async function runTrial(options: {
  load: LoadModelFiles;
  clock: () => number;
  /** Without timed runs: the numbers alone. */
  untimed?: boolean;
}): Promise<Trial & { numbers: TrialNumbers }> {
  const { load, clock, untimed = false } = options;
  const frame = trialFrame();
  const square = { cx: side / 2, cy: side / 2, size: side, rotation: 0 };
  const models: HandModel[] = [];
  const go = async () => {
    const [palm, landmark] = models as [HandModel, HandModel];
    const [boxes, scores] = await palm.run(frame, square, 'black');
    const [landmarks, presence] = await landmark.run(frame, square, 'black');
    return {
      boxes: some(boxes!, 1009),
      scores: some(scores!, 63),
      landmarks: some(landmarks!, 1),
      presence: some(presence!, 1),
    };
  };
  try {
    for (const name of ['palm-lite', 'landmark-lite'] as const) {
      models.push(await HandModel.load(name, await load(name)));
    }
    const numbers = await go();
    const error = trialError(numbers);
    const ms = untimed || error > 1 ? Infinity : await medianTime(go, clock);
    return { numbers, error, ms };
  } finally {
    for (const model of models) model.dispose();
  }
}

/** The median time of some runs, in ms. */
async function medianTime(go: () => Promise<unknown>, clock: () => number): Promise<number> {
  const times: number[] = [];
  const begin = clock();
  while (times.length < runs.most) {
    const start = clock();
    if (times.length >= runs.least && start - begin > runs.ms) break;
    await go();
    times.push(clock() - start);
  }
  return median(times);
}

/**
 * What the full landmark model, which follows hands, takes on the current tfjs backend, in ms.
 * Rejects when it does not load or run.
 */
export async function timeLandmarks(options: {
  load: LoadModelFiles;
  clock: () => number;
}): Promise<number> {
  const { load, clock } = options;
  const model = await HandModel.load('landmark-full', await load('landmark-full'));
  const frame = trialFrame();
  const square = { cx: side / 2, cy: side / 2, size: side, rotation: 0 };
  const go = () => model.run(frame, square, 'replicate');
  try {
    // The first run hands the weights over.
    await go();
    return await medianTime(go, clock);
  } finally {
    model.dispose();
  }
}
