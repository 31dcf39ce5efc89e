import { describe, expect, it } from 'vitest';
import type { Landmark } from '../../../../../src/recognizer/hand.ts';
import {
  movementFeatureCount,
  movementFeatures,
  perMoment,
} from '../../../../../src/recognizer/signs/movement/features.ts';
import type {
  Movement,
  MovingHand,
} from '../../../../../src/recognizer/signs/movement/movement.ts';
import { movementOn, toTheRight } from './fake-embedding.ts';

/** The place features, which are the last three of each moment, removed. */
const withoutPlace = (features: Float32Array): number[] =>
  Array.from(features).filter((_, i) => i % perMoment < perMoment - 3);

const changed = (movement: Movement, change: (point: Landmark) => Landmark): Movement => {
  const each = (hands: readonly MovingHand[]) =>
    hands.map((hand) => ({ ...hand, landmarks: hand.landmarks.map(change) }));
  return { ...movement, left: each(movement.left), right: each(movement.right) };
};

const greatestDifference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

describe('the features of a movement', () => {
  it('are as many as their layout says, and finite', () => {
    const features = movementFeatures(toTheRight());
    expect(features).toHaveLength(movementFeatureCount);
    expect([...features].every(Number.isFinite)).toBe(true);
  });

  it('do not depend on the hand’s size, and its place is said apart', () => {
    const near = changed(toTheRight(), ([x, y, z]) => [x * 2 - 100, y * 2 - 50, z * 2]);
    const [a, b] = [movementFeatures(toTheRight()), movementFeatures(near)];
    expect(greatestDifference(withoutPlace(a), withoutPlace(b))).toBeLessThan(1e-5);
    expect(greatestDifference([...a], [...b])).toBeGreaterThan(0.1);
  });

  it('are those of the mirrored movement if the left hand makes it', () => {
    const right = toTheRight();
    const mirrored = changed(right, ([x, y, z]) => [640 - x, y, z]);
    const left: Movement = { ...mirrored, left: mirrored.right, right: [] };
    expect(
      greatestDifference([...movementFeatures(right)], [...movementFeatures(left)]),
    ).toBeLessThan(1e-5);
  });

  it('hardly depend on how many frames a second show it', () => {
    const movement = toTheRight();
    const slower = { ...movement, right: movement.right.filter((_, i) => i % 2 === 0) };
    expect(
      greatestDifference([...movementFeatures(movement)], [...movementFeatures(slower)]),
    ).toBeLessThan(0.05);
  });

  it('follow the hand that goes the longer way, and say where the other one is', () => {
    const moving = movementOn({ at: (share) => [200 + 300 * share, 300], side: 'left' });
    const still = movementOn({ at: () => [400, 300], side: 'right' });
    const both = { ...moving, right: still.right };
    const features = movementFeatures(both);
    const seenAt = perMoment - 5;
    expect(features[seenAt]).toBe(1);
    expect(movementFeatures(moving)[seenAt]).toBe(0);
    // Of the leading hand the two movements say the same.
    expect([...features.slice(0, 44)]).toEqual([...movementFeatures(moving).slice(0, 44)]);
  });

  it('are refused without a hand', () => {
    const nobody = { ...toTheRight(), right: [] };
    expect(() => movementFeatures(nobody)).toThrow(RangeError);
  });

  it('say nothing of the hand’s size in a frame whose size is not known', () => {
    const features = movementFeatures({ ...toTheRight(), shortSide: 0 });
    expect([...features].every(Number.isFinite)).toBe(true);
    expect(features[perMoment - 1]).toBe(0);
  });

  it('are finite for landmarks that coincide and moments at one time', () => {
    const point = changed(toTheRight(), () => [5, 5, 0]);
    const hasty = { ...point, ms: 0, right: point.right.map((hand) => ({ ...hand, at: 0 })) };
    expect([...movementFeatures(hasty)].every(Number.isFinite)).toBe(true);
  });
});
