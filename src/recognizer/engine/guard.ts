/**
 * Watches two threads at work. They were chosen on a machine that may have been calm; where other
 * programs take its cores, each of the two spins while it waits for the other, and both together
 * are slower than one (docs/performance.md). Pure: the clock is handed in.
 */
import type { HandModels } from '../hands/models.ts';

export interface GuardOptions {
  /** What one run of the model takes with one thread, in ms; greater than 0. */
  oneThreadMs: number;
  /** Runs of one window, at most and at least. */
  most?: number;
  least?: number;
  /**
   * A window with enough runs ends after this many ms: where runs are slow, so is counting them.
   * After a pause of that length a new one begins.
   */
  windowMs?: number;
  /** A window is bad when its median is above this many times `oneThreadMs`. */
  worse?: number;
  /** Bad windows in a row that it takes: one may be a moment's. */
  windows?: number;
}

export interface Guard {
  /**
   * Takes one run's time.
   * @param ms what it took
   * @param now when it ended, in ms of any clock that does not run backwards
   * @returns true when one thread would do better; once, then never again
   */
  note(ms: number, now: number): boolean;
}

export const guardDefaults = { most: 30, least: 5, windowMs: 3000, worse: 1.3, windows: 2 };

export function createGuard(options: GuardOptions): Guard {
  const { oneThreadMs, most, least, windowMs, worse, windows } = { ...guardDefaults, ...options };
  let times: number[] = [];
  let since = 0;
  let last = 0;
  let bad = 0;
  let told = false;
  return {
    note(ms, now) {
      if (told) return false;
      // Where the hand was away in between, the first runs after it say nothing of those before.
      if (now - last > windowMs) times = [];
      last = now;
      if (times.length === 0) since = now;
      times.push(ms);
      const full = times.length >= most;
      if (!full && (times.length < least || now - since < windowMs)) return false;
      bad = median(times) > worse * oneThreadMs ? bad + 1 : 0;
      times = [];
      told = bad >= windows;
      return told;
    },
  };
}

/**
 * The same models, with a guard that hears of each run of the full landmark model.
 * @param oneThreadMs what such a run takes with one thread, in ms
 * @param clock in ms
 * @param onSlow called once, when one thread would do better
 */
export function watchThreads(
  models: HandModels,
  oneThreadMs: number,
  clock: () => number,
  onSlow: () => void,
): HandModels {
  const guard = createGuard({ oneThreadMs });
  return {
    ...models,
    async landmarks(frame, region, size) {
      const start = clock();
      const answer = await models.landmarks(frame, region, size);
      const end = clock();
      if (size === 'full' && guard.note(end - start, end)) onSlow();
      return answer;
    },
  };
}

/** The middle one; of an even number the upper of the two. Infinity for none. */
export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.POSITIVE_INFINITY;
}
