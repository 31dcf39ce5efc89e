import { describe, expect, it } from 'vitest';
import type { Hand, Landmark } from '../../../../src/recognizer/hand.ts';
import {
  featureCount,
  featuresOf,
  rightHandPoints,
} from '../../../../src/recognizer/signs/features.ts';

const landmarks: Landmark[] = Array.from({ length: 21 }, (_, i) => [
  100 + 40 * Math.sin(i * 1.3),
  200 - 60 * Math.abs(Math.cos(i * 0.7)),
  10 * Math.sin(i),
]);
const right: Pick<Hand, 'landmarks' | 'handedness'> = { landmarks, handedness: 'Right' };
const features = (
  change: (landmark: Landmark) => Landmark,
  handedness: Hand['handedness'] = 'Right',
) => featuresOf(rightHandPoints({ landmarks: landmarks.map(change), handedness }));
const base = featuresOf(rightHandPoints(right));

function expectSame(actual: Float32Array, expected: Float32Array): void {
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 3);
  });
}

describe('the features of a hand', () => {
  it('are as many as their layout says', () => {
    expect(base).toHaveLength(featureCount);
    expect(new Set(base).size).toBeGreaterThan(100);
  });

  it('do not depend on the place and size of the hand', () => {
    expectSame(
      features(([x, y, z]) => [3 * x - 500, 3 * y + 40, 3 * z]),
      base,
    );
  });

  it('are the same for a left hand that mirrors a right one', () => {
    expectSame(
      features(([x, y, z]) => [640 - x, y, z], 'Left'),
      base,
    );
  });

  it('change when the hand rotates, because thumb up is not thumb down', () => {
    const upsideDown = features(([x, y, z]) => [-x, -y, z]);
    const difference = upsideDown.reduce((sum, value, i) => sum + Math.abs(value - base[i]!), 0);
    expect(difference).toBeGreaterThan(10);
  });

  it('are finite even if all landmarks coincide', () => {
    const point = featuresOf(new Float32Array(63).fill(7));
    expect(point.every(Number.isFinite)).toBe(true);
  });
});

it('a hand without exactly 21 landmarks is rejected', () => {
  expect(() => rightHandPoints({ landmarks: landmarks.slice(1), handedness: 'Left' })).toThrow(
    '21',
  );
});
