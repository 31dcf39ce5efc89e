import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { createRandom } from '../../../src/learning/random.ts';
import type { Sample } from '../../../src/learning/sampler.ts';
import { hardestOf, makeUnknowns } from '../../../src/learning/unknowns.ts';
import { featuresOf } from '../../../src/recognizer/signs/features.ts';

/** The palm side of an upright right hand; each finger straight (1) or folded (0). */
function drawHand(fingers: readonly number[], jitter = 0): Float32Array {
  const points = new Float32Array(63);
  fingers.forEach((straight, finger) => {
    const x = (1.5 - finger * 0.75) * 0.25;
    const rootY = finger === 0 ? -0.25 : -0.5;
    const rootX = finger === 0 ? 0.3 : x;
    for (let joint = 0; joint < 4; joint++) {
      const at = (1 + finger * 4 + joint) * 3;
      points[at] = rootX + (finger === 0 ? joint * 0.08 * straight : 0) + jitter;
      points[at + 1] = rootY - joint * 0.15 * (straight ? 1 : joint > 1 ? -0.3 : 0.6);
    }
  });
  return points;
}

const sample = (label: number, origin: string, fingers: readonly number[], jitter = 0): Sample => ({
  points: drawHand(fingers, jitter),
  label,
  origin,
  depth: false,
  aspect: true,
});

const samples = ['ann', 'ben'].flatMap((origin, i) => [
  sample(0, origin, [0, 1, 0, 0, 0], i * 0.02),
  sample(1, origin, [1, 0, 0, 0, 1], i * 0.02),
  sample(2, origin, [0, 1, 1, 0, 0], i * 0.02),
]);
const options = { samples, features: featuresOf, quantile: 0.5, references: 100 };
const make = (kind: 'mixed' | 'between' | 'bent', tries = 400, seed = 1) =>
  makeUnknowns(
    {
      ...options,
      tries: { [kind]: tries },
      bend: (random) => ({
        points: drawHand([0, 1, 1, random.below(2), random.below(2)]),
        depth: true,
        aspect: true,
      }),
    },
    createRandom(seed),
  );

describe.each(['mixed', 'between', 'bent'] as const)('%s hands', (kind) => {
  const made = make(kind);

  it('are labelled unknown, and there are many of them', () => {
    expect(made.length).toBeGreaterThan(50);
    expect(made.every((hand) => hand.label === unknownLabel && hand.origin === kind)).toBe(true);
  });

  it('have finite coordinates relative to the wrist', () => {
    for (const { points } of made) {
      expect(points.every(Number.isFinite)).toBe(true);
      expect([...points.slice(0, 3)]).toEqual([0, 0, 0]);
    }
  });

  it('are dropped if they are near a known hand', () => {
    for (const { points } of made) {
      const features = featuresOf(points);
      const nearest = Math.min(
        ...samples.map((known) => {
          const other = featuresOf(known.points);
          return Math.sqrt(features.reduce((sum, value, f) => sum + (value - other[f]!) ** 2, 0));
        }),
      );
      expect(nearest).toBeGreaterThan(0.03);
    }
  });

  it('are the same for the same seed and differ for another seed', () => {
    expect(make(kind)).toEqual(made);
    expect(make(kind, 400, 2)).not.toEqual(made);
  });
});

describe('unknown hands made from known ones', () => {
  it('keep the palm of a known hand and change a finger', () => {
    for (const { points } of [...make('mixed'), ...make('between')].slice(0, 100)) {
      const bases = samples.filter((known) =>
        [0, 1, 5, 9, 13, 17].every((i) => known.points[i * 3] === points[i * 3]),
      );
      expect(bases.length).toBeGreaterThan(0);
      for (const base of bases) expect(points).not.toEqual(base.points);
    }
  });

  it('have each fingertip between two signs if they are on the way from one to the other', () => {
    const two = [samples[0]!, samples[1]!];
    const tips = (points: Float32Array) => [4, 8, 12, 16, 20].map((i) => points[i * 3 + 1]!);
    const [a, b] = two.map(({ points }) => tips(points)) as [number[], number[]];
    const made = makeUnknowns(
      { ...options, samples: two, tries: { between: 50 } },
      createRandom(3),
    );
    expect(made.length).toBeGreaterThan(5);
    for (const { points } of made) {
      tips(points).forEach((y, i) => {
        expect(y).toBeGreaterThanOrEqual(Math.min(a[i]!, b[i]!) - 0.2);
        expect(y).toBeLessThanOrEqual(Math.max(a[i]!, b[i]!) + 0.2);
      });
    }
  });

  it('cannot be made from a single gesture or from nothing', () => {
    const one = samples.filter((known) => known.label === 0);
    const tries = { mixed: 100, between: 100 };
    expect(makeUnknowns({ ...options, samples: one, tries }, createRandom(1))).toEqual([]);
    expect(makeUnknowns({ ...options, samples: [], tries }, createRandom(1))).toEqual([]);
  });

  it('can be reduced to those of each kind with the highest scores', () => {
    const made = [...make('mixed', 100), ...make('between', 100)];
    const kept = hardestOf(
      made,
      made.map((_, i) => i),
      0.25,
    );
    for (const kind of ['mixed', 'between']) {
      const all = made.flatMap((sample, i) => (sample.origin === kind ? [i] : []));
      const own = kept.filter((sample) => sample.origin === kind);
      expect(own.length).toBe(Math.ceil(all.length / 4));
      expect(own).toContain(made[all.at(-1)!]);
      expect(own).not.toContain(made[all[0]!]);
    }
  });
});
