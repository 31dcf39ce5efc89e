/**
 * Tells a new moving sign from one that goes on. A sign that is made slowly rests on its way, above all
 * one that is made twice, and is then cut into several movements. Pure.
 */
import type { Movement } from './movement.ts';

/**
 * A movement that begins at most this long after the last one of the same name is part of that sign, ms.
 * Parts of slowed signs were up to 550 ms apart, signs that are made anew at least 1200 ms
 * (docs/gate.md, "Movements").
 */
const sameSignMs = 800;

export interface SameSign {
  /** Takes the next movement that was named. @returns whether it is part of the sign before it */
  goesOn(gesture: string, movement: Movement): boolean;
  /** The sign was never captioned: what goes on counts as new. */
  takeBack(gesture: string): void;
  reset(): void;
}

export function createSameSign(): SameSign {
  let last: { gesture: string; endedAt: number } | null = null;
  return {
    goesOn(gesture, { startedAt, ms }) {
      const isSame = last?.gesture === gesture && startedAt - last.endedAt <= sameSignMs;
      last = { gesture, endedAt: startedAt + ms };
      return isSame;
    },
    takeBack(gesture) {
      if (last?.gesture === gesture) last = null;
    },
    reset() {
      last = null;
    },
  };
}
