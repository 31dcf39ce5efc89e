import { describe, expect, it } from 'vitest';
import { planOf } from '../../../src/teaching/recording/recording.ts';
import { planOfMovements } from '../../../src/teaching/recording/recording-movements.ts';
import { samplesToTake, targetOf } from '../../../src/teaching/targets.ts';

describe('the number of samples that is asked for', () => {
  it('is twelve to try a gesture and twenty for a good one, and less of movements', () => {
    expect(targetOf({})).toEqual({ enough: 12, good: 20 });
    expect(targetOf({ moves: true })).toEqual({ enough: 5, good: 10 });
  });

  it('is what is missing to a good gesture, or enough for another recording of a good one', () => {
    const take = (have: number) => samplesToTake(have, targetOf({}));
    expect([0, 4, 19, 20, 50].map(take)).toEqual([20, 16, 1, 12, 12]);
  });

  it('is the same in every recording from the camera', () => {
    expect(planOf('gesture', 'live', 4).want).toBe(16);
    expect(planOf('nothing', 'live', 4).want).toBe(16);
    expect(planOfMovements('live', 4).want).toBe(6);
  });
});
