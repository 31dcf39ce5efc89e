import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { logits, sigmoid } from '../../../src/learning/infer.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import {
  bceNa,
  bcenaObjective,
  type ce,
  eos,
  objectives,
} from '../../../src/learning/objectives.ts';
import type { Random } from '../../../src/learning/random.ts';
import { maxSoftmax } from '../../../src/learning/scores.ts';
import { type Batch, type TrainOptions, trainHead } from '../../../src/learning/train.ts';
import { look } from '../../../src/learning/view.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

/** Three clusters in the plane, far from the origin and of unequal spread; the third is unknown. */
const heaps = [
  { x: 300, y: 0.01, label: 0 },
  { x: 500, y: 0.01, label: 1 },
  { x: 400, y: 0.05, label: unknownLabel },
];

function draw(size: number, random: Random): Batch {
  const batch: Batch = {
    features: new Float32Array(size * 2),
    labels: new Int32Array(size),
    weights: new Float32Array(size).fill(1),
  };
  for (let i = 0; i < size; i++) {
    const heap = heaps[random.below(3)]!;
    batch.features[i * 2] = heap.x + 20 * random.normal();
    batch.features[i * 2 + 1] = heap.y + 0.002 * random.normal();
    batch.labels[i] = heap.label;
  }
  return batch;
}

const options: TrainOptions = {
  featureCount: 2,
  gestureCount: 2,
  draw,
  seed: 7,
  hidden: [16, 8],
  batchSize: 32,
  batches: 150,
  learningRate: 0.01,
  weightDecay: 0.01,
  dropout: 0.1,
  labelSmoothing: 0.02,
};

const scores = (head: Awaited<ReturnType<typeof trainHead>>, x: number, y: number) =>
  Array.from(logits(head, [x, y]), sigmoid);

describe('a trained head', () => {
  it('names known samples and gives unknown ones low scores', async () => {
    const head = await trainHead(options);
    const [first, second, unknown] = heaps.map(({ x, y }) => scores(head, x, y));
    expect(first![0]).toBeGreaterThan(0.8);
    expect(first![1]).toBeLessThan(0.2);
    expect(second![1]).toBeGreaterThan(0.8);
    expect(second![0]).toBeLessThan(0.2);
    expect(Math.max(...unknown!)).toBeLessThan(0.3);
  });

  it('is the same for the same seed and differs for another seed', async () => {
    const short = { ...options, batches: 20 };
    const [once, again] = [await trainHead(short), await trainHead(short)];
    expect(once).toEqual(again);
    expect(await trainHead({ ...short, seed: 8 })).not.toEqual(once);
  });
});

describe('a head trained with another objective', () => {
  const surest = (
    head: Awaited<ReturnType<typeof trainHead>>,
    objective: typeof ce,
    heap: number,
  ) => {
    const { x, y } = heaps[heap]!;
    return maxSoftmax(look(head, [x, y], { objective, gestureCount: 2 }));
  };

  it.each(objectives)('has the number of outputs of $name', async (objective) => {
    const head = await trainHead({ ...options, objective, batches: 2 });
    expect(head.at(-1)!.outputs).toBe(objective.outputCount(2));
  });

  it('learns to call an unknown sample na with BCE + na', async () => {
    const head = await trainHead({ ...options, objective: bceNa });
    const [known, , unknown] = heaps.map(({ x, y }) =>
      look(head, [x, y], { objective: bceNa, gestureCount: 2 }),
    );
    expect(known!.logits[0]).toBeGreaterThan(known!.na!);
    expect(unknown!.na).toBeGreaterThan(Math.max(...unknown!.logits));
  });

  it('is less certain of an unknown sample with the entropic open-set loss', async () => {
    const head = await trainHead({ ...options, objective: eos });
    expect(surest(head, eos, 0)).toBeGreaterThan(0.8);
    expect(surest(head, eos, 1)).toBeGreaterThan(0.8);
    expect(surest(head, eos, 2)).toBeLessThan(0.7);
  });

  it('uses BCENa if no objective is given', async () => {
    const short = { ...options, batches: 5 };
    expect(await trainHead(short)).toEqual(
      await trainHead({ ...short, objective: bcenaObjective }),
    );
  });

  it('is nearly the same whether or not products use transposed copies', async () => {
    const short = { ...options, batches: 20 };
    const [plain, transposed] = [
      await trainHead(short),
      await trainHead({ ...short, transposed: true }),
    ];
    plain.forEach((layer, i) => {
      layer.bias.forEach((value, j) => {
        expect(transposed[i]!.bias[j]).toBeCloseTo(value, 3);
      });
    });
  });

  it('does not write into the batches that it draws', async () => {
    const batches: { kept: Float32Array; features: Float32Array }[] = [];
    await trainHead({
      ...options,
      batches: 2,
      draw: (size, random) => {
        const batch = draw(size, random);
        batches.push({ kept: batch.features.slice(), features: batch.features });
        return batch;
      },
    });
    for (const { kept, features } of batches) expect(features).toEqual(kept);
  });
});

describe('training', () => {
  it('reports its progress, with a falling loss', async () => {
    const told: { batch: number; loss: number }[] = [];
    await trainHead({ ...options, onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ batch: 150, batches: 150 });
    expect(told.at(-1)!.loss).toBeLessThan(told[0]!.loss);
  });

  it('disposes of all its tensors', async () => {
    const before = memory().numTensors;
    await trainHead({ ...options, batches: 5 });
    expect(memory().numTensors).toBe(before);
  });

  it('stops on request and disposes of all its tensors', async () => {
    const before = memory().numTensors;
    const stop = new AbortController();
    const training = trainHead({
      ...options,
      batches: 1000,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(training).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});
