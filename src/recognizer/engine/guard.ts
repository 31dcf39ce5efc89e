/**
 * Watches the speed of two threads in use. The machine may have been idle when they were chosen.
 * When other programs take its cores, each thread spins while it waits for the other, and the two
 * together are slower than one (docs/performance.md). Pure: the clock is handed in.
 */
import type { HandModels } from '../hands/models.ts';

export interface GuardOptions {
  /** How long one run of the model takes with one thread, ms; greater than 0. */
  oneThreadMs: number;
  /** How many runs one window holds, at most and at least. */
  most?: number;
  least?: number;
  /**
   * How long a window lasts at most once it has the least number of runs, ms: slow runs take long to
   * fill it. After a pause of this length a new window begins.
   */
  windowMs?: number;
  /** A window is bad when its median is above this many times `oneThreadMs`. */
  worse?: number;
  /** How many bad windows in a row are needed: a single one may be a short disturbance. */
  windows?: number;
}

export interface Guard {
  /**
   * Records one run.
   * @param ms how long it took
   * @param now when it ended, in ms of any clock that does not run backwards
   * @returns true, only once, when one thread would be faster
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
  let reported = false;
  return {
    note(ms, now) {
      if (reported) return false;
      // After a pause without a hand, the runs before it are out of date.
      if (now - last > windowMs) times = [];
      last = now;
      if (times.length === 0) since = now;
      times.push(ms);
      const full = times.length >= most;
      if (!full && (times.length < least || now - since < windowMs)) return false;
      bad = median(times) > worse * oneThreadMs ? bad + 1 : 0;
      times = [];
      reported = bad >= windows;
      return reported;
    },
  };
}

/**
 * The same models, with a guard that times each run of the full landmark model.
 * @param oneThreadMs how long such a run takes with one thread, ms
 * @param clock in ms
 * @param onSlow called once, when one thread would be faster
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

/** The median; the upper of the two middle values for an even count, Infinity for none. */
export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.POSITIVE_INFINITY;
}
