import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { rates } from '../../../src/recognizer/rate.ts';
import { createThrift, type Thrift, thrift } from '../../../src/recognizer/thrift.ts';

let now: number;
let saving: Thrift;
beforeEach(() => {
  now = 0;
  saving = createThrift(() => now);
});

const frame = (total: number, afterMs: number = rates.trackingMs) => ({
  next: { afterMs, region: null },
  stages: { total },
});

/** The time until the next frame after many frames that each took this long. */
function wishAfter(
  total: number,
  { stream = 'a', mostRate = undefined as number | undefined } = {},
) {
  let wish = 0;
  for (let i = 0; i < 50; i++) {
    now += rates.trackingMs;
    wish = saving.next(stream, frame(total), mostRate);
  }
  return wish;
}

describe('thrift', () => {
  it('changes nothing while frames are quick', () => {
    expect(wishAfter(25)).toBe(rates.trackingMs);
    expect(saving.next('a', frame(2, rates.stillFrameMs))).toBe(rates.stillFrameMs);
  });

  it('leaves the call its share of a slow machine', () => {
    const wish = wishAfter(70);
    expect(wish).toBeCloseTo(70 / thrift.share, 0);
    expect(70 / wish).toBeLessThanOrEqual(thrift.share + 1e-9);
  });

  it('never asks for so few frames that a held sign could be missed', () => {
    expect(wishAfter(2000)).toBe(thrift.slowestMs);
  });

  it('ignores a single slow frame, and recovers when the machine is idle again', () => {
    wishAfter(20);
    expect(saving.next('a', frame(150))).toBeLessThan(rates.trackingMs * 1.5);
    wishAfter(100);
    expect(wishAfter(20)).toBe(rates.trackingMs);
  });

  it('divides the time among the cameras in use and forgets those that are gone', () => {
    wishAfter(30, { stream: 'b' });
    expect(saving.next('a', frame(30))).toBeCloseTo((30 * 2) / thrift.share, 5);
    saving.forget('b');
    expect(saving.next('a', frame(30))).toBe(rates.trackingMs);
  });

  it('does not count a camera that has been quiet for a while', () => {
    wishAfter(30, { stream: 'b' });
    now += thrift.quietMs;
    expect(saving.next('a', frame(30))).toBe(rates.trackingMs);
  });

  it('asks for fewer frames on battery', () => {
    saving.setBattery(true);
    expect(wishAfter(30)).toBeCloseTo(30 / thrift.batteryShare, 5);
    saving.setBattery(false);
    expect(wishAfter(30)).toBe(rates.trackingMs);
  });

  it('stays within the rate that the user allows', () => {
    expect(wishAfter(10, { mostRate: 5 })).toBe(200);
    expect(wishAfter(10, { mostRate: 10 })).toBe(100);
    expect(wishAfter(10, { mostRate: 15 })).toBeCloseTo(1000 / 15, 5);
  });

  it('never asks for a frame sooner than the recognizer, whatever the machine does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 5000, noNaN: true }), fc.nat(3), fc.boolean())),
        (steps) => {
          const one = createThrift(() => now);
          for (const [total, stream, battery] of steps) {
            now += 10;
            one.setBattery(battery);
            const wish = one.next(String(stream), frame(total));
            expect(wish).toBeGreaterThanOrEqual(rates.trackingMs);
            expect(wish).toBeLessThanOrEqual(thrift.slowestMs * 4);
          }
        },
      ),
    );
  });
});
