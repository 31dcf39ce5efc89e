import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/messaging/problems.ts';
import type { BankHand } from '../../../src/teaching/bank.ts';
import type { FromTraining, ToTraining } from '../../../src/teaching/messages.ts';
import type { TeachingRecipe } from '../../../src/teaching/recipe.ts';
import { serveTeaching } from '../../../src/teaching/serve.ts';
import { createTrainer, type TrainingWorker } from '../../../src/teaching/trainer.ts';
import type { TeachingProgress, TeachingTask } from '../../../src/teaching/types.ts';
import { bankWithout, gestureOf, quick, samplesOf } from './fake-bank.ts';

const bank = bankWithout(['letter-L']);
const task: TeachingTask = {
  gestures: [gestureOf('letter-L', samplesOf('letter-L', 12, 2))],
  unknowns: [],
  vocabularies: ['fingerspelling'],
  seed: 3,
};
const short = { ...quick, batches: 50, foldBatches: 50 };
const endless = { ...quick, foldBatches: 1e7 };

interface Line {
  worker: TrainingWorker;
  terminated: boolean;
  close(): void;
}
const lines: Line[] = [];

const noMovements = () => Promise.reject(new Error('No gesture of these tests moves.'));

/** The worker's code at the other end of a real channel. */
function startLine(recipe: TeachingRecipe, prepare: () => Promise<readonly BankHand[]>): Line {
  const { port1, port2 } = new MessageChannel();
  const serve = serveTeaching({
    post: (message) => port2.postMessage(message),
    prepare: async () => ({ bank: await prepare(), movements: noMovements }),
    pause: () => new Promise((go) => setTimeout(go)),
    clock: () => performance.now(),
    recipe,
  });
  port2.onmessage = ({ data }: MessageEvent<ToTraining>) => serve(data);
  const line: Line = {
    terminated: false,
    worker: {
      postMessage: (message) => port1.postMessage(message),
      onmessage: null,
      onerror: null,
      terminate: () => {
        line.terminated = true;
      },
    },
    close() {
      // A real worker stops when it is terminated; this one must be told to stop.
      serve({ type: 'stop' });
      port1.close();
    },
  };
  port1.onmessage = ({ data }: MessageEvent<FromTraining>) => line.worker.onmessage?.({ data });
  lines.push(line);
  return line;
}

/** A clock that the test moves on. */
function createTimers() {
  const waiting = new Map<() => void, number>();
  return {
    waiting,
    after: (ms: number, run: () => void) => {
      waiting.set(run, ms);
      return () => waiting.delete(run);
    },
  };
}

function trainerOn(
  recipe: TeachingRecipe,
  prepare = async (): Promise<readonly BankHand[]> => bank,
) {
  const timers = createTimers();
  const trainer = createTrainer({
    makeWorker: () => startLine(recipe, prepare).worker,
    base: 'chrome-extension://x/',
    after: timers.after,
  });
  return { trainer, timers };
}

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

const quiet = { onProgress: () => undefined };

describe('the trainer', () => {
  it('gives classifier, report and time, and terminates the worker', async () => {
    const { trainer } = trainerOn(short);
    const told: TeachingProgress[] = [];
    const result = await trainer.train(task, { onProgress: (progress) => told.push(progress) });
    expect(result.classifier?.gestures).toEqual(['my-gestures:letter-L']);
    expect(result.report.gestures).toHaveLength(1);
    expect(result.ms).toBeGreaterThan(0);
    expect(told[0]).toEqual({ share: 0, stage: 'loading' });
    expect(told.at(-1)).toEqual({ share: 1, stage: 'report' });
    expect(lines.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('does one training at a time, and accepts the next when it is done', async () => {
    const { trainer } = trainerOn(short);
    const first = trainer.train(task, quiet);
    await expect(trainer.train(task, quiet)).rejects.toMatchObject({ code: 'training-failed' });
    await first;
    await expect(trainer.train(task, quiet)).resolves.toBeDefined();
  });

  it('rejects with the reason when cancelled, terminates the worker and keeps no tensors', async () => {
    const before = memory().numTensors;
    const { trainer, timers } = trainerOn(endless);
    const stop = new AbortController();
    const reason = new Error('cancelled');
    const training = trainer.train(task, {
      onProgress: ({ stage }) => {
        if (stage === 'checking') stop.abort(reason);
      },
      signal: stop.signal,
    });
    await expect(training).rejects.toBe(reason);
    expect(lines[0]!.terminated).toBe(true);
    expect(timers.waiting.size).toBe(0);
    expect(memory().numTensors).toBe(before);
  });

  it('terminates a worker that does not answer within a second', async () => {
    const { trainer, timers } = trainerOn(short, () => new Promise(() => undefined));
    const stop = new AbortController();
    const training = trainer.train(task, { ...quiet, signal: stop.signal });
    stop.abort(new Error('cancelled'));
    const [[run, ms]] = [...timers.waiting] as [[() => void, number]];
    expect(ms).toBeLessThanOrEqual(1000);
    run();
    await expect(training).rejects.toThrow('cancelled');
    expect(lines[0]!.terminated).toBe(true);
  });

  it('does not begin if it was cancelled before', async () => {
    const { trainer } = trainerOn(short);
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(trainer.train(task, { ...quiet, signal })).rejects.toThrow('cancelled');
    expect(lines).toEqual([]);
  });

  it("reports a failure as a problem, with the error's own code if it has one", async () => {
    const damaged = new ProblemError('model-damaged', 'The bank is damaged.');
    const { trainer } = trainerOn(short, () => Promise.reject(damaged));
    await expect(trainer.train(task, quiet)).rejects.toMatchObject({
      code: 'model-damaged',
      message: 'The bank is damaged.',
    });
    const { trainer: other } = trainerOn(short, () => Promise.reject(new Error('no memory')));
    await expect(other.train(task, quiet)).rejects.toMatchObject({ code: 'training-failed' });
    expect(lines.every(({ terminated }) => terminated)).toBe(true);
  });

  it('reports that the worker does not start', async () => {
    const { trainer } = trainerOn(endless);
    const training = trainer.train(task, quiet);
    lines[0]!.worker.onerror?.({ message: 'no such script' });
    await expect(training).rejects.toMatchObject({ code: 'training-failed' });
  });

  it('ends the running training when disposed of, and refuses further ones', async () => {
    const { trainer } = trainerOn(endless);
    const training = trainer.train(task, quiet);
    trainer.dispose();
    await expect(training).rejects.toMatchObject({ code: 'training-failed' });
    expect(lines[0]!.terminated).toBe(true);
    await expect(trainer.train(task, quiet)).rejects.toMatchObject({ code: 'training-failed' });
  });
});
