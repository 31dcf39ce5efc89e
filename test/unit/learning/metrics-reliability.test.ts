import { describe, expect, it } from 'vitest';
import { calibrationError, reliability } from '../../../src/learning/metrics-reliability.ts';

const claims = (confidence: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ confidence, right: true })),
  ...Array.from({ length: wrong }, () => ({ confidence, right: false })),
];

describe('reliability', () => {
  it('is counted in bins of equal width, with 1 in the last bin', () => {
    const bins = reliability([...claims(0.05, 1, 0), ...claims(0.1, 0, 1), ...claims(1, 3, 1)]);
    expect(bins.map(({ count }) => count)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 4]);
    expect(bins[9]).toMatchObject({ low: 0.9, high: 1, confidence: 1, right: 0.75 });
    expect(bins[2]!.right).toBeNaN();
  });

  it('has no error if nine of ten claims at 0.9 are right', () => {
    expect(calibrationError(reliability(claims(0.9, 9, 1)))).toBeCloseTo(0);
  });

  it('weights the error of a bin by its number of claims', () => {
    const bins = reliability([...claims(0.95, 0, 3), ...claims(0.55, 1, 0)]);
    expect(calibrationError(bins)).toBeCloseTo((3 * 0.95 + 0.45) / 4);
  });

  it('has no error without claims', () => {
    expect(calibrationError(reliability([]))).toBeNaN();
  });
});
