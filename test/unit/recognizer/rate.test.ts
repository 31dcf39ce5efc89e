import { describe, expect, it } from 'vitest';
import { initialRate, nextFrameMs, shouldSearch } from '../../../src/recognizer/rate.ts';

describe('the rate of looking', () => {
  const still = { lastMotionAt: 0, lastSearchAt: 10_000 };

  it('is about two searches a second on a still picture', () => {
    expect(shouldSearch(still, 10_200)).toBe(false);
    expect(shouldSearch(still, 10_400)).toBe(false);
    expect(shouldSearch(still, 10_500)).toBe(true);
  });

  it('is ten a second after motion', () => {
    const moving = { lastMotionAt: 9_500, lastSearchAt: 10_000 };
    expect(shouldSearch(moving, 10_100)).toBe(true);
    expect(nextFrameMs(moving, 10_100, false)).toBe(100);
  });

  it('falls back some time after the last motion', () => {
    expect(nextFrameMs({ lastMotionAt: 7_900, lastSearchAt: null }, 10_000, false)).toBe(200);
  });

  it('is fifteen a second while a hand is tracked', () => {
    expect(1000 / nextFrameMs(still, 10_100, true)).toBeCloseTo(15, 0);
  });

  it('searches the very first frame, and after the clock jumped back', () => {
    expect(shouldSearch(initialRate, 0)).toBe(true);
    expect(shouldSearch(still, 40)).toBe(true);
  });
});
