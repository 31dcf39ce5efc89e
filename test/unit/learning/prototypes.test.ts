import { describe, expect, it } from 'vitest';
import { nearestDistances } from '../../../src/learning/neighbours.ts';
import { prototypesOf } from '../../../src/learning/prototypes.ts';
import { createRandom } from '../../../src/learning/random.ts';

const row = (...values: number[]) => Float32Array.from(values);

describe('prototypes', () => {
  it('lie in the middle of clusters', () => {
    const random = createRandom(1);
    const rows = [0, 10, 20].flatMap((centre) =>
      Array.from({ length: 50 }, () => row(centre + random.normal(), random.normal())),
    );
    const found = prototypesOf(rows, 9, random);
    expect(found).toHaveLength(9);
    const distances = nearestDistances([row(0, 0), row(10, 0), row(20, 0)], found);
    for (const distance of distances) expect(distance).toBeLessThan(1.5);
  });

  it('are the rows themselves if there are few', () => {
    expect(prototypesOf([row(1), row(2)], 5, createRandom(1))).toEqual([row(1), row(2)]);
  });

  it('are the same for the same seed', () => {
    const rows = Array.from({ length: 40 }, (_, i) => row(Math.sin(i), Math.cos(i * 3)));
    expect(prototypesOf(rows, 4, createRandom(7))).toEqual(prototypesOf(rows, 4, createRandom(7)));
  });
});

describe('the nearest distance', () => {
  it('is the distance to the nearest reference', () => {
    expect([...nearestDistances([row(0, 0), row(3, 4)], [row(0, 1), row(3, 0)])]).toEqual([1, 4]);
  });

  it('is infinite without references', () => {
    expect(nearestDistances([row(1)], [])[0]).toBe(Number.POSITIVE_INFINITY);
  });
});
