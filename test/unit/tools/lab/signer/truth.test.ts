import { describe, expect, it } from 'vitest';
import {
  landmarkError,
  type Point,
  straightness,
  trueLandmarks,
} from '../../../../../tools/lab/signer/truth.ts';

/** A flat hand: each digit's four landmarks in a straight row. */
const flat: Point[] = [
  [0, 0, 0],
  ...[0, 1, 2, 3, 4].flatMap((digit) =>
    [1, 2, 3, 4].map((joint): Point => [digit * 10, -joint * 10, 0]),
  ),
];

describe('straightness', () => {
  it('is 1 for straight digits and less for a bent one', () => {
    expect(straightness(flat)).toEqual([1, 1, 1, 1, 1]);
    const bent = flat.map((point, i): Point => (i === 8 ? [10, -20, 10] : point));
    expect(straightness(bent)[1]).toBeLessThan(0.7);
    expect(straightness(bent)[2]).toBe(1);
  });
});

describe('landmarkError', () => {
  it('is the mean distance in hand sizes', () => {
    const moved = flat.map(([x, y, z]): Point => [x + 4, y, z]);
    expect(landmarkError(flat, flat)).toBe(0);
    expect(landmarkError(moved, flat)).toBeCloseTo(0.1);
  });
});

describe('trueLandmarks', () => {
  it('names the joint that is missing', () => {
    const camera = { fieldOfView: 50, width: 640, height: 480 };
    expect(() => trueLandmarks({ wrist: [0, 0, -1] }, camera)).toThrow(/thumb-metacarpal/);
  });
});
