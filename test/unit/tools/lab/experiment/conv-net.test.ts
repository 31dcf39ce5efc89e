import '@tensorflow/tfjs-backend-cpu';
import {
  conv2d,
  memory,
  mul,
  pad,
  ready,
  relu,
  setBackend,
  sum,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bcenaObjective } from '../../../../../src/learning/objectives.ts';
import { type Batch, optimise } from '../../../../../src/learning/optimise.ts';
import { createRandom, type Random } from '../../../../../src/learning/random.ts';
import { look } from '../../../../../src/learning/view.ts';
import {
  type ConvOptions,
  createConvNetwork,
} from '../../../../../tools/lab/experiment/conv-net.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const options: ConvOptions = {
  size: 6,
  channels: 2,
  filters: [3, 4],
  window: 3,
  hidden: 5,
  outputs: 2,
  dropout: 0,
};
const border: [number, number][] = [
  [0, 0],
  [1, 1],
  [1, 1],
  [0, 0],
];
const picturesOf = (count: number, random: Random) =>
  Float32Array.from({ length: count * 6 * 6 * 2 }, () => random.normal());

describe('the network for pictures', () => {
  it('convolves like tfjs', () => {
    const random = createRandom(2);
    const network = createConvNetwork({ ...options, filters: [3] }, random);
    const picture = picturesOf(1, random);
    const filter = tensor4d(network.parameters[0]!.value.dataSync<'float32'>(), [3, 3, 2, 3]);
    // tfjs pads an even size on the far side only; here the middle of each window is at an even position.
    const expected = tidy(() =>
      relu(conv2d(pad(tensor4d(picture, [1, 6, 6, 2]), border), filter, 2, 'valid')).dataSync(),
    );
    const [seen] = network.convolved(picture, 1);
    expect(seen).toHaveLength(27);
    seen!.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 4);
    });
    network.dispose();
  });

  it('has gradients that agree with finite differences', () => {
    const random = createRandom(3);
    const network = createConvNetwork(options, random);
    const pictures = picturesOf(2, random);
    const pull = tensor2d([0.3, -1, 0.7, 0.2], [2, 2]);
    const value = () =>
      tidy(() => sum(mul(network.forward(pictures, 2, random).logits, pull)).dataSync()[0]!);
    const slopes = tidy(() =>
      network
        .forward(pictures, 2, random)
        .backward(pull)
        .map((slope) => slope.dataSync<'float32'>().slice()),
    );
    expect(slopes).toHaveLength(network.parameters.length);
    const small = 1e-2;
    network.parameters.forEach((parameter, p) => {
      const values = parameter.value.dataSync<'float32'>().slice();
      expect(slopes[p]).toHaveLength(values.length);
      for (const at of [0, Math.floor(values.length / 2), values.length - 1]) {
        const moved = (by: number) => {
          const copy = values.slice();
          copy[at] = copy[at]! + by;
          tidy(() =>
            parameter.value.assign(tensor2d(copy, parameter.value.shape as [number, number])),
          );
          return value();
        };
        const slope = (moved(small) - moved(-small)) / (2 * small);
        moved(0);
        expect(slopes[p]![at]).toBeCloseTo(slope, 1);
      }
    });
    network.dispose();
    pull.dispose();
  });

  it("learns light from dark with the hands' optimiser and disposes of its tensors", async () => {
    const before = memory().numTensors;
    const random = createRandom(4);
    const network = createConvNetwork(options, random);
    const draw = (size: number, source: Random): Batch => {
      const labels = Int32Array.from({ length: size }, () => source.below(2));
      const features = picturesOf(size, source).map(
        (value, i) => value + 2 * labels[Math.floor(i / 72)]!,
      );
      return { features, labels, weights: new Float32Array(size).fill(1) };
    };
    await optimise(
      {
        objective: bcenaObjective,
        gestureCount: 2,
        draw,
        batchSize: 16,
        batches: 60,
        learningRate: 0.02,
        weightDecay: 0,
        labelSmoothing: 0,
      },
      network,
      random,
    );
    const head = await network.exportHead();
    const { features, labels } = draw(40, random);
    const right = network.convolved(features, 40).filter((seen, i) => {
      const { logits } = look(head, seen, { objective: bcenaObjective, gestureCount: 2 });
      return (logits[1]! > logits[0]! ? 1 : 0) === labels[i];
    });
    expect(right.length).toBeGreaterThan(36);
    network.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
