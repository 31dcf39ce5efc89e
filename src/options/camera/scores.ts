/** The scores that meters show, from what the recognizer saw. Pure: the time is handed in. */
import type { Seen } from '../../recognizer/seen.ts';

/** By gesture key, 0..1. */
export type ShownScores = Readonly<Record<string, number>>;

/** How long the scores of a movement are shown, ms: they come with a single frame. */
const movementShownMs = 2000;

export interface ScoreKeeper {
  /** @returns by gesture, the highest of all hands; of one that moves, that of the last movement */
  next(seen: Seen): ShownScores;
  forget(): void;
}

export function createScoreKeeper(now: () => number): ScoreKeeper {
  let moved: { scores: ShownScores; until: number } | null = null;
  return {
    next({ hands, movementScores }) {
      if (movementScores) moved = { scores: movementScores, until: now() + movementShownMs };
      const best: Record<string, number> = moved && now() < moved.until ? { ...moved.scores } : {};
      for (const { scores } of hands)
        for (const [key, score] of Object.entries(scores))
          best[key] = Math.max(best[key] ?? 0, score);
      return best;
    },
    forget() {
      moved = null;
    },
  };
}
