import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bcena, targetRows, UNKNOWN } from '../../../src/learning/losses.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

async function lossOf(logits: number[][], targets: Float32Array, weights: number[]) {
  const shape: [number, number] = [logits.length, logits[0]!.length];
  const inputs = [
    tensor2d(logits.flat(), shape),
    tensor2d(targets, shape),
    tensor2d(weights, [weights.length, 1]),
  ] as const;
  const { value, gradient } = bcena(...inputs);
  const result = { value: (await value.data())[0]!, gradient: [...(await gradient.data())] };
  for (const tensor of [...inputs, value, gradient]) tensor.dispose();
  return result;
}

describe('targets', () => {
  it('are one-hot for a known sample and the zero vector for an unknown one', () => {
    expect([...targetRows([1, UNKNOWN, 0], 3)]).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0]);
  });

  it('are smoothed on the known side only', () => {
    const rows = [...targetRows([1, UNKNOWN], 2, 0.1)];
    expect(rows[1]).toBeCloseTo(0.9);
    expect(rows.filter((value) => value !== rows[1])).toEqual([0, 0, 0]);
  });

  it('refuse a label that is no gesture', () => {
    expect(() => targetRows([3], 3)).toThrow(RangeError);
  });
});

describe('BCENa', () => {
  it('has the value and the gradient computed by hand', async () => {
    // Known sample of gesture 0 with logits (0, ln 3): σ = (1/2, 3/4);
    // loss = ln 2 + ln 4 = 3 ln 2; gradient (σ - t)/2 = (-1/4, 3/8).
    // Unknown sample with logits (-ln 3, 0): σ = (1/4, 1/2);
    // loss = ln(4/3) + ln 2; gradient σ/2 = (1/8, 1/4).
    const { value, gradient } = await lossOf(
      [
        [0, Math.log(3)],
        [-Math.log(3), 0],
      ],
      targetRows([0, UNKNOWN], 2),
      [1, 1],
    );
    expect(value).toBeCloseTo((3 * Math.log(2) + Math.log(4 / 3) + Math.log(2)) / 2, 5);
    [-1 / 4, 3 / 8, 1 / 8, 1 / 4].forEach((expected, i) => {
      expect(gradient[i]).toBeCloseTo(expected, 5);
    });
  });

  it('pushes every gesture down for an unknown sample, none up', async () => {
    const { gradient } = await lossOf([[2, -1, 0.3]], targetRows([UNKNOWN], 3), [1]);
    expect(gradient.every((value) => value > 0)).toBe(true);
  });

  it('agrees with differences of its own value', async () => {
    const logits = [
      [0.7, -1.2, 2.1],
      [-0.4, 0.9, -2.2],
    ];
    const targets = targetRows([2, UNKNOWN], 3, 0.05);
    const weights = [2, 0.5];
    const { gradient } = await lossOf(logits, targets, weights);
    const small = 1e-2;
    for (let i = 0; i < 6; i++) {
      const moved = async (by: number) => {
        const copy = logits.map((row) => [...row]);
        copy[Math.floor(i / 3)]![i % 3]! += by;
        return (await lossOf(copy, targets, weights)).value;
      };
      const slope = ((await moved(small)) - (await moved(-small))) / (2 * small);
      expect(gradient[i]).toBeCloseTo(slope, 3);
    }
  });

  it('weighs samples', async () => {
    const targets = targetRows([0], 2);
    const once = await lossOf([[1, 2]], targets, [1]);
    const thrice = await lossOf([[1, 2]], targets, [3]);
    expect(thrice.value).toBeCloseTo(3 * once.value, 5);
    expect(thrice.gradient[1]).toBeCloseTo(3 * once.gradient[1]!, 5);
  });

  it('stays finite for logits of any size', async () => {
    const { value, gradient } = await lossOf([[500, -500]], targetRows([1], 2), [1]);
    expect(value).toBeCloseTo(1000, 1);
    expect(gradient).toEqual([1, -1]);
  });

  it('leaves no tensor behind but its two results', () => {
    const inputs = [tensor2d([[1]]), tensor2d([[1]]), tensor2d([[1]])] as const;
    const before = memory().numTensors;
    const { value, gradient } = bcena(...inputs);
    expect(memory().numTensors).toBe(before + 2);
    for (const tensor of [...inputs, value, gradient]) tensor.dispose();
  });
});
