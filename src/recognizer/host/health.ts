import type { After } from '../../clock/clock.ts';

/** A worker that holds a frame this long without an answer is stuck: it is replaced. */
export const stuckMs = 15_000;
/** Loading the models and the self-test may take this long on a slow machine. */
export const openingMs = 60_000;
/** So many frames broke in a row and none was looked at: the worker's backend is gone. */
export const brokenInARow = 3;

/** Watches one worker, over all its streams. */
export interface Health {
  /** A stream is to be opened. */
  opening(stream: string): void;
  /** It was, or could not be, or is not wanted any more. */
  opened(stream: string): void;
  /** The worker was given a frame. */
  given(stream: string, id: number): void;
  /** It answered; `looked` is false for a frame that it did not look at. */
  answered(stream: string, id: number, looked: boolean): void;
  /** A frame broke in it. One may by itself; where none gets through another worker is needed. */
  broke(detail: string): void;
  /** Frames broke and none was ever looked at. */
  readonly fruitless: boolean;
  /** Another worker: nothing is owed and nothing is known of it. */
  renew(): void;
}

/**
 * Tells when a worker hangs or its backend is gone (a lost GPU, no memory). Each frame has its own
 * time: a worker in which one frame never ends answers the newer ones with nothing, for ever. A
 * frame is owed also when its stream was closed: the next call must not get a worker that hangs.
 *
 * @param onLost called with the reason; until `renew` it may be called again
 */
export function createHealth(after: After, onLost: (detail: string) => void): Health {
  /** Cancels the timer of each thing that is owed. */
  const owed = new Map<string, () => void>();
  let broken = 0;
  let proven = false;

  const paid = (what: string): void => {
    owed.get(what)?.();
    owed.delete(what);
  };
  const owes = (what: string, ms: number): void => {
    paid(what);
    const overdue = (): void => {
      owed.delete(what);
      onLost(`no answer for ${ms} ms`);
    };
    owed.set(what, after(ms, overdue));
  };

  return {
    opening: (stream) => owes(stream, openingMs),
    opened: (stream) => paid(stream),
    given: (stream, id) => owes(`${stream} ${id}`, stuckMs),
    answered(stream, id, looked) {
      paid(`${stream} ${id}`);
      if (!looked) return;
      proven = true;
      broken = 0;
    },
    broke(detail) {
      broken++;
      if (broken >= brokenInARow) onLost(detail);
    },
    get fruitless() {
      return broken > 0 && !proven;
    },
    renew() {
      for (const what of [...owed.keys()]) paid(what);
      broken = 0;
      proven = false;
    },
  };
}
