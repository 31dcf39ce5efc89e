import { describe, expect, it } from 'vitest';
import { quantile, spread } from '../../../../tools/lib/printing/statistics.ts';

describe('order statistics', () => {
  it('take the nearest rank, in any order of values', () => {
    const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10];
    expect(quantile(values, 0.5)).toBe(5);
    expect(quantile(values, 0.95)).toBe(10);
    expect(quantile(values, 0)).toBe(1);
    expect(values[0]).toBe(9);
  });

  it('are null if there are no values', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(spread([])).toBeNull();
  });

  it('are rounded to a hundredth', () => {
    expect(spread([1.23456])).toEqual({ n: 1, median: 1.23, p95: 1.23 });
  });
});
