import type { Recognition } from './recognition.ts';

/**
 * How much of the computer the recognizer takes. It runs beside a call that is already at work: when
 * frames take long - a slow or busy machine - fewer of them are asked for, before the call itself
 * runs out of time. Times are wall-clock ms; what a recording is told never depends on this, as only
 * the worker asks it.
 */
export const thrift = {
  /** Most of one core's time, as a share, that looking may take. */
  share: 0.85,
  /** The same on battery. */
  batteryShare: 0.4,
  /** Never fewer than eight frames a second for one camera: fewer lose hands that move and held signs. */
  slowestMs: 125,
  /** A stream that has sent nothing for so long does not count any more. */
  quietMs: 1500,
  /** Weight of the newest frame in the mean time of one. */
  newest: 0.2,
} as const;

export interface Thrift {
  /** Whether the machine runs on battery. */
  setBattery(on: boolean): void;
  /**
   * What a frame of this stream took, and the wish for the next one.
   * @param mostRate frames a second that the user allows at most; left out: no limit of the user's
   * @returns the wish for the next one as it should be, ms
   */
  next(
    stream: string,
    recognition: Pick<Recognition, 'next' | 'stages'>,
    mostRate?: number,
  ): number;
  forget(stream: string): void;
}

interface StreamCost {
  /** Mean time of a frame, ms. */
  ms: number;
  at: number;
}

/** @param clock wall-clock ms */
export function createThrift(clock: () => number): Thrift {
  const costs = new Map<string, StreamCost>();
  let isOnBattery = false;

  const cost = (stream: string, took: number): StreamCost => {
    const before = costs.get(stream);
    // One frame that took long is a hiccup; the mean tells how the machine fares.
    const ms = before ? before.ms + (took - before.ms) * thrift.newest : took;
    const now = { ms, at: clock() };
    costs.set(stream, now);
    return now;
  };

  return {
    setBattery(on) {
      isOnBattery = on;
    },
    next(stream, { next, stages }, mostRate) {
      const { ms, at } = cost(stream, stages.total);
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
