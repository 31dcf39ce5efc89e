import { describe, expect, test } from 'vitest';
import { createGuard, watchThreads } from '../../../../src/recognizer/engine/guard.ts';
import type { HandModels } from '../../../../src/recognizer/hands/models.ts';
import { greyFrame } from '../fake-frames.ts';

/** A guard whose runs follow each other like frames of a followed hand. */
function guarded(frameMs = 66) {
  const guard = createGuard({ oneThreadMs: 40 });
  let now = 0;
  return {
    /** @returns the number of the run that it reported, or null */
    run(times: readonly number[]): number | null {
      for (const [i, ms] of times.entries()) {
        now += Math.max(ms, frameMs);
        if (guard.note(ms, now)) return i + 1;
      }
      return null;
    },
    pause(ms: number): void {
      now += ms;
    },
  };
}

const times = (ms: number, count: number): number[] => Array.from({ length: count }, () => ms);

describe('the guard of two threads', () => {
  test('accepts threads that are about as fast as one, or faster', () => {
    expect(guarded().run(times(23, 500))).toBeNull();
    expect(guarded().run(times(51, 500))).toBeNull();
  });

  test('reports after two windows in a row that are clearly slower than one thread', () => {
    expect(guarded().run(times(53, 500))).toBe(60);
  });

  test('needs fewer than thirty frames when each takes long', () => {
    const runs = guarded().run(times(331, 100))!;
    expect(runs * 0.331).toBeLessThan(8);
  });

  test('reports once', () => {
    const guard = guarded();
    expect(guard.run(times(100, 500))).not.toBeNull();
    expect(guard.run(times(100, 500))).toBeNull();
  });

  test('ignores one slow window between two that are not', () => {
    const guard = guarded();
    for (let i = 0; i < 5; i++) {
      expect(guard.run(times(100, 30))).toBeNull();
      expect(guard.run(times(23, 30))).toBeNull();
    }
  });

  test('ignores single frames, however slow they are', () => {
    const hiccups = Array.from({ length: 500 }, (_, i) => (i % 3 === 0 ? 900 : 23));
    expect(guarded().run(hiccups)).toBeNull();
  });

  test('does not judge a handful of frames, however often a hand appears for a moment', () => {
    const guard = guarded();
    for (let i = 0; i < 20; i++) {
      expect(guard.run(times(100, 4))).toBeNull();
      guard.pause(10_000);
    }
  });
});

describe('watched models', () => {
  const answer = { hand: { landmarks: [], handedness: 'Left' as const, leftness: 1, presence: 1 } };

  /** Models that take this many ms of fake time for a hand. */
  function world(ms: number) {
    let now = 0;
    let slowCalls = 0;
    const models: HandModels = {
      detectPalms: async () => {
        now += 1000;
        return [];
      },
      landmarks: async () => {
        now += ms;
        return { ...answer, world: [] };
      },
      dispose: () => undefined,
    };
    const watched = watchThreads(
      models,
      40,
      () => now,
      () => slowCalls++,
    );
    return { watched, slowCalls: () => slowCalls };
  }
  const frame = greyFrame(0, { width: 4, height: 2 });
  const region = { cx: 2, cy: 1, size: 2, rotation: 0 };

  test('give the same answers, and report when following a hand has become slow', async () => {
    const { watched, slowCalls } = world(100);
    for (let i = 0; i < 100; i++)
      expect(await watched.landmarks(frame, region, 'full')).toEqual({ ...answer, world: [] });
    expect(slowCalls()).toBe(1);
  });

  test('ignore how long the other models take', async () => {
    const { watched, slowCalls } = world(30);
    for (let i = 0; i < 100; i++) {
      await watched.detectPalms(frame, region, 'full');
      await watched.landmarks(frame, region, 'full');
    }
    const lite = world(100);
    for (let i = 0; i < 100; i++) await lite.watched.landmarks(frame, region, 'lite');
    expect([slowCalls(), lite.slowCalls()]).toEqual([0, 0]);
  });
});
