/**
 * The recognizer as the extension's own pages use it: on their own camera (or a file), in a worker
 * of the page, telling landmarks and all scores of every frame, which no call page ever gets.
 */

import type { Problem } from '../../messaging/problems.ts';
import type { Seen } from '../seen.ts';

/** Where pictures come from. */
export type Source =
  /** A camera's track or a video element's: live. */
  | { kind: 'track'; track: MediaStreamTrack }
  /** A video file, looked at from beginning to end as fast as the recognizer goes. */
  | { kind: 'video'; file: Blob }
  /** Pictures, each looked at on its own. */
  | { kind: 'images'; files: readonly Blob[] };

export interface WatchOptions {
  source: Source;
  vocabulary: string;
  /** Also scores of a classifier that is trained but not live yet. */
  draft: boolean;
  onSeen(seen: Seen): void;
  /** The watch has ended with it. */
  onProblem(problem: Problem): void;
  /**
   * Something is wrong while the watch goes on: taught gestures that cannot be read, a picture among
   * others that is none. null: what was wrong with the gestures is over.
   */
  onNotice?(problem: Problem | null): void;
  /** A file's share that was looked at, 0..1; at 1 all was. */
  onProgress?(share: number): void;
}

export interface Watch {
  /**
   * Lets go of the stream; a track of the caller's is the caller's to stop, after this: a track
   * that ends while it is watched is told as a problem of the camera.
   */
  stop(): void;
}

export interface PageRecognizer {
  /** Ready when models are loaded; rejects with a ProblemError. */
  start(): Promise<{ backend: string }>;
  watch(options: WatchOptions): Watch;
  /**
   * The calibrated thresholds by gesture key, before any that the user set: of all shipped gestures
   * of the vocabulary, switched off or not, and of the taught ones, live or waiting.
   */
  thresholds(vocabulary: string): Promise<Readonly<Record<string, number>>>;
  dispose(): void;
}
