import { describe, expect, it } from 'vitest';
import { bootstrap, resampled, wilson } from '../../../src/learning/metrics-intervals.ts';
import { createRandom } from '../../../src/learning/random.ts';

describe("Wilson's interval", () => {
  it('has the values of the published formula', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    const close = ([passed, cases]: [number, number], low: number, high: number) => {
      expect(wilson(passed, cases).low).toBeCloseTo(low, 4);
      expect(wilson(passed, cases).high).toBeCloseTo(high, 4);
    };
    close([81, 263], 0.2553, 0.3662);
    close([15, 148], 0.0624, 0.1605);
    close([0, 20], 0, 0.1611);
    close([1, 29], 0.0061, 0.1718);
  });

  it('stays within 0 and 1 if all or none passed', () => {
    expect(wilson(0, 7).low).toBe(0);
    expect(wilson(7, 7).high).toBe(1);
    expect(wilson(7, 7).low).toBeLessThan(1);
  });

  it('is NaN without cases', () => {
    expect(wilson(0, 0).high).toBeNaN();
  });
});

describe('the bootstrap', () => {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const values = Array.from({ length: 50 }, (_, i) => i % 10);

  it("is near the normal distribution's interval of a mean", () => {
    const { low, high } = bootstrap((random) => mean(resampled(values, random)), createRandom(1));
    const half = (1.96 * Math.sqrt(8.25)) / Math.sqrt(50);
    expect(low).toBeGreaterThan(4.5 - half - 0.15);
    expect(low).toBeLessThan(4.5 - half + 0.15);
    expect(high).toBeGreaterThan(4.5 + half - 0.15);
    expect(high).toBeLessThan(4.5 + half + 0.15);
  });

  it('gives the same interval for the same seed', () => {
    const of = (seed: number) =>
      bootstrap((random) => mean(resampled(values, random)), createRandom(seed), 50);
    expect(of(3)).toEqual(of(3));
    expect(of(4)).not.toEqual(of(3));
  });

  it('leaves out resamples that give no figure', () => {
    let drawing = 0;
    expect(bootstrap(() => (drawing++ % 2 ? 1 : Number.NaN), createRandom(1), 10)).toEqual({
      low: 1,
      high: 1,
    });
    expect(bootstrap(() => Number.NaN, createRandom(1), 10).low).toBeNaN();
  });
});
