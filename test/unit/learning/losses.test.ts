import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bcena, type LossAndGradient, softmaxCrossEntropy } from '../../../src/learning/losses.ts';

type Loss = (logits: Tensor2D, targets: Tensor2D, weights: Tensor2D) => LossAndGradient;

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

async function lossOf(loss: Loss, logits: number[][], targets: number[][], weights: number[]) {
  const inputs = [
    tensor2d(logits),
    tensor2d(targets),
    tensor2d(weights, [weights.length, 1]),
  ] as const;
  const { value, gradient } = loss(...inputs);
  const result = { value: (await value.data())[0]!, gradient: [...(await gradient.data())] };
  for (const tensor of [...inputs, value, gradient]) tensor.dispose();
  return result;
}

const close = (actual: readonly number[], expected: readonly number[], digits = 5) => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, digits);
  });
};

describe('BCENa', () => {
  it('has the value and the gradient computed by hand', async () => {
    // Known sample of gesture 0 with logits (0, ln 3): σ = (1/2, 3/4);
    // loss = ln 2 + ln 4 = 3 ln 2; gradient (σ - t)/2 = (-1/4, 3/8).
    // Unknown sample with logits (-ln 3, 0): σ = (1/4, 1/2);
    // loss = ln(4/3) + ln 2; gradient σ/2 = (1/8, 1/4).
    const { value, gradient } = await lossOf(
      bcena,
      [
        [0, Math.log(3)],
        [-Math.log(3), 0],
      ],
      [
        [1, 0],
        [0, 0],
      ],
      [1, 1],
    );
    expect(value).toBeCloseTo((3 * Math.log(2) + Math.log(4 / 3) + Math.log(2)) / 2, 5);
    close(gradient, [-1 / 4, 3 / 8, 1 / 8, 1 / 4]);
  });

  it('pushes every gesture down for an unknown sample, and none up', async () => {
    const { gradient } = await lossOf(bcena, [[2, -1, 0.3]], [[0, 0, 0]], [1]);
    expect(gradient.every((value) => value > 0)).toBe(true);
  });

  it('stays finite for logits of any size', async () => {
    const { value, gradient } = await lossOf(bcena, [[500, -500]], [[0, 1]], [1]);
    expect(value).toBeCloseTo(1000, 1);
    expect(gradient).toEqual([1, -1]);
  });
});

describe('softmax cross-entropy', () => {
  it('has the value and the gradient computed by hand', async () => {
    // Logits (0, ln 3): p = (1/4, 3/4). Target (1, 0): loss ln 4, gradient (p - t)/2 = (-3/8, 3/8).
    // Target (1/2, 1/2): loss (ln 4 + ln 4/3)/2, gradient (-1/8, 1/8).
    const row = [0, Math.log(3)];
    const { value, gradient } = await lossOf(
      softmaxCrossEntropy,
      [row, row],
      [
        [1, 0],
        [0.5, 0.5],
      ],
      [1, 1],
    );
    expect(value).toBeCloseTo((Math.log(4) + (Math.log(4) + Math.log(4 / 3)) / 2) / 2, 5);
    close(gradient, [-3 / 8, 3 / 8, -1 / 8, 1 / 8]);
  });

  it('gives a zero row neither loss nor gradient', async () => {
    const { value, gradient } = await lossOf(softmaxCrossEntropy, [[3, -1]], [[0, 0]], [1]);
    expect(value).toBeCloseTo(0, 12);
    close(gradient, [0, 0], 12);
  });

  it('does not change if the same value is added to all logits', async () => {
    const low = await lossOf(softmaxCrossEntropy, [[1, 2, 4]], [[0, 1, 0]], [1]);
    const high = await lossOf(softmaxCrossEntropy, [[101, 102, 104]], [[0, 1, 0]], [1]);
    expect(high.value).toBeCloseTo(low.value, 4);
    close(high.gradient, low.gradient);
  });

  it('stays finite for logits of any size', async () => {
    const { value, gradient } = await lossOf(softmaxCrossEntropy, [[500, -500]], [[0, 1]], [1]);
    expect(value).toBeCloseTo(1000, 1);
    close(gradient, [1, -1]);
  });
});

describe.each([
  ['BCENa', bcena],
  ['softmax cross-entropy', softmaxCrossEntropy],
])('%s', (_, loss) => {
  const logits = [
    [0.7, -1.2, 2.1],
    [-0.4, 0.9, -2.2],
    [1.1, 0.2, -0.3],
  ];
  const targets = [
    [0, 0.02, 0.95],
    [0, 0, 0],
    [1 / 3, 1 / 3, 1 / 3],
  ];
  const weights = [2, 0.5, 1];

  it('agrees with differences of its own value', async () => {
    const { gradient } = await lossOf(loss, logits, targets, weights);
    const small = 1e-2;
    for (let i = 0; i < 9; i++) {
      const moved = async (by: number) => {
        const copy = logits.map((row) => [...row]);
        copy[Math.floor(i / 3)]![i % 3]! += by;
        return (await lossOf(loss, copy, targets, weights)).value;
      };
      const slope = ((await moved(small)) - (await moved(-small))) / (2 * small);
      expect(gradient[i]).toBeCloseTo(slope, 3);
    }
  });

  it('weights samples', async () => {
    const once = await lossOf(loss, [[1, 2]], [[1, 0]], [1]);
    const thrice = await lossOf(loss, [[1, 2]], [[1, 0]], [3]);
    expect(once.value).toBeGreaterThan(0.1);
    expect(thrice.value).toBeCloseTo(3 * once.value, 5);
    expect(thrice.gradient[1]).toBeCloseTo(3 * once.gradient[1]!, 5);
  });

  it('leaves no tensors but its two results', () => {
    const inputs = [tensor2d([[1]]), tensor2d([[1]]), tensor2d([[1]])] as const;
    const before = memory().numTensors;
    const { value, gradient } = loss(...inputs);
    expect(memory().numTensors).toBe(before + 2);
    for (const tensor of [...inputs, value, gradient]) tensor.dispose();
  });
});
