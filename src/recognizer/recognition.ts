import type { FrameScale, Rect } from './frame.ts';
import type { Hand } from './hand.ts';
import type { EndedMovement } from './signs/movement/watch.ts';
import type { Candidate, Classification, Scores } from './signs/types.ts';
import type { NotAccepted, WhyNot } from './signs/why-not.ts';

/** How long each stage took for one frame, ms of the clock handed in; absent for one that did not run. */
export interface StageTimes {
  search?: number;
  landmarks?: number;
  classify?: number;
  /** From the call of `push` to its answer. */
  total: number;
}

/** Why a frame gives no sign; a held gesture that is not accepted with the score that it needs. */
export type RecognizedReason = Exclude<WhyNot, NotAccepted> | (NotAccepted & { threshold: number });

/** The answer for one frame. */
export interface Recognition {
  timestamp: number;
  hands: readonly Hand[];
  /** One per hand, in the same order; an unclear hand's is that of the last frame that showed it. */
  classifications: readonly Classification[];
  /** Those of `hands` that this frame does not show clearly enough to judge them. */
  unclear: readonly Hand[];
  candidate: Candidate | null;
  /** The gesture whose dwell this frame completed; reported once per held sign. */
  sign: string | null;
  /** Mean scores of a hold that this frame completed, as the gate reports them. */
  scores: Scores | null;
  /** The hold of `sign` was reported before, without a name. */
  wasUnnamed?: boolean | undefined;
  /** The letter that was reported before, if it is the beginning of `sign`: an I of a J. */
  replaces?: string | undefined;
  /** Why there is no sign; null or left out if there is one, or nothing is amiss. */
  reason?: RecognizedReason | null | undefined;
  /** A hand is up: it holds something that counted, or is on its way to it. */
  up: boolean;
  /** The movements that ended with this frame, named or not; none if nobody asks for them. */
  ended?: readonly EndedMovement[] | undefined;
  /** A movement runs. */
  moves?: boolean | undefined;
  /** Whether the frame was searched for hands. */
  searched: boolean;
  /** Whether hands of an earlier frame were followed in this one. */
  tracked: boolean;
  /**
   * When to send the next frame, which region of it is needed (null: all of it), and whether a smaller
   * one is enough.
   */
  next: { afterMs: number; region: Rect | null; scale?: FrameScale | undefined };
  stages: StageTimes;
}
