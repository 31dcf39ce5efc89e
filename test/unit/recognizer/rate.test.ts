import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../src/recognizer/hand.ts';
import { atRest, initialRate, nextFrameMs, shouldSearch } from '../../../src/recognizer/rate.ts';

describe('the rate', () => {
  const still = { lastMotionAt: 0, lastSearchAt: 10_000, lastUnrestAt: 10_000 };

  it('requires a search of every third frame of a still scene', () => {
    expect(nextFrameMs(still, 10_000, false)).toBe(250);
    expect(shouldSearch(still, 10_250)).toBe(false);
    expect(shouldSearch(still, 10_500)).toBe(false);
    expect(shouldSearch(still, 10_750)).toBe(true);
  });

  it('is ten per second after motion', () => {
    const moving = { ...still, lastMotionAt: 9_500 };
    expect(shouldSearch(moving, 10_100)).toBe(true);
    expect(nextFrameMs(moving, 10_100, false)).toBe(100);
  });

  it('falls again some time after the last motion', () => {
    expect(nextFrameMs({ ...initialRate, lastMotionAt: 7_900 }, 10_000, false)).toBe(250);
  });

  it('is fifteen per second while a followed hand moves, and eight once it has rested for a moment', () => {
    expect(1000 / nextFrameMs(still, 10_000, true)).toBeCloseTo(15, 0);
    expect(1000 / nextFrameMs(still, 10_250, true)).toBeCloseTo(15, 0);
    expect(1000 / nextFrameMs(still, 10_300, true)).toBe(8);
  });

  it('doubles for a hand that the last frame did not show clearly', () => {
    expect(nextFrameMs(still, 10_000, true, true)).toBe(33);
    expect(nextFrameMs(still, 10_300, true, true)).toBe(62.5);
  });

  it('requires a search of the very first frame, and after the clock jumped back', () => {
    expect(shouldSearch(initialRate, 0)).toBe(true);
    expect(shouldSearch(still, 40)).toBe(true);
  });
});

describe('hands at rest', () => {
  /** A hand 100 px high, all of it `x` px to the right, one fingertip `tip` px further. */
  const hand = (x: number, tip = 0): Hand => ({
    landmarks: Array.from({ length: 21 }, (_, i) => [x + (i === 8 ? tip : 0), i * 5, 0]),
    handedness: 'Right',
    leftness: 0,
    presence: 1,
  });

  const rest = (before: readonly Hand[], now: readonly Hand[], ms: number): boolean =>
    atRest(
      before.map((seen) => ({ hand: seen, at: 0 })),
      now.map((seen) => ({ hand: seen, at: ms })),
    );

  it('may tremble as landmarks and hands held in the air do', () => {
    expect(rest([hand(0)], [hand(2)], 66)).toBe(true);
    expect(rest([hand(0), hand(300)], [hand(1), hand(299)], 66)).toBe(true);
  });

  it('neither move nor bend a finger', () => {
    expect(rest([hand(0)], [hand(6)], 66)).toBe(false);
    expect(rest([hand(0)], [hand(0, 80)], 66)).toBe(false);
    expect(rest([hand(0), hand(300)], [hand(0), hand(320)], 66)).toBe(false);
  });

  it('are recognized by their speed, however far apart the frames are', () => {
    expect(rest([hand(0)], [hand(6)], 250)).toBe(true);
    expect(rest([hand(0)], [hand(20)], 250)).toBe(false);
  });

  it('are judged by their own last look, when they are looked at in turn', () => {
    const other = { hand: hand(300), at: 33 };
    expect(atRest([{ hand: hand(0), at: 0 }, other], [{ hand: hand(2), at: 66 }, other])).toBe(
      true,
    );
    expect(atRest([{ hand: hand(0), at: 0 }, other], [{ hand: hand(9), at: 66 }, other])).toBe(
      false,
    );
  });

  it('are the same ones: none appeared or disappeared', () => {
    expect(rest([], [hand(0)], 66)).toBe(false);
    expect(rest([hand(0)], [], 66)).toBe(false);
  });
});
