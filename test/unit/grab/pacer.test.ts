import { describe, expect, it } from 'vitest';
import { Pacer } from '../../../src/grab/pacer.ts';

/** Plays a camera; answers come before the next frame. Returns the sent frames. */
function play(pacer: Pacer, timestamps: readonly number[], afterMs: number): number[] {
  const sent: number[] = [];
  for (const timestamp of timestamps) {
    if (pacer.decide(timestamp) !== null) continue;
    pacer.sent(timestamp);
    pacer.answered(afterMs);
    sent.push(timestamp);
  }
  return sent;
}

const camera = (fps: number, seconds: number): number[] =>
  Array.from({ length: fps * seconds }, (_, i) => (i * 1000) / fps);

describe('the pacer', () => {
  it.each([
    [30, 1000 / 15, 15],
    [30, 100, 10],
    [30, 500, 2],
    [60, 1000 / 15, 15],
    [24, 1000 / 15, 12],
    [15, 1000 / 15, 15],
    [10, 1000 / 15, 10],
  ])(
    'takes from a camera of %i frames per second, asked every %d ms, %i frames per second',
    (fps, afterMs, rate) => {
      expect(play(new Pacer(), camera(fps, 10), afterMs).length).toBeCloseTo(rate * 10, -1.2);
    },
  );

  it.each([
    [30, 1000 / 15, 15],
    [30, 100, 10],
    [30, 250, 4],
    [60, 1000 / 15, 15],
    [10, 220, 5],
    [5, 250, 5],
  ])(
    'takes from a camera of %i frames per second, asked every %d ms, %i frames per second while its reader rests',
    (fps, afterMs, rate) => {
      const pacer = new Pacer();
      let sent = 0;
      let looks = 0;
      let restUntil = 0;
      let skipped = false;
      const seconds = 60;
      for (const timestamp of camera(fps, seconds)) {
        if (timestamp < restUntil) {
          skipped = true;
          continue;
        }
        looks++;
        if (pacer.decide(timestamp, skipped) === null) {
          pacer.sent(timestamp);
          pacer.answered(afterMs);
          sent++;
        }
        skipped = false;
        restUntil = timestamp + pacer.restMs;
      }
      expect(sent / seconds).toBeCloseTo(rate, -0.2);
      // Hardly a look that is not needed, but for those that learn the camera's rate.
      expect(looks).toBeLessThan(sent + 16 * (1 + seconds / 10));
    },
  );

  it('knows of no rest before it has sent a frame', () => {
    const pacer = new Pacer();
    expect(pacer.restMs).toBe(0);
    pacer.decide(0);
    expect(pacer.restMs).toBe(0);
  });

  it('does not lose frames because of jittering timestamps', () => {
    const shaky = camera(30, 10).map((time, i) => time + (i % 3) * 4);
    expect(play(new Pacer(), shaky, 1000 / 15).length).toBeGreaterThan(140);
  });

  it('takes the first frame at once', () => {
    expect(new Pacer().decide(123_456)).toBeNull();
  });

  it('waits until the recognizer wants the next frame', () => {
    const pacer = new Pacer();
    pacer.sent(0);
    pacer.answered(500);
    expect(pacer.decide(33)).toBe('not-due');
    expect(pacer.decide(400)).toBe('not-due');
    expect(pacer.decide(500)).toBeNull();
  });

  it('keeps at most two frames in flight', () => {
    const pacer = new Pacer({ afterMs: 0 });
    pacer.sent(0);
    expect(pacer.decide(33)).toBeNull();
    pacer.sent(33);
    expect(pacer.decide(66)).toBe('in-flight');
    pacer.answered();
    expect(pacer.decide(99)).toBeNull();
  });

  it('does not send the same moment twice', () => {
    const pacer = new Pacer({ afterMs: 0 });
    pacer.sent(10);
    expect(pacer.decide(10)).toBe('not-due');
  });

  it('continues if timestamps jump back, as with a new source behind the same track', () => {
    const pacer = new Pacer();
    expect(play(pacer, [100_000, 100_033, 100_066, 5, 38, 71, 105], 100)).toEqual([
      100_000, 5, 105,
    ]);
  });

  it('continues after a long gap', () => {
    expect(play(new Pacer(), [0, 33, 60_000, 60_033], 100)).toEqual([0, 60_000]);
  });

  it('forgets frames in flight when it is reset', () => {
    const pacer = new Pacer();
    pacer.sent(0);
    pacer.sent(1);
    pacer.reset();
    expect(pacer.inFlight).toBe(0);
    expect(pacer.decide(2)).toBeNull();
  });

  it('ignores an answer that it did not wait for', () => {
    const pacer = new Pacer();
    pacer.answered();
    expect(pacer.inFlight).toBe(0);
  });
});
