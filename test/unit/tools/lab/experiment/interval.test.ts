import { describe, expect, it } from 'vitest';
import { formatInterval, interval, verdict } from '../../../../../tools/lab/experiment/interval.ts';

describe('an interval', () => {
  it('matches a textbook example: 5 values with mean 3 and standard deviation √2.5', () => {
    const { mean, half, n } = interval([1, 2, 3, 4, 5]);
    expect({ mean, n }).toEqual({ mean: 3, n: 5 });
    // t(4) = 2.776; √2.5 / √5 = 0.7071.
    expect(half).toBeCloseTo(2.776 * Math.SQRT1_2, 3);
  });

  it('of two values uses one degree of freedom', () => {
    expect(interval([0, 2]).half).toBeCloseTo(12.706, 3);
  });

  it('of one value is undefined and is not printed', () => {
    expect(interval([0.5]).half).toBeNaN();
    expect(formatInterval([0.5])).toBe('0.500');
    expect(formatInterval([])).toBe('–');
  });

  it('is printed with a sign for differences', () => {
    expect(formatInterval([0.1, 0.1], true)).toBe('+0.100 ± 0.000');
    expect(formatInterval([-0.1, -0.1], true)).toBe('-0.100 ± 0.000');
  });
});

describe('the verdict on a difference', () => {
  it('is open if its interval contains 0 or is undefined', () => {
    expect(verdict([-1, 1, 2])).toBe('open');
    expect(verdict([0.3])).toBe('open');
  });

  it('is better or worse if its interval excludes 0', () => {
    expect(verdict([0.1, 0.11, 0.12])).toBe('better');
    expect(verdict([-0.1, -0.11, -0.12])).toBe('worse');
  });
});
