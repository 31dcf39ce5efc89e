import type { Frame, Rect } from '../frame.ts';
import type { Hand } from '../hand.ts';

/** What a step may do: look for new hands too, or only follow those it has. */
export type StepMode = 'search' | 'track';

/** What one frame told about hands. */
export interface FinderStep {
  /** Up to two hands, in the order in which they were found. */
  hands: Hand[];
  /** Whether palms were looked for in this frame. */
  searched: boolean;
  /** Whether hands of an earlier frame were followed in this one. */
  tracked: boolean;
  /** Time of the palm model and of the landmark model, in milliseconds of the clock handed in. */
  searchMs: number;
  landmarksMs: number;
}

/** Finds and follows hands in one stream of frames. Steps of one finder must not overlap. */
export interface HandFinder {
  /** Takes the next frame. In mode `search` palms are looked for only in frames of the whole picture. */
  step(frame: Frame, mode?: StepMode): Promise<FinderStep>;
  /**
   * The part of the picture (source pixels) that the next step needs, null for all of it. Sending
   * more never hurts.
   */
  regionWanted(): Rect | null;
  /** Forgets all hands, as after a change of camera. */
  reset(): void;
  dispose(): void;
}
