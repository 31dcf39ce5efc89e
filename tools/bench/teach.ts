/**
 * Measures how long teaching takes: five new gestures of thirty samples beside the shipped ones,
 * including the trainings that hold samples out and the report, on WASM with one thread; in Node,
 * and in the extension's own training worker in a real Chromium.
 */
import { readTeachingBank } from '../../src/teaching/bank.ts';
import type { FromTraining } from '../../src/teaching/messages.ts';
import { teach } from '../../src/teaching/teach.ts';
import type { TeachingProgress, TeachingTask } from '../../src/teaching/types.ts';
import { readBank } from '../lab/bank/bank.ts';
import { shippedTeachingBank, usableHands } from '../lab/bank/teaching-bank.ts';
import { sampleOf } from '../lab/evaluate-teach/people.ts';
import { vocabularyIds } from '../lab/shapes.ts';
import { launch } from '../lib/browsers/chromium.ts';
import { startNodeBackend } from '../lib/recognizer/node-engine.ts';

const gestures = ['letter-L', 'letter-W', 'letter-R', 'letter-X', 'letter-K'];
const samples = 30;
const nothings = 30;

type Stage = TeachingProgress['stage'];

/** Hands of the rendered signer as samples, and idle hands as the user's own "nothing". */
function benchTask(seed: number): TeachingTask {
  const hands = usableHands(
    readBank().filter(({ source }) => /^rendered-letters$|^hagrid-landmarks$/.test(source)),
  );
  const some = (shape: string, count: number) =>
    hands.filter((hand) => hand.shape === shape).slice(0, count);
  return {
    gestures: gestures.map((shape) => ({
      key: `my-gestures:${shape}`,
      name: shape,
      samples: some(shape, samples).map(sampleOf),
    })),
    unknowns: some('idle', nothings).map((hand, i) => ({
      ...sampleOf(hand, i),
      origin: 'nothing',
    })),
    vocabularies: vocabularyIds,
    seed,
  };
}

export interface TeachRows {
  /** ms of each part in Node, by row. */
  node: Record<string, number[]>;
  /** ms from the worker's start to the result in Chromium. */
  chromium: Record<string, number[]>;
}

async function nodeRows(rounds: number): Promise<Record<string, number[]>> {
  await startNodeBackend();
  const bank = readTeachingBank(shippedTeachingBank());
  const rows = {
    'all of it': [] as number[],
    'trainings that hold samples out': [] as number[],
    'last training': [] as number[],
  };
  for (let round = 0; round < rounds; round++) {
    const ends = new Map<Stage, number>();
    const start = performance.now();
    await teach(benchTask(round), bank, {
      onProgress: ({ stage }) => ends.set(stage, performance.now()),
    });
    const end = performance.now();
    const checked = ends.get('checking') ?? start;
    rows['all of it'].push(end - start);
    rows['trainings that hold samples out'].push(checked - start);
    rows['last training'].push((ends.get('training') ?? end) - checked);
  }
  return rows;
}

/** @param extension folder of the build */
async function chromiumRows(extension: string, rounds: number): Promise<Record<string, number[]>> {
  const browser = await launch({ extension, camera: 'none', headless: true });
  const rows = {
    'all of it, in the worker': [] as number[],
    'from starting the worker to its result': [] as number[],
  };
  try {
    const page = await browser.desk();
    for (let round = 0; round < rounds; round++) {
      const { inside, outside } = await page.evaluate(
        (base, task) =>
          new Promise<{ inside: number; outside: number }>((resolve, reject) => {
            const start = performance.now();
            const worker = new Worker('teaching-worker.js', { type: 'module' });
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.onmessage = ({ data }: MessageEvent<FromTraining>) => {
              if (data.type === 'failed') reject(new Error(data.problem.detail));
              if (data.type !== 'done') return;
              worker.terminate();
              resolve({ inside: data.result.ms, outside: performance.now() - start });
            };
            worker.postMessage({ type: 'train', base, task });
          }),
        browser.origin,
        benchTask(round),
      );
      rows['all of it, in the worker'].push(inside);
      rows['from starting the worker to its result'].push(outside);
    }
  } finally {
    await browser.dispose();
  }
  return rows;
}

/** @param extension folder of the build */
export async function teachRows(extension: string, rounds: number): Promise<TeachRows> {
  return { node: await nodeRows(rounds), chromium: await chromiumRows(extension, rounds) };
}
