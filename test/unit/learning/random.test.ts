import { describe, expect, it } from 'vitest';
import { createRandom, shuffle } from '../../../src/learning/random.ts';

const draws = (seed: number, count: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.uniform());
};

describe('seeded randomness', () => {
  it('gives the same numbers for the same seed and others for another seed', () => {
    expect(draws(1, 50)).toEqual(draws(1, 50));
    expect(draws(1, 50)).not.toEqual(draws(2, 50));
  });

  it('is the same sequence on every machine', () => {
    expect(draws(1, 2)).toEqual([0.6270739405881613, 0.002735721180215478]);
  });

  it('fills its ranges evenly', () => {
    const random = createRandom(3);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) counts[random.below(4)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
    const values = Array.from({ length: 1000 }, () => random.between(-2, 3));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(3);
  });

  it('gives normal numbers with mean 0 and standard deviation 1', () => {
    const random = createRandom(4);
    const values = Array.from({ length: 10_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(square).toBeCloseTo(1, 1);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 30 }, (_, i) => i);
    const shuffled = shuffle([...items], createRandom(5));
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });
});
