import type { Timers } from '../clock/clock.ts';

/** How often to look whether frames have come, ms. */
const checkMs = 1000;
/** After how many looks without a frame the camera counts as giving no picture. */
export const noPictureChecks = 5;

export interface PictureWatchParts {
  timers: Pick<Timers, 'every'>;
  /** Whether the camera ought to deliver frames here and now. */
  expected(): boolean;
  /**
   * Called with true when the camera gives no picture; with false when a frame comes after all, or
   * none is expected any more.
   */
  onMissing(missing: boolean): void;
}

/**
 * Notices that a camera is live but gives no picture. It counts looks, not time: a page that is
 * busy, asleep or stopped at a dialog delays them as it delays frames.
 */
export interface PictureWatch {
  /** Another track is read. */
  start(): void;
  /** A frame has come. */
  frame(): void;
  stop(): void;
}

export function createPictureWatch({
  timers,
  expected,
  onMissing,
}: PictureWatchParts): PictureWatch {
  let checks = 0;
  let missing = false;
  let end: (() => void) | null = null;

  const tell = (now: boolean): void => {
    if (now === missing) return;
    missing = now;
    onMissing(now);
  };
  const check = (): void => {
    checks = expected() ? checks + 1 : 0;
    if (checks === 0) tell(false);
    else if (checks >= noPictureChecks) tell(true);
  };
  const stop = (): void => {
    end?.();
    end = null;
    checks = 0;
    missing = false;
  };

  return {
    start() {
      stop();
      end = timers.every(checkMs, check);
    },
    frame() {
      checks = 0;
      tell(false);
    },
    stop,
  };
}
