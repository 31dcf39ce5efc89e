import { describe, expect, it } from 'vitest';
import { logits, sigmoid } from '../../../src/learning/infer.ts';
import { createRandom } from '../../../src/learning/random.ts';
import type { Layer } from '../../../src/learning/train.ts';

const random = createRandom(1);
const layer = (inputs: number, outputs: number): Layer => ({
  inputs,
  outputs,
  weights: Float32Array.from({ length: inputs * outputs }, () => random.normal()),
  bias: Float32Array.from({ length: outputs }, () => random.normal()),
});

/** The same, computed straightforwardly. */
function slowly(head: readonly Layer[], features: readonly number[]): number[] {
  return head.reduce<number[]>(
    (values, { inputs, outputs, weights, bias }, index) =>
      Array.from({ length: outputs }, (_, j) => {
        let sum = bias[j]!;
        for (let i = 0; i < inputs; i++) sum += values[i]! * weights[i * outputs + j]!;
        return index < head.length - 1 ? Math.max(0, sum) : sum;
      }),
    [...features],
  );
}

describe('a head', () => {
  it.each([1, 2, 3, 4, 5, 7, 8])('with %i inputs computes the right logits', (inputs) => {
    const head = [layer(inputs, 6), layer(6, 3)];
    const features = Array.from({ length: inputs }, () => random.normal());
    const expected = slowly(head, features);
    logits(head, features).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 4);
    });
  });

  it('does not change its weights', () => {
    const head = [layer(5, 4)];
    const before = head.map(({ bias }) => [...bias]);
    logits(head, [1, 2, 3, 4, 5]);
    expect(head.map(({ bias }) => [...bias])).toEqual(before);
  });
});

it('the sigmoid is between 0 and 1', () => {
  expect([-1000, 0, 1000].map(sigmoid)).toEqual([0, 0.5, 1]);
});
