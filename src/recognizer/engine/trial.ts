/**
 * The self-test of a backend: it runs the two small hand models on a fixed drawing. Together they
 * use every operation of the four models.
 */
import { conv2d, ones, type Tensor3D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Frame } from '../frame.ts';
import { type HandModel, type LoadModelFiles, loadHandModel } from '../hands/model.ts';
import { median } from './guard.ts';
import { referenceNumbers } from './reference.ts';
import type { Trial } from './select.ts';
import type { TrialNumbers } from './trial-numbers.ts';

/** Largest allowed difference: 1 for landmarks (pixels of 224), less for smaller numbers. */
const allowed = { landmarks: 1, presence: 0.02, boxes: 1, scores: 0.2 } as const satisfies Record<
  keyof TrialNumbers,
  number
>;
/**
 * How many runs are timed: at least `least`, and up to `most` within `ms`. The first ones are slower:
 * browsers are still compiling WASM, on the core that a second thread needs. The median counts, not
 * the fastest run: on a busy machine two threads wait for each other and are slower than one except
 * in a few runs.
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

/** Largest difference from the reference, as a multiple of what is allowed; Infinity for NaN. */
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

/** Every n-th value: enough to notice wrong ones, few enough to be stored in the source. */
const everyNth = (values: Float32Array, n: number) =>
  Array.from(values.filter((_, i) => i % n === 0));

/** How long the probe may take, ms: a GPU takes a few, one emulated on the CPU some hundred. */
const probeMs = 100;

/**
 * Runs one small convolution and rejects when it is slow: a shader's compilation and run cannot be
 * interrupted, so a software GPU would block for many seconds once it began with the models.
 */
export async function probe(clock: () => number): Promise<void> {
  const run = async () => {
    const result = tidy(() => {
      const image: Tensor3D = ones([56, 56, 32]);
      const filter: Tensor4D = ones([3, 3, 32, 32]);
      return conv2d(image, filter, 1, 'same');
    });
    await result.data();
    result.dispose();
  };
  // The first run compiles the shader.
  await run();
  const start = clock();
  await run();
  const ms = clock() - start;
  if (ms > probeMs) throw new Error(`one convolution takes ${Math.round(ms)} ms`);
}

/** Runs the trial on the current tfjs backend. Rejects when a model does not load or run. */
export async function runTrial(options: {
  load: LoadModelFiles;
  clock: () => number;
  /** Compute the numbers only, without timed runs. */
  untimed?: boolean;
}): Promise<Trial & { numbers: TrialNumbers }> {
  const { load, clock, untimed = false } = options;
  const frame = trialFrame();
  const square = { cx: side / 2, cy: side / 2, size: side, rotation: 0 };
  const models: HandModel[] = [];
  const run = async () => {
    const [palm, landmark] = models as [HandModel, HandModel];
    const [boxes, scores] = await palm.run(frame, square, 'black');
    const [landmarks, presence] = await landmark.run(frame, square, 'black');
    return {
      boxes: everyNth(boxes!, 1009),
      scores: everyNth(scores!, 63),
      landmarks: everyNth(landmarks!, 1),
      presence: everyNth(presence!, 1),
    };
  };
  try {
    for (const name of ['palm-lite', 'landmark-lite'] as const) {
      models.push(await loadHandModel(name, await load(name)));
    }
    const numbers = await run();
    const error = trialError(numbers);
    const ms = untimed || error > 1 ? Infinity : await medianTime(run, clock);
    return { numbers, error, ms };
  } finally {
    for (const model of models) model.dispose();
  }
}

/** The median time of several runs, ms. */
async function medianTime(run: () => Promise<unknown>, clock: () => number): Promise<number> {
  const times: number[] = [];
  const begin = clock();
  while (times.length < runs.most) {
    const start = clock();
    if (times.length >= runs.least && start - begin > runs.ms) break;
    await run();
    times.push(clock() - start);
  }
  return median(times);
}

/**
 * How long one run of the full landmark model takes on the current tfjs backend, ms. Rejects when
 * the model does not load or run.
 */
export async function timeLandmarks(options: {
  load: LoadModelFiles;
  clock: () => number;
}): Promise<number> {
  const { load, clock } = options;
  const model = await loadHandModel('landmark-full', await load('landmark-full'));
  const frame = trialFrame();
  const square = { cx: side / 2, cy: side / 2, size: side, rotation: 0 };
  const run = () => model.run(frame, square, 'replicate');
  try {
    // The first run uploads the weights.
    await run();
    return await medianTime(run, clock);
  } finally {
    model.dispose();
  }
}
