import type { After } from '../../clock/clock.ts';

/** How long a worker may take to answer a frame, ms; after that it is stuck and is replaced. */
export const stuckMs = 15_000;
/** How long a worker may take to open a stream, ms; loading the models and the self-test can be slow. */
export const openingMs = 60_000;
/** After this many failed frames in a row the worker's backend counts as lost. */
export const brokenInARow = 3;

/** Watches one worker, over all its streams. */
export interface Health {
  /** The worker was asked to open a stream. */
  opening(stream: string): void;
  /** The stream was opened, could not be opened, or is no longer wanted. */
  opened(stream: string): void;
  /** A frame was sent to the worker. */
  given(stream: string, id: number): void;
  /** The worker answered; `recognized` is false for a frame that it skipped. */
  answered(stream: string, id: number, recognized: boolean): void;
  /** The worker failed on a frame. A single frame may fail; if all fail, another worker is needed. */
  broke(detail: string): void;
  /** Frames failed and none was ever recognized. */
  readonly fruitless: boolean;
  /** Starts over for another worker. */
  renew(): void;
}

/**
 * Reports when a worker hangs or its backend is lost (a lost GPU, no memory). Each frame has its own
 * deadline: a worker in which one frame never ends answers the newer ones with null forever. The
 * deadline stays when the stream is closed: the next call must not get a worker that hangs.
 *
 * @param onLost called with the reason; until `renew` it may be called again
 */
export function createHealth(after: After, onLost: (detail: string) => void): Health {
  /** Cancels the deadline of each answer that is awaited. */
  const awaited = new Map<string, () => void>();
  let broken = 0;
  let hasRecognized = false;

  const cancelDeadline = (key: string): void => {
    awaited.get(key)?.();
    awaited.delete(key);
  };
  const setDeadline = (key: string, ms: number): void => {
    cancelDeadline(key);
    const onOverdue = (): void => {
      awaited.delete(key);
      onLost(`no answer for ${ms} ms`);
    };
    awaited.set(key, after(ms, onOverdue));
  };

  return {
    opening: (stream) => setDeadline(stream, openingMs),
    opened: (stream) => cancelDeadline(stream),
    given: (stream, id) => setDeadline(`${stream} ${id}`, stuckMs),
    answered(stream, id, recognized) {
      cancelDeadline(`${stream} ${id}`);
      if (!recognized) return;
      hasRecognized = true;
      broken = 0;
    },
    broke(detail) {
      broken++;
      if (broken >= brokenInARow) onLost(detail);
    },
    get fruitless() {
      return broken > 0 && !hasRecognized;
    },
    renew() {
      for (const key of [...awaited.keys()]) cancelDeadline(key);
      broken = 0;
      hasRecognized = false;
    },
  };
}
