import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logits } from '../../../src/learning/infer.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import type { Progress } from '../../../src/learning/optimise.ts';
import { createRandom } from '../../../src/learning/random.ts';
import {
  serveTraining,
  type TrainingPort,
  type TrainingTask,
  trainThrough,
} from '../../../src/learning/training-messages.ts';

/** One gesture near x = 3, unknown samples near x = -3. */
function createTask(): TrainingTask {
  const random = createRandom(1);
  const labels = Int32Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0 : unknownLabel));
  return {
    features: Float32Array.from(labels, (label) => (label === 0 ? 3 : -3) + random.normal()),
    labels,
    featureCount: 1,
    gestureCount: 1,
    objective: 'BCENa',
    seed: 5,
    hidden: [8],
    batchSize: 16,
    batches: 100,
    learningRate: 0.02,
    weightDecay: 0,
    dropout: 0,
    labelSmoothing: 0,
  };
}

let channel: MessageChannel;
let close: () => void;
/** The two ends are connected by real ports, with structured clone and event loop. */
const near = (): TrainingPort => channel.port1 as unknown as TrainingPort;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});
beforeEach(() => {
  channel = new MessageChannel();
  channel.port1.start();
  channel.port2.start();
  close = serveTraining(channel.port2 as unknown as TrainingPort, pause);
});
afterEach(() => {
  close();
  channel.port1.close();
});

describe('training through a port', () => {
  it('gives a trained head and reports its progress', async () => {
    const told: Progress[] = [];
    const head = await trainThrough(near(), createTask(), {
      onProgress: (progress) => told.push(progress),
    });
    expect(logits(head, [3])[0]).toBeGreaterThan(0);
    expect(logits(head, [-3])[0]).toBeLessThan(0);
    expect(told.map(({ batch }) => batch)).toEqual([50, 100]);
  });

  it('gives the same head for the same task', async () => {
    const once = await trainThrough(near(), createTask());
    expect(await trainThrough(near(), createTask())).toEqual(once);
  });

  it('stops on request and disposes of its tensors', async () => {
    const before = memory().numTensors;
    const stop = new AbortController();
    const told: number[] = [];
    const training = trainThrough(
      near(),
      { ...createTask(), batches: 1_000_000 },
      {
        signal: stop.signal,
        onProgress: ({ batch }) => {
          told.push(batch);
          stop.abort();
        },
      },
    );
    await expect(training).rejects.toThrow('stopped');
    expect(told[0]).toBe(50);
    expect(memory().numTensors).toBe(before);
  });

  it('does not begin if it was stopped before', async () => {
    const training = trainThrough(
      near(),
      { ...createTask(), batches: 1_000_000 },
      { signal: AbortSignal.abort() },
    );
    await expect(training).rejects.toThrow('stopped');
  });

  it('fails with the reason if a label is not a gesture', async () => {
    const task = createTask();
    task.labels[3] = 7;
    await expect(trainThrough(near(), task)).rejects.toThrow('Label 7 is not the index');
  });

  it('refuses a message that is not a task', async () => {
    const task = { ...createTask(), objective: 'hinge' };
    await expect(trainThrough(near(), task)).rejects.toThrow('not a training request');
  });
});
