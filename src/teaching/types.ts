/** Input and result of training on a user's samples. Plain data, because it is sent to a worker. */

import type { Sample, UnknownSample } from '../packs/samples.ts';
import type { ClassifierFile } from '../recognizer/signs/classifier-file.ts';

export interface TaughtGesture {
  /** Gesture key (`packs/samples.ts`). */
  key: string;
  /** What the user calls it, for the report's sentences. */
  name: string;
  /** It is a movement; left out: it is held still. */
  moves?: boolean | undefined;
  samples: readonly Sample[];
}

export interface TeachingTask {
  gestures: readonly TaughtGesture[];
  unknowns: readonly UnknownSample[];
  /**
   * Ids of the shipped vocabularies that the gestures are used beside: their letters and gestures
   * are trained as unknown, and collisions with them are reported.
   */
  vocabularies: readonly string[];
  seed: number;
}

/** How one gesture did on samples that were held out from training. */
export interface GestureQuality {
  key: string;
  /** It is a movement; left out: it is held still. */
  moves?: boolean | undefined;
  samples: number;
  takes: number;
  /** Of this gesture's held-out samples: named correctly, named as another gesture, not named. */
  right: number;
  wrong: number;
  missed: number;
  /** Wilson interval of right / (right + wrong + missed), 95 %. */
  interval: readonly [low: number, high: number];
  threshold: number;
}

/** A gesture that the classifier confuses with another one. */
export interface Collision {
  /** What was shown: a gesture key, taught or shipped. */
  shown: string;
  /** What it was called instead. */
  called: string;
  /** How many held-out hands of `shown` were called so, out of `of`. */
  count: number;
  of: number;
}

/** Hands that mean nothing and were called a gesture: the user's, or shipped resting hands. */
export interface FalseCaption {
  called: string;
  /** Which unknown hands: the user's ('nothing', 'wrong') or the idle hands of the shipped bank. */
  origin: 'nothing' | 'wrong' | 'bank';
  count: number;
  of: number;
  /** Id of the user's unknown sample with the highest score, for its drawing. */
  worst?: string;
}

export type Advice =
  | { kind: 'record-more'; key: string; have: number; want: number }
  /** All samples are of one take: nothing is known about another day, light or angle. */
  | { kind: 'record-again'; key: string }
  | { kind: 'collides'; key: string; other: string }
  | { kind: 'resting-hand'; key: string }
  /** `moves`: movements that mean nothing, for gestures that move. */
  | { kind: 'record-nothing'; have: number; want: number; moves?: boolean | undefined }
  | { kind: 'often-missed'; key: string };

export interface QualityReport {
  gestures: readonly GestureQuality[];
  /** Rows: what was shown, columns: what it was called; the last of both is "nothing". */
  confusion: { keys: readonly string[]; counts: readonly (readonly number[])[] };
  collisions: readonly Collision[];
  falseCaptions: readonly FalseCaption[];
  advice: readonly Advice[];
  /** `bad`: the user is warned against going live. */
  verdict: 'good' | 'fair' | 'bad';
}

export interface TeachingResult {
  /** Of held gestures; null if none was taught. */
  classifier: ClassifierFile | null;
  /** Of moving gestures; null if none was taught. */
  movements: ClassifierFile | null;
  report: QualityReport;
  /** How long the training took, ms. */
  ms: number;
}

export interface TeachingProgress {
  /** Share of the whole training that is done, 0..1. */
  share: number;
  stage: 'loading' | 'checking' | 'training' | 'report';
}

/** The page's side of the training worker (`teaching/trainer.ts`). */
export interface Trainer {
  /**
   * Rejects with the signal's reason when cancelled, else with a ProblemError.
   * One training at a time.
   */
  train(
    task: TeachingTask,
    options: { onProgress(progress: TeachingProgress): void; signal?: AbortSignal },
  ): Promise<TeachingResult>;
  dispose(): void;
}
