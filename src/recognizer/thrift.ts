import type { Recognition } from './recognition.ts';

/**
 * Limits the share of the computer that the recognizer takes. A call runs on the same machine: when
 * frames take long because the machine is slow or busy, fewer of them are asked for, so that the call
 * keeps its time. Times are wall-clock ms. Only the worker uses it, so a recording's answers never
 * depend on it.
 */
export const thrift = {
  /** The largest share of one core's time that recognition may take. */
  share: 0.85,
  /** The same on battery. */
  batteryShare: 0.4,
  /**
   * At most this long between frames of a single camera: with fewer than eight per second, moving
   * hands and held signs are lost.
   */
  slowestMs: 125,
  /** A stream that has sent no frame for this long is not counted. */
  quietMs: 1500,
  /** Weight of the newest frame in the mean time per frame. */
  newest: 0.2,
} as const;

export interface Thrift {
  /** Whether the machine runs on battery. */
  setBattery(on: boolean): void;
  /**
   * Records how long a frame of this stream took.
   * @param mostRate at most this many frames per second, set by the user; absent: no limit
   * @returns when to ask for the next frame, ms; never sooner than `next.afterMs`
   */
  next(
    stream: string,
    recognition: Pick<Recognition, 'next' | 'stages'>,
    mostRate?: number,
  ): number;
  forget(stream: string): void;
}

interface StreamCost {
  /** Mean time per frame, ms. */
  ms: number;
  at: number;
}

/** @param clock wall-clock ms */
export function createThrift(clock: () => number): Thrift {
  const costs = new Map<string, StreamCost>();
  let isOnBattery = false;

  const updateCost = (stream: string, frameMs: number): StreamCost => {
    const before = costs.get(stream);
    // A mean, because a single slow frame says little about the machine.
    const ms = before ? before.ms + (frameMs - before.ms) * thrift.newest : frameMs;
    const now = { ms, at: clock() };
    costs.set(stream, now);
    return now;
  };

  return {
    setBattery(on) {
      isOnBattery = on;
    },
    next(stream, { next, stages }, mostRate) {
      const { ms, at } = updateCost(stream, stages.total);
      let others = 0;
      for (const [key, other] of costs)
        if (key !== stream && at - other.at < thrift.quietMs) others++;
      const streams = 1 + others;
      const share = isOnBattery ? thrift.batteryShare : thrift.share;
      const affordable = Math.min((ms * streams) / share, thrift.slowestMs * streams);
      const allowed = mostRate === undefined ? 0 : 1000 / mostRate;
      return Math.max(next.afterMs, affordable, allowed);
    },
    forget(stream) {
      costs.delete(stream);
    },
  };
}
