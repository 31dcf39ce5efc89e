/** What training on a user's own samples takes and gives. Pure data: it crosses to a worker. */

import type { Sample, UnknownSample } from '../packs/samples.ts';
import type { ClassifierFile } from '../recognizer/signs/classifier-file.ts';

export interface TaughtGesture {
  /** Gesture key (`packs/samples.ts`). */
  key: string;
  /** What the user calls it, for the report's sentences. */
  name: string;
  samples: readonly Sample[];
}

export interface TeachingTask {
  gestures: readonly TaughtGesture[];
  unknowns: readonly UnknownSample[];
  /** Ids of the shipped vocabularies that the gestures stand beside: their letters and gestures
   * train as "none of mine", and collisions with them are told. */
  vocabularies: readonly string[];
  seed: number;
}

/** How one gesture did on samples that were held out from training. */
export interface GestureQuality {
  key: string;
  samples: number;
  takes: number;
  /** Of this gesture's held-out samples: named right, with another's text, not named. */
  right: number;
  wrong: number;
  missed: number;
  /** Wilson interval of right / (right + wrong + missed), 95 %. */
  interval: readonly [low: number, high: number];
  threshold: number;
}

/** Two names for what looks alike to the classifier. */
export interface Collision {
  /** What was shown: a gesture key, taught or shipped. */
  shown: string;
  /** What it was called instead. */
  called: string;
  /** Held-out hands of `shown` that were called so, of how many. */
  count: number;
  of: number;
}

/** A hand that means nothing and was called a gesture: the user's own resting hand, or a shipped one. */
export interface FalseCaption {
  called: string;
  /** Which unknowns: the user's own ('nothing', 'wrong') or the shipped bank of idle hands. */
  origin: 'nothing' | 'wrong' | 'bank';
  count: number;
  of: number;
  /** Id of the unknown sample that was believed most, when it is the user's own; for its drawing. */
  worst?: string;
}

export type Advice =
  | { kind: 'record-more'; key: string; have: number; want: number }
  /** All samples came of one take: nothing is known of another day, light or side. */
  | { kind: 'record-again'; key: string }
  | { kind: 'collides'; key: string; other: string }
  | { kind: 'resting-hand'; key: string }
  | { kind: 'record-nothing'; have: number; want: number }
  | { kind: 'often-missed'; key: string };

export interface QualityReport {
  gestures: readonly GestureQuality[];
  /** Rows: what was shown, columns: what it was called; the last of both is "nothing". */
  confusion: { keys: readonly string[]; counts: readonly (readonly number[])[] };
  collisions: readonly Collision[];
  falseCaptions: readonly FalseCaption[];
  advice: readonly Advice[];
  /** Bad: going live is warned against. */
  verdict: 'good' | 'fair' | 'bad';
}

export interface TeachingResult {
  classifier: ClassifierFile;
  report: QualityReport;
  /** Milliseconds that it took. */
  ms: number;
}

export interface TeachingProgress {
  /** 0..1 of the whole. */
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
