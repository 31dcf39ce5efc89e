import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/packs/samples.ts';
import { likenessOf } from '../../../src/teaching/movements/likeness.ts';
import { type MovementAt, movementAt } from './recording/fake-movements.ts';

/** Five takes that differ a little. */
const takes = (movement: MovementAt): Sample[] =>
  Array.from({ length: 5 }, (_, i) => ({
    id: `${i}`,
    recordedAt: 0,
    take: `${i}`,
    hands: movementAt({
      ...movement,
      turn: (movement.turn ?? 0) + 0.04 * (i - 2),
      ms: 900 + 100 * i,
    }),
  }));

const across: MovementAt = { from: [200, 350], to: [440, 350] };
const upwards: MovementAt = { from: [320, 460], to: [320, 220] };
/** Another shape for the features: the hand lies on its side. */
const onItsSide: MovementAt = { turn: 1.4 };

describe('the likeness of two moving signs', () => {
  it('is one of both if they are the same', () => {
    expect(likenessOf(takes(across), takes(across))).toEqual({ path: true, shape: true });
  });

  it('is one of shape if the same hand goes another way', () => {
    expect(likenessOf(takes(across), takes(upwards))).toEqual({ path: false, shape: true });
  });

  it('is one of path if another hand goes the same way', () => {
    expect(likenessOf(takes(across), takes({ ...across, ...onItsSide }))).toEqual({
      path: true,
      shape: false,
    });
  });

  it('is none if both differ', () => {
    expect(likenessOf(takes(across), takes({ ...upwards, ...onItsSide }))).toEqual({
      path: false,
      shape: false,
    });
  });

  it('is seen whatever the size and place of the hands', () => {
    const far: MovementAt = { from: [60, 150], to: [180, 150], size: 80 };
    expect(likenessOf(takes(across), takes(far))).toEqual({ path: true, shape: true });
  });

  it('takes a second hand for another shape and another path', () => {
    expect(likenessOf(takes(across), takes({ ...across, both: true }))).toEqual({
      path: false,
      shape: false,
    });
  });

  it('works with one take of each', () => {
    expect(likenessOf(takes(across).slice(0, 1), takes(upwards).slice(0, 1)).path).toBe(false);
  });
});
