import type { Frame, Rect } from '../frame.ts';
import type { Hand } from '../hand.ts';

/** Whether a step also searches for new hands or only follows known ones. */
export type StepMode = 'search' | 'track';

/** The hands of one frame. */
export interface FinderStep {
  /** At most two hands, in the order in which they were found. */
  hands: Hand[];
  /**
   * Those of `hands` that are to be judged in a later frame: this one shows them in too few pixels,
   * although the camera has more, or not at all.
   */
  unclear: readonly Hand[];
  /** Whether this frame was searched for palms. */
  searched: boolean;
  /** Whether hands of an earlier frame were followed in this one. */
  tracked: boolean;
  /**
   * How long the palm model and the landmark model took, ms of the clock handed in; with what
   * `finish` took of the step before.
   */
  searchMs: number;
  landmarksMs: number;
}

/** Finds and follows hands in one stream of frames. Steps of one finder must not overlap. */
export interface HandFinder {
  /** Takes the next frame. In mode `search`, only frames of the whole source are searched for palms. */
  step(frame: Frame, mode?: StepMode): Promise<FinderStep>;
  /**
   * Does what the last step has left to do, once its hands were answered: it searches for a second hand.
   * The next step does it first if nobody has; the frame's bytes must stay as they are until then.
   */
  finish(): Promise<void>;
  /**
   * The region (source pixels) that the next step needs, null for the whole frame. A larger region
   * never hurts.
   */
  regionWanted(): Rect | null;
  /** Forgets all hands, as after a change of camera. */
  reset(): void;
  dispose(): void;
}
