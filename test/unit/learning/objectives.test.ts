import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../src/learning/losses.ts';
import {
  bce,
  bceNa,
  bcenaObjective,
  bcenaZeroed,
  ce,
  ceNa,
  eos,
  type Objective,
  objectives,
  outlierExposure,
} from '../../../src/learning/objectives.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

/** Value and gradient of a batch with two known gestures. */
function lossOf(objective: Objective, logits: number[][], labels: number[]) {
  const outputs = objective.outputCount(2);
  const { value, gradient } = objective.evaluate(
    tensor2d(logits),
    tensor2d(objective.targetRows(labels, 2), [labels.length, outputs]),
    tensor2d(objective.shares(labels), [labels.length, 1]),
  );
  return { value: value.dataSync()[0]!, gradient: [...gradient.dataSync()] };
}

const close = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 5);
  });
};

const rowsOf = (objective: Objective, labels: number[], smoothing = 0) =>
  Array.from(objective.targetRows(labels, 2, smoothing), (value) => Number(value.toFixed(4)));

describe('a known sample', () => {
  it('has a one-hot target at its own output, shifted by one if there is an output at index 0', () => {
    expect(rowsOf(ce, [1])).toEqual([0, 1]);
    expect(rowsOf(bceNa, [1])).toEqual([0, 1, 0]);
    expect(rowsOf(bcenaZeroed, [1])).toEqual([0, 0, 1]);
  });

  it('is smoothed over all outputs with a softmax, and only at its own output with sigmoids', () => {
    expect(rowsOf(ceNa, [0], 0.3)).toEqual([0.8, 0.1, 0.1]);
    expect(rowsOf(bcenaObjective, [0], 0.3)).toEqual([0.7, 0]);
  });

  it.each(objectives)('is refused by $name if its label is not a gesture', (objective) => {
    expect(() => objective.targetRows([2], 2)).toThrow(RangeError);
    expect(() => objective.targetRows([0.5], 2)).toThrow(RangeError);
  });
});

describe('an unknown sample', () => {
  it('has the zero vector as target with both forms of BCENa', () => {
    expect(rowsOf(bcenaObjective, [unknownLabel], 0.1)).toEqual([0, 0]);
    expect(rowsOf(bcenaZeroed, [unknownLabel], 0.1)).toEqual([0, 0, 0]);
  });

  it('counts as one more gesture if there is an output na', () => {
    expect(rowsOf(ceNa, [unknownLabel])).toEqual([0, 0, 1]);
    expect(rowsOf(bceNa, [unknownLabel])).toEqual([0, 0, 1]);
  });

  it('has a uniform target with the entropic open-set loss and outlier exposure', () => {
    expect(rowsOf(eos, [unknownLabel])).toEqual([0.5, 0.5]);
    expect(rowsOf(outlierExposure, [unknownLabel])).toEqual([0.5, 0.5]);
  });

  it.each([ce, bce])('has no effect with $name', (objective) => {
    const { value, gradient } = lossOf(objective, [[2, -3]], [unknownLabel]);
    expect(value).toBeCloseTo(0, 12);
    close(gradient, [0, 0]);
    expect(objective.ignoresUnknown).toBe(true);
  });
});

