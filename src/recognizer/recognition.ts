import type { Rect } from './frame.ts';
import type { Hand } from './hand.ts';
import type { Candidate, Classification } from './signs/types.ts';

/** Where the time of one frame went, in milliseconds of the clock handed in. Absent: not run. */
export interface StageTimes {
  search?: number;
  landmarks?: number;
  classify?: number;
  /** From `push` to the answer. */
  total: number;
}

/** What one frame told. */
export interface Recognition {
  timestamp: number;
  hands: readonly Hand[];
  /** What each of the hands shows, in their order. */
  classifications: readonly Classification[];
  candidate: Candidate | null;
  /** The gesture whose dwell was completed with this very frame; told once per held sign. */
  sign: string | null;
  /** What was run: a search for hands, landmarks on tracked hands, neither (still picture). */
  searched: boolean;
  tracked: boolean;
  /** What to send next: not sooner than this, and (while tracking) only this region is needed. */
  next: { afterMs: number; region: Rect | null };
  stages: StageTimes;
}
