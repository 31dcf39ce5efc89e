import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import { replayed, resampled } from '../../../../../tools/lab/experiment/pool.ts';

const pool = {
  features: Float32Array.of(1, 10, 2, 20, 3, 30),
  labels: Int32Array.of(1, 2, 3),
  weights: Float32Array.of(1, 1, 0.5),
};
const random = createRandom(1);

describe('a pool', () => {
  it('is handed out in order and starts again at its end', () => {
    const draw = replayed(pool)();
    expect([...draw(2, random).labels]).toEqual([1, 2]);
    const next = draw(2, random);
    expect([...next.labels]).toEqual([3, 1]);
    expect([...next.features]).toEqual([3, 30, 1, 10]);
    expect([...next.weights]).toEqual([0.5, 1]);
  });

  it('is handed out from the start for each draw function', () => {
    const draws = replayed(pool);
    expect([...draws()(3, random).labels]).toEqual([...draws()(3, random).labels]);
  });

  it('resampled contains only samples of the pool, some of them twice', () => {
    const labels = Array.from({ length: 20 }, (_, seed) => [
      ...resampled(pool, createRandom(seed))(3, random).labels,
    ]);
    expect(new Set(labels.flat())).toEqual(new Set([1, 2, 3]));
    expect(labels.some((drawn) => new Set(drawn).size < 3)).toBe(true);
  });
});
