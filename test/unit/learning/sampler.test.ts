import { describe, expect, it } from 'vitest';
import { augmentation } from '../../../src/learning/augment.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { createSampler, type Sample } from '../../../src/learning/sampler.ts';

/** Samples that carry their origin's number in their only feature. */
function samplesOf(label: number, origin: number, count: number): Sample[] {
  return Array.from({ length: count }, () => ({
    points: new Float32Array(63).fill(origin),
    label,
    origin: `origin ${origin}`,
    depth: false,
    aspect: true,
  }));
}

const options = {
  features: (points: Float32Array) => points.slice(0, 1),
  featureCount: 1,
  augmentation: { ...augmentation, turn: 0, tilt: 0, aspect: 0, noise: 0, bones: 0, mirror: 0 },
  unknownShare: 0.25,
  sizePower: 0,
};

describe('a batch', () => {
  const samples = [
    ...samplesOf(0, 1, 1000),
    ...samplesOf(0, 2, 10),
    ...samplesOf(1, 3, 5),
    ...samplesOf(unknownLabel, 4, 2000),
  ];

  it('has the requested share of unknown samples, and every gesture equally often', () => {
    const { labels } = createSampler({ ...options, samples })(8000, createRandom(1));
    const count = (label: number) => labels.filter((other) => other === label).length / 8000;
    expect(count(unknownLabel)).toBeCloseTo(0.25, 1);
    expect(count(0)).toBeCloseTo(0.375, 1);
    expect(count(1)).toBeCloseTo(0.375, 1);
  });

  it("does not let one origin's many samples drown another origin", () => {
    const { features } = createSampler({ ...options, samples })(8000, createRandom(1));
    const count = (origin: number) => features.filter((value) => value === origin).length;
    expect(count(1) / count(2)).toBeGreaterThan(0.85);
    expect(count(1) / count(2)).toBeLessThan(1.15);
  });

  it('weights origins as requested', () => {
    const originWeight = (origin: string) => (origin === 'origin 2' ? 3 : 1);
    const { features } = createSampler({ ...options, samples, originWeight })(
      8000,
      createRandom(1),
    );
    const count = (origin: number) => features.filter((value) => value === origin).length;
    expect(count(2) / count(1)).toBeGreaterThan(2.5);
    expect(count(2) / count(1)).toBeLessThan(3.5);
  });

  it('has no unknown samples if there are none, and only unknown ones if there are no others', () => {
    const drawKnown = createSampler({ ...options, samples: samplesOf(0, 1, 3) });
    expect(drawKnown(50, createRandom(1)).labels.every((label) => label === 0)).toBe(true);
    const drawUnknown = createSampler({ ...options, samples: samplesOf(unknownLabel, 1, 3) });
    expect(drawUnknown(50, createRandom(1)).labels.every((label) => label === unknownLabel)).toBe(
      true,
    );
  });

  it('cannot be drawn without samples', () => {
    expect(() => createSampler({ ...options, samples: [] })).toThrow(RangeError);
  });
});
