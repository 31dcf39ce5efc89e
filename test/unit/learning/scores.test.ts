import { describe, expect, it } from 'vitest';
import {
  committeeMeans,
  committeeScore,
  energy,
  maxLogit,
  maxSigmoid,
  maxSoftmax,
  softmaxOf,
} from '../../../src/learning/scores.ts';
import type { View } from '../../../src/learning/view.ts';

const view = (logits: number[], na: number | null = null): View => ({
  logits: Float32Array.from(logits),
  na,
  features: new Float32Array(0),
});
const ln = Math.log;

describe('the greatest softmax', () => {
  it('is the greatest share of the total', () => {
    expect(maxSoftmax(view([0, ln(3)]))).toBeCloseTo(3 / 4, 6);
  });

  it('gives an output na its share but does not count it as a gesture', () => {
    expect(maxSoftmax(view([0, ln(3)], ln(4)))).toBeCloseTo(3 / 8, 6);
    expect(softmaxOf(view([0, ln(3)], ln(4)))).toHaveLength(2);
  });

  it('stays finite for logits of any size', () => {
    expect(maxSoftmax(view([900, 0]))).toBeCloseTo(1, 6);
    expect(maxSoftmax(view([-900, -900]))).toBeCloseTo(1 / 2, 6);
  });
});

it('the greatest logit and the greatest sigmoid use only the gestures', () => {
  expect(maxLogit(view([-1, 2.5], 7))).toBe(2.5);
  expect(maxSigmoid(view([ln(1 / 4), ln(3)], 7))).toBeCloseTo(3 / 4, 6);
});

describe('the energy', () => {
  it('is the logarithm of the sum of exponents', () => {
    expect(energy()(view([ln(2), ln(3), ln(5)]))).toBeCloseTo(ln(10), 6);
  });

  it('takes a temperature', () => {
    // T = 2: 2 ln(√4 + √9) = 2 ln 5.
    expect(energy(2)(view([ln(4), ln(9)]))).toBeCloseTo(2 * ln(5), 5);
  });

  it('stays finite for logits of any size', () => {
    expect(energy()(view([1000, 1000]))).toBeCloseTo(1000 + ln(2), 3);
  });
});

describe('a committee', () => {
  const member = (logits: number[]) => view(logits);
  const seen: View = {
    ...view([9, 9]),
    committee: [member([0, ln(3)]), member([0, -ln(3)])],
  };

  it("has the mean of its members' scores, not the score of their mean", () => {
    // Softmax (1/4, 3/4) and (3/4, 1/4); sigmoid (1/2, 3/4) and (1/2, 1/4).
    expect(committeeScore('softmax')(seen)).toBeCloseTo(1 / 2, 6);
    const means = committeeMeans(seen, 'sigmoid');
    expect(means[0]).toBeCloseTo(1 / 2, 6);
    expect(means[1]).toBeCloseTo(1 / 2, 6);
  });

  it('scores higher if its members agree', () => {
    const agreeing: View = { ...seen, committee: [member([0, ln(3)]), member([0, ln(3)])] };
    expect(committeeScore('softmax')(agreeing)).toBeGreaterThan(committeeScore('softmax')(seen));
  });

  it('is required, else an error is thrown', () => {
    expect(() => committeeScore('softmax')(view([0, 1]))).toThrow(RangeError);
  });
});
