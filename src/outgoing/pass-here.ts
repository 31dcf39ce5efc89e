import { type Pass, passFrames } from './passing.ts';
import type { Sign, Stamp } from './stamp.ts';

/**
 * How long a frame that came in may take to come out before the pipe counts as behind, ms. A bit
 * less than two of the checks, which come every 250 ms.
 */
export const behindMs = 450;

/**
 * The most of the time between two checks that counts, ms: if more has passed, the thread was busy
 * with something else, and a frame that waited for it is not stuck.
 */
const mostBetweenChecks = 300;

/** Counts how long a frame has been stuck while the thread that checks it was free. */
export function createPatience(now: () => number): {
  /** @param frame whose waiting this is; null: none waits. @returns whether it waited too long */
  isOver(frame: unknown): boolean;
} {
  let stuck: unknown = null;
  let waited = 0;
  let last = now();
  return {
    isOver(frame) {
      const passed = Math.min(now() - last, mostBetweenChecks);
      last = now();
      // What has waited since before the last check; what came later has waited less than that.
      waited = frame !== null && frame === stuck ? waited + passed : 0;
      stuck = frame;
      return waited > behindMs;
    },
  };
}

/** Passes frames on the page's own thread: where the page's policy allows no worker from text. */
export function passHere(makeStamp: () => Stamp, now: () => number): Pass {
  return (streams, listener) => {
    let sign: Sign | null = null;
    let over = false;
    const patience = createPatience(now);
    const signOf = () => (listener.mayDraw() ? sign : null);
    const frames = passFrames(streams, makeStamp(), signOf, now, listener);
    return {
      here: true,
      show(next) {
        sign = next;
      },
      check() {
        if (over || !patience.isOver(frames.since)) return;
        over = true;
        listener.onEnd('behind');
      },
      stop() {
        over = true;
        frames.stop();
      },
    };
  };
}
