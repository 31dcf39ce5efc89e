import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { createRandom } from '../../../src/learning/random.ts';
import {
  mahalanobis,
  nearestNeighbours,
  type Seen,
} from '../../../src/learning/scores-distance.ts';
import type { View } from '../../../src/learning/view.ts';

const at = (...features: number[]): View => ({
  logits: new Float32Array(0),
  na: null,
  features: Float32Array.from(features),
});
const seen = (label: number, ...features: number[]): Seen => ({
  label,
  features: Float32Array.from(features),
});

describe('the nearest neighbours', () => {
  it('are found by direction, not by length', () => {
    const score = nearestNeighbours([seen(0, 2, 0)], 1);
    expect(score(at(7, 0))).toBeCloseTo(0, 6);
    // Directions at a right angle are √2 apart.
    expect(score(at(0, 3))).toBeCloseTo(-Math.SQRT2, 6);
  });

  it('ignore unknown samples', () => {
    const score = nearestNeighbours([seen(0, 1, 0), seen(unknownLabel, 0, 1)], 1);
    expect(score(at(0, 1))).toBeCloseTo(-Math.SQRT2, 6);
  });

  it('agree with sorting all samples by distance', () => {
    const random = createRandom(5);
    const row = () => Array.from({ length: 4 }, () => random.normal());
    const references = Array.from({ length: 60 }, () => seen(0, ...row()));
    const query = at(...row());
    const unit = (values: Float32Array) => values.map((value) => value / Math.hypot(...values));
    const sorted = references
      .map(({ features }) => {
        const away = unit(features).map((value, i) => value - unit(query.features)[i]!);
        return Math.hypot(...away);
      })
      .sort((a, b) => a - b);
    for (const k of [1, 2, 7, 60]) {
      expect(nearestNeighbours(references, k)(query)).toBeCloseTo(-sorted[k - 1]!, 5);
    }
  });

  it('cannot be more than there are samples', () => {
    expect(() => nearestNeighbours([seen(0, 1)], 2)).toThrow(RangeError);
  });
});

describe('the Mahalanobis distance', () => {
  /** Four samples each about (0, 0) and (10, 0), with variance 4 along x, 1 along y. */
  const cross = (label: number, x: number) =>
    [
      [2, 1],
      [2, -1],
      [-2, 1],
      [-2, -1],
    ].map(([dx, dy]) => seen(label, x + dx!, dy!));
  const score = mahalanobis([...cross(0, 0), ...cross(1, 10)]);

  it('is the distance to the nearest gesture, in spreads', () => {
    expect(score(at(0, 0))).toBeCloseTo(0, 2);
    expect(score(at(4, 0))).toBeCloseTo(-4, 1);
    expect(score(at(10, 3))).toBeCloseTo(-9, 1);
  });

  it('takes correlations of features into account', () => {
    const random = createRandom(3);
    const samples = Array.from({ length: 400 }, () => {
      const common = random.normal();
      return seen(0, common + 0.5 * random.normal(), common + 0.5 * random.normal());
    });
    // The inverse of a 2 x 2 matrix by its formula.
    const mean = [0, 1].map((f) => samples.reduce((s, r) => s + r.features[f]!, 0) / 400);
    const entry = (i: number, j: number) =>
      samples.reduce(
        (s, { features }) => s + (features[i]! - mean[i]!) * (features[j]! - mean[j]!),
        0,
      ) / 400;
    const [a, b, d] = [entry(0, 0), entry(0, 1), entry(1, 1)];
    const [u, v] = [1.5 - mean[0]!, -0.7 - mean[1]!];
    const expected = (d * u * u - 2 * b * u * v + a * v * v) / (a * d - b * b);
    const found = -mahalanobis(samples)(at(1.5, -0.7));
    expect(found / expected).toBeCloseTo(1, 1);
    expect(found).toBeGreaterThan(2 * -mahalanobis(samples)(at(1.5, 1.5)));
  });

  it('is finite even if a unit is always 0', () => {
    const flat = mahalanobis([seen(0, 1, 0), seen(0, 3, 0)]);
    expect(flat(at(2, 0))).toBeCloseTo(0, 6);
    expect(flat(at(3, 0))).toBeCloseTo(-1, 1);
  });

  it('ignores unknown samples and needs a known one', () => {
    expect(mahalanobis([...cross(0, 0), seen(unknownLabel, 0, 50)])(at(0, 3))).toBeCloseTo(-9, 1);
    expect(() => mahalanobis([seen(unknownLabel, 1)])).toThrow(RangeError);
  });
});
