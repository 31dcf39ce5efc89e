/** The hands and scores of a frame, which the worker reports to the extension's own pages only. */
import type { Reason } from '../messaging/reason.ts';
import type { SampleHand } from '../packs/samples.ts';
import type { Hand } from './hand.ts';
import type { Candidate } from './signs/types.ts';

export interface SeenHand {
  /** Landmarks in source pixels. */
  hand: Hand;
  /** The score of every enabled gesture, by gesture key (`packs/samples.ts`). */
  scores: Readonly<Record<string, number>>;
  /** The key of the gesture that passes its threshold, or null. */
  gesture: string | null;
  /** The frame does not show it clearly: what it shows is from an earlier frame, and is no sample. */
  unclear?: boolean;
}

export interface Seen {
  timestamp: number;
  /** Size of the whole frame, source pixels. */
  frameSize: { width: number; height: number };
  hands: readonly SeenHand[];
  /** Movements that ended with this frame, in the form of samples; usually none. */
  movements?: readonly (readonly SampleHand[])[] | undefined;
  /** The scores of the last of them, by gesture key. */
  movementScores?: Readonly<Record<string, number>> | undefined;
  /** A movement runs: hands have left rest and not come to it again. */
  isMoving?: boolean | undefined;
  /** As captions would show it; its gesture is a gesture key. */
  candidate: Candidate | null;
  /** Why there is no sign; its gesture is a gesture key. */
  reason?: Reason | undefined;
  /** The gesture whose dwell this frame completed. */
  sign: { key: string; caption: string } | null;
}
