import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../src/learning/losses.ts';
import {
  accuracyWithNa,
  accuracyWithoutNa,
  confusion,
  type Judged,
  knownRight,
  macroF1,
  noThreshold,
  oscr,
  silent,
  thresholdForKnownRight,
} from '../../../src/learning/open-set.ts';

const judged = (label: number, best: number, score: number): Judged => ({ label, best, score });

/** Four known samples, one of them confused with another, and two unknown ones. */
const samples = [
  judged(0, 0, 0.9),
  judged(0, 1, 0.7),
  judged(1, 1, 0.6),
  judged(1, 1, 0.3),
  judged(unknownLabel, 0, 0.65),
  judged(unknownLabel, 1, 0.1),
];

describe('accuracy at a threshold', () => {
  it('counts all correctly decoded samples, silence on unknown ones too', () => {
    // At 0.5: 0.9 and 0.6 are named correctly, 0.1 is correctly silent.
    expect(accuracyWithNa(samples, 0.5)).toBe(3 / 6);
    expect(knownRight(samples, 0.5)).toBe(2 / 4);
    expect(silent(samples, 0.5)).toBe(1 / 2);
  });

  it('counts a score that equals the threshold as named', () => {
    expect(knownRight(samples, 0.6)).toBe(2 / 4);
    expect(silent(samples, 0.65)).toBe(1 / 2);
  });

  it('counts a winning output na as silence at any threshold', () => {
    expect(silent([judged(unknownLabel, unknownLabel, 0.99)], noThreshold)).toBe(1);
    expect(knownRight([judged(0, unknownLabel, 0.99)], noThreshold)).toBe(0);
  });
});

it('accuracy without na counts the best gesture whatever its score', () => {
  expect(accuracyWithoutNa(samples)).toBe(3 / 4);
});

describe('the threshold for a share of correctly named known samples', () => {
  it('is the highest one that reaches the share', () => {
    expect(thresholdForKnownRight(samples, 0.5)).toBe(0.6);
    expect(thresholdForKnownRight(samples, 0.75)).toBe(0.3);
  });

  it('is none if the share cannot be reached', () => {
    expect(thresholdForKnownRight(samples, 0.9)).toBe(noThreshold);
  });

  it('is not one sample too low because of rounding', () => {
    const ten = Array.from({ length: 10 }, (_, i) => judged(0, 0, 1 - i / 10));
    expect(thresholdForKnownRight(ten, 0.7)).toBeCloseTo(0.4, 12);
  });
});

describe('OSCR', () => {
  it('is the curve computed by hand', () => {
    // Downwards: 0.9 right (ccr 1/4); 0.7 wrong; 0.65 unknown (fpr 1/2); 0.6 right (2/4);
    // 0.3 right (3/4); 0.1 unknown (fpr 1).
    const { area, ccrAt } = oscr(samples);
    expect(ccrAt(0)).toBe(1 / 4);
    expect(ccrAt(0.5)).toBe(3 / 4);
    expect(ccrAt(0.49)).toBe(1 / 4);
    expect(area).toBeCloseTo(0.5 * (1 / 4) + 0.5 * (3 / 4), 12);
  });

  it('is 1 if all known samples are right and score above all unknown ones', () => {
    expect(oscr([judged(0, 0, 0.9), judged(1, 1, 0.8), judged(unknownLabel, 0, 0.7)]).area).toBe(1);
  });

  it('lets equal scores pass together', () => {
    const { area, ccrAt } = oscr([judged(0, 0, 0.5), judged(unknownLabel, 0, 0.5)]);
    expect(ccrAt(0.5)).toBe(0);
    expect(area).toBe(0.5);
  });

  it('counts a winning output na as silent', () => {
    const { area } = oscr([judged(0, 0, 0.5), judged(unknownLabel, unknownLabel, 0.9)]);
    expect(area).toBe(1);
  });
});

describe('the confusion matrix', () => {
  const counts = confusion(samples, 2, 0.5);

  it('counts decoded against true labels, with na last', () => {
    expect(counts).toEqual([
      [1, 1, 0],
      [0, 1, 1],
      [1, 0, 1],
    ]);
  });

  it('gives the mean F1 over all classes and na', () => {
    // Each class: 2 · 1 / (2 + 2).
    expect(macroF1(counts)).toBeCloseTo(0.5, 12);
  });

  it('leaves out a class that is neither true nor decoded', () => {
    expect(macroF1(confusion([judged(0, 0, 1)], 3, 0.5))).toBe(1);
  });
});
