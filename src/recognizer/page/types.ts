/**
 * The recognizer of extension pages: for the page's own camera or a file, in a worker of the page. It
 * reports the landmarks and all scores of every frame, which no call page ever gets.
 */

import type { Problem } from '../../messaging/problems.ts';
import type { Seen } from '../seen.ts';

/** Where frames come from. */
export type Source =
  /** The live track of a camera or of a video element. */
  | { kind: 'track'; track: MediaStreamTrack }
  /** A video file, recognized from beginning to end as fast as possible. */
  | { kind: 'video'; file: Blob }
  /** Pictures, each recognized on its own. */
  | { kind: 'images'; files: readonly Blob[] };

export interface WatchOptions {
  source: Source;
  vocabulary: string;
  /** Whether to include a classifier that is trained but not live yet. */
  draft: boolean;
  onSeen(seen: Seen): void;
  /** A problem that has ended the watch. */
  onProblem(problem: Problem): void;
  /**
   * A problem during which the watch goes on: taught gestures that cannot be read, or a file among
   * others that is not a picture. null: the problem with the gestures is over.
   */
  onNotice?(problem: Problem | null): void;
  /** The share of the file or files that is recognized, 0..1. */
  onProgress?(share: number): void;
}

export interface Watch {
  /**
   * Closes the stream. The caller stops its own track, but only after this: a track that ends while
   * it is watched is reported as a problem of the camera.
   */
  stop(): void;
}

export interface PageRecognizer {
  /** Resolves when the models are loaded; rejects with a ProblemError. */
  start(): Promise<{ backend: string }>;
  watch(options: WatchOptions): Watch;
  /**
   * The calibrated thresholds by gesture key, without those that the user set: of all shipped gestures
   * of the vocabulary, even if switched off, and of all taught ones, even if not live yet.
   */
  thresholds(vocabulary: string): Promise<Readonly<Record<string, number>>>;
  dispose(): void;
}
