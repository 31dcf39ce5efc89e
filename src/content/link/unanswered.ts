/** Keeps track of the frames that have been sent and not answered, and gives up the late ones. */
import { namedTimers, type Timers } from '../../clock/clock.ts';

/** How long to wait for an answer, ms. */
export const answerMs = 3000;

export interface Unanswered {
  sent(id: number): void;
  /** @returns how long the answer took, ms; null if it is late, or was forgotten */
  answered(id: number): number | null;
  /** Stops waiting for all answers. @returns how many frames those were */
  forget(): number;
}

/** @param onLate is called with how many frames have just been given up */
export function createUnanswered(timers: Timers, onLate: (frames: number) => void): Unanswered {
  /** The time at which each unanswered frame was sent, oldest first. */
  const pending = new Map<number, number>();
  const { arm, armed, cancel } = namedTimers<'expire'>(timers);

  const expire = (): void => {
    const now = timers.now();
    let frames = 0;
    for (const [id, sentAt] of pending) {
      if (now - sentAt < answerMs) break;
      pending.delete(id);
      frames++;
    }
    if (frames > 0) onLate(frames);
    watch();
  };

  const watch = (): void => {
    const oldest = pending.values().next().value;
    if (oldest === undefined) cancel('expire');
    else arm('expire', Math.max(0, oldest + answerMs - timers.now()), expire);
  };

  return {
    sent(id) {
      pending.set(id, timers.now());
      if (!armed('expire')) watch();
    },
    answered(id) {
      const sentAt = pending.get(id);
      if (sentAt === undefined) return null;
      pending.delete(id);
      watch();
      return timers.now() - sentAt;
    },
    forget() {
      cancel('expire');
      const { size } = pending;
      pending.clear();
      return size;
    },
  };
}