describe('the loss of a known sample and an unknown one, both with logits (0, ln 3)', () => {
  // Softmax (1/4, 3/4), sigmoid (1/2, 3/4). The known one is gesture 0.
  const logits = [
    [0, Math.log(3)],
    [0, Math.log(3)],
  ];
  const labels = [0, unknownLabel];
  const uniform = (Math.log(4) + Math.log(4 / 3)) / 2;

  it('is that of the known one with CE', () => {
    const { value, gradient } = lossOf(ce, logits, labels);
    expect(value).toBeCloseTo(Math.log(4) / 2, 5);
    close(gradient, [-3 / 8, 3 / 8, 0, 0]);
  });

  it('is that of the known one with BCE', () => {
    const { value, gradient } = lossOf(bce, logits, labels);
    expect(value).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 5);
    close(gradient, [-1 / 4, 3 / 8, 0, 0]);
  });

  it('is that of both with BCENa', () => {
    const { value, gradient } = lossOf(bcenaObjective, logits, labels);
    expect(value).toBeCloseTo(Math.log(2) + Math.log(4), 5);
    close(gradient, [-1 / 4, 3 / 8, 1 / 4, 3 / 8]);
  });

  it('asks for a uniform softmax of the unknown one with the entropic open-set loss', () => {
    const { value, gradient } = lossOf(eos, logits, labels);
    expect(value).toBeCloseTo((Math.log(4) + uniform) / 2, 5);
    close(gradient, [-3 / 8, 3 / 8, -1 / 8, 1 / 8]);
  });

  it('is the mean of the known plus half the mean of the unknown with outlier exposure', () => {
    const { value, gradient } = lossOf(outlierExposure, logits, labels);
    expect(value).toBeCloseTo(Math.log(4) + uniform / 2, 5);
    close(gradient, [-3 / 4, 3 / 4, -1 / 8, 1 / 8]);
  });
});

it('outlier exposure does not depend on the numbers of known and unknown samples', () => {
  const row = [0.3, -0.8];
  const few = lossOf(outlierExposure, [row, row], [0, unknownLabel]);
  const many = lossOf(
    outlierExposure,
    [row, row, row, row],
    [0, unknownLabel, unknownLabel, unknownLabel],
  );
  expect(many.value).toBeCloseTo(few.value, 5);
});

describe('outputs beside the gestures', () => {
  // Logits (0, ln 3, -ln 3): sigmoid (1/2, 3/4, 1/4); e^s = (1, 3, 1/3), softmax (3, 9, 1)/13.
  const logits = [[0, Math.log(3), -Math.log(3)]];

  it('have the value and gradient computed by hand with CE + na', () => {
    const { value, gradient } = lossOf(ceNa, logits, [unknownLabel]);
    expect(value).toBeCloseTo(Math.log(13), 5);
    close(gradient, [3 / 13, 9 / 13, -12 / 13]);
  });

  it('have the value and gradient computed by hand with BCE + na', () => {
    const { value, gradient } = lossOf(bceNa, logits, [unknownLabel]);
    expect(value).toBeCloseTo(Math.log(2) + Math.log(4) + Math.log(4), 5);
    close(gradient, [1 / 2, 3 / 4, -3 / 4]);
  });

  it('are pushed down for known and unknown samples with BCENa as published', () => {
    const known = lossOf(bcenaZeroed, logits, [0]);
    close(known.gradient, [1 / 2, -1 / 4, 1 / 4]);
    const unknown = lossOf(bcenaZeroed, logits, [unknownLabel]);
    close(unknown.gradient, [1 / 2, 3 / 4, 1 / 4]);
    expect(unknown.value).toBeCloseTo(Math.log(2) + Math.log(4) + Math.log(4 / 3), 5);
  });

  it('have a known position', () => {
    expect(objectives.map((objective) => objective.naOutput(2))).toEqual([
      null,
      2,
      null,
      2,
      null,
      0,
      null,
      null,
    ]);
  });
});

it('the gradient of every objective agrees with differences of its value', () => {
  const labels = [1, unknownLabel, 0];
  const small = 1e-2;
  for (const objective of objectives) {
    const outputs = objective.outputCount(2);
    const logits = labels.map((_, r) =>
      Array.from({ length: outputs }, (_, c) => Math.sin(3 * r + 2 * c + 1)),
    );
    const { gradient } = lossOf(objective, logits, labels);
    gradient.forEach((slope, i) => {
      const moved = (by: number) => {
        const copy = logits.map((row) => [...row]);
        copy[Math.floor(i / outputs)]![i % outputs]! += by;
        return lossOf(objective, copy, labels).value;
      };
      expect(slope).toBeCloseTo((moved(small) - moved(-small)) / (2 * small), 3);
    });
  }
});
