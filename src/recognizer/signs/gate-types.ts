/** What the gate (`gate.ts`) is asked, what it answers, and its options. */
import type { SpellingWay, Strictness } from '../../messaging/recognition.ts';
import type { FrameSize } from './intent-features.ts';
import type { EndedMovement, WatchInput } from './movement/watch.ts';
import type { Candidate, Scores } from './types.ts';
import type { WhyNot } from './why-not.ts';

export interface GateOptions {
  /** How long a sign must be held still before it counts. */
  dwellMs: number;
  /** How long a sign must be gone before the same one can count again. */
  releaseMs: number;
  /** Two frames further apart than this do not prove that the sign was held in between. */
  maxGapMs: number;
  /** At least this many frames must show the sign, even at a low frame rate. */
  minFrames: number;
  /**
   * A hand is still while its centre moves less than this share of its size within
   * `stillWindowMs` (`followed-hands.ts`).
   */
  stillness: number;
  /** A hand smaller than this share of the frame's shorter side does not sign. */
  minSize: number;
  /** How likely the intent model must find it that a held sign is meant. */
  strictness: Strictness;
  /** Whether letters also count that are held for only a moment, one after the other (`flow.ts`). */
  spelling: SpellingWay;
}

/**
 * Stillness and dwell: on 21 minutes of people talking, 0.8 s and still gave a third of the false
 * captions of 0.6 s (measured on a prototype). The dwell has no default here: the user sets it
 * (`src/settings/schema.ts`).
 */
export const gateDefaults: Omit<GateOptions, 'dwellMs'> = {
  releaseMs: 300,
  maxGapMs: 600,
  minFrames: 3,
  stillness: 0.2,
  minSize: 0.06,
  strictness: 'normal',
  spelling: 'single',
};

/** The hands of one frame; timestamps are media time, the only clock here. */
export interface GateInput extends WatchInput {
  /** The gestures that are letters; without them none can flow. */
  letters?: ReadonlySet<string>;
  /** Size of the whole frame; without it no hand is too small and every held sign is meant. */
  frameSize?: FrameSize;
  /**
   * Signs are suppressed: none is reported or shown, and what is held now counts from this frame at
   * the earliest. What was reported before stays reported, except `unsaid`, which was never
   * captioned.
   */
  suppressed?: { unsaid?: string | undefined };
}

export interface GateOutput {
  candidate: Candidate | null;
  /** The gesture whose dwell, or whose movement, this frame completed; reported once per sign. */
  sign: string | null;
  /**
   * Mean scores of a hold that this frame completed: of `sign`, or if there is none, of a shape that
   * was held and meant but that no gesture names; reported once per hold.
   */
  scores: Scores | null;
  /** The hold of `sign` was reported before, without a name: it is one letter, not two. */
  wasUnnamed?: boolean;
  /** The letter that was reported before, if it is the beginning of `sign`: an I of a J. */
  replaces?: string;
  /** Why this frame gives no sign; left out: it gives one, or nothing is amiss. */
  reason?: WhyNot | undefined;
  /** A hand is up: it holds something that counted, or is on its way to it (`spelling.ts`). */
  up: boolean;
  /** A movement runs: its frames should come soon after each other. Default: false. */
  moves?: boolean;
  /** The movements that ended with this frame, named or not. */
  ended?: readonly EndedMovement[];
}

/** Decides whether a sign counts: held, still, large enough, meant, and not yet reported. */
export interface Gate {
  step(input: GateInput): GateOutput;
  /**
   * Forgets half-held signs of other gestures, which are no longer recognized. What was reported
   * stays reported: a sign that is held while its gesture goes and returns counts once.
   */
  keep(gestures: ReadonlySet<string>): void;
  /** Forgets everything, as when the camera is switched. */
  reset(): void;
}
