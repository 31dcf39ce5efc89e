/** The frames that were sent and are not answered yet, and when they no longer will be. */
import { namedTimers, type Timers } from '../../clock/clock.ts';

/** An answer that has not come by then will not come. */
export const answerMs = 3000;

export interface Unanswered {
  sent(id: number): void;
  /** @returns how long that took, ms; null: not waited for, being late or from before a `forget` */
  answered(id: number): number | null;
  /** What is on its way no longer counts. @returns how many frames that were */
  forget(): number;
}

/** @param late hears of so many frames at once that they will not be answered any more */
export function createUnanswered(timers: Timers, late: (frames: number) => void): Unanswered {
  /** When each frame on its way was sent, oldest first. */
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
    if (frames > 0) late(frames);
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
