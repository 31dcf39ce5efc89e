import { describe, expect, it } from 'vitest';
import type { Hand } from '../../../src/recognizer/hand.ts';
import {
  initialRate,
  nextFrameMs,
  nextScale,
  type RateState,
  rates,
  shouldSearch,
  speedOfHands,
  withSpeed,
} from '../../../src/recognizer/rate.ts';

describe('the rate', () => {
  const still: RateState = {
    lastMotionAt: 0,
    lastSearchAt: 10_000,
    lastUnrestAt: 10_000,
    speed: 0,
  };

  it('requires a search of every third frame of a still scene', () => {
    expect(nextFrameMs(still, 10_000, { tracking: false })).toBe(250);
    expect(shouldSearch(still, 10_250)).toBe(false);
    expect(shouldSearch(still, 10_500)).toBe(false);
    expect(shouldSearch(still, 10_750)).toBe(true);
  });

  it('is ten per second after motion', () => {
    const moving = { ...still, lastMotionAt: 9_500 };
    expect(shouldSearch(moving, 10_100)).toBe(true);
    expect(nextFrameMs(moving, 10_100, { tracking: false })).toBe(100);
  });

  it('falls again some time after the last motion', () => {
    const before = { ...initialRate, lastMotionAt: 7_900 };
    expect(nextFrameMs(before, 10_000, { tracking: false })).toBe(250);
  });

  it('is fifteen per second while a followed hand moves, and eight once it has rested for a while', () => {
    expect(1000 / nextFrameMs(still, 10_000, { tracking: true })).toBeCloseTo(15, 0);
    expect(1000 / nextFrameMs(still, 11_450, { tracking: true })).toBeCloseTo(15, 0);
    expect(1000 / nextFrameMs(still, 11_500, { tracking: true })).toBe(8);
  });

  it('doubles for a hand that the last frame did not show clearly', () => {
    expect(nextFrameMs(still, 10_000, { tracking: true, unclear: true })).toBe(33);
    expect(nextFrameMs(still, 11_500, { tracking: true, unclear: true })).toBe(62.5);
  });

  it('is eight per second while a hand is on its way, and fifteen as soon as it slows down', () => {
    const at = (speed: number, movements = false) =>
      nextFrameMs({ ...still, speed }, 10_000, { tracking: true, movements });
    expect(at(2)).toBe(rates.underWayMs);
    expect(at(0.8)).toBe(rates.trackingMs);
    // So fast that it would be lost.
    expect(at(6)).toBe(rates.trackingMs);
    // It may be a sign that moves.
    expect(at(2, true)).toBe(rates.trackingMs);
  });

  it('needs only a tiny frame of a still scene, and one of half the size to search', () => {
    const scale = (state: RateState, at: number, tracking = false) =>
      nextScale(state, at, { tracking });
    expect(scale(still, 10_000)).toBe('tiny');
    expect(scale(still, 10_250)).toBe('tiny');
    expect(scale(still, 10_500)).toBe('half');
    expect(scale(still, 10_000, true)).toBeUndefined();
    expect(scale({ ...still, lastMotionAt: 9_500 }, 10_000)).toBeUndefined();
    expect(nextScale(still, 10_000, { tracking: false, alarm: true })).toBeUndefined();
  });

  it('is as high for a hand at rest until it is decided whether what it holds is meant', () => {
    const at = (ms: number) => nextFrameMs(still, ms, { tracking: true, holding: true });
    expect(at(11_400)).toBe(rates.trackingMs);
    expect(at(11_500)).toBe(rates.restingMs);
  });

  it('is five per second once a hand has rested for two seconds and nothing it holds can become a sign', () => {
    const at = (ms: number, more: Partial<Parameters<typeof nextFrameMs>[2]> = {}) =>
      nextFrameMs(still, ms, { tracking: true, ...more });
    expect(at(11_900)).toBe(rates.restingMs);
    expect(at(12_000)).toBe(rates.idleMs);
    expect(at(12_000, { holding: true })).toBe(rates.restingMs);
    expect(at(12_000, { movements: true })).toBe(rates.restingMs);
  });

  it('asks for the next frame at once when a tiny one showed motion', () => {
    expect(nextFrameMs(still, 10_000, { tracking: false, alarm: true })).toBe(0);
  });

  it('requires a search of the very first frame, and after the clock jumped back', () => {
    expect(shouldSearch(initialRate, 0)).toBe(true);
    expect(shouldSearch(still, 40)).toBe(true);
  });
});

describe('hands at rest', () => {
  const atRest = (...looks: Parameters<typeof speedOfHands>): boolean =>
    withSpeed(initialRate, speedOfHands(...looks), 1000).lastUnrestAt === null;

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
