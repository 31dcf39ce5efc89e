import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../../src/learning/losses.ts';
import { mixFingers } from '../../../src/learning/mix.ts';
import { createRandom } from '../../../src/learning/random.ts';
import type { Sample } from '../../../src/learning/sampler.ts';
import { featuresOf } from '../../../src/recognizer/signs/features.ts';

/** An upright right hand seen from its palm; each finger straight (1) or folded (0). */
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
const options = { samples, features: featuresOf, tries: 400, quantile: 0.5, references: 100 };

describe('hands of mixed fingers', () => {
  const mixed = mixFingers(options, createRandom(1));

  it('are unknown, and there are many of them', () => {
    expect(mixed.length).toBeGreaterThan(50);
    expect(mixed.every((hand) => hand.label === UNKNOWN && hand.origin === 'mixed')).toBe(true);
  });

  it('keep the palm of a known hand and change some finger', () => {
    for (const { points } of mixed.slice(0, 50)) {
      const bases = samples.filter((known) =>
        [0, 1, 5, 9, 13, 17].every((i) => known.points[i * 3] === points[i * 3]),
      );
      expect(bases.length).toBeGreaterThan(0);
      for (const base of bases) expect(points).not.toEqual(base.points);
    }
  });

  it('are dropped where they come near a hand that is known', () => {
    // Half of the exchanges put a finger on that was there already, or make another gesture.
    for (const { points } of mixed) {
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

  it('are the same for the same seed', () => {
    expect(mixFingers(options, createRandom(1))).toEqual(mixed);
  });

  it('cannot be made of one gesture alone', () => {
    const one = samples.filter((known) => known.label === 0);
    expect(mixFingers({ ...options, samples: one }, createRandom(1))).toEqual([]);
  });
});
