/** What the way to the recognizer (`link.ts`) is asked for, tells and can do. */
import type { Frame } from '../../messaging/frame.ts';
import type { Answer, Suppression } from '../../messaging/frames-port.ts';
import type { Problem } from '../../messaging/problems.ts';
import type { RecognitionOptions } from '../../messaging/recognition.ts';

export interface LinkListener {
  /** The recognizer takes frames, or no longer does. */
  ready(state: { backend: string; binary: boolean } | null): void;
  /** `answer` is null for a frame that the recognizer did not look at. */
  answer(answer: Answer | null, roundTripMs: number): void;
  /** A frame was not answered in time. */
  lost(): void;
  /** So many frames were on their way when the line broke, or the camera changed. */
  forgotten(frames: number): void;
  /** What is wrong now; null when it is over. */
  problem(problem: Problem | null): void;
  /** The extension is gone from under the page: nothing will ever work again. */
  invalidated(): void;
}

export interface Link {
  /** Starts the recognizer and connects; again and again until `stop`. */
  start(): void;
  /** Closes the port; nothing is sent any more. `start` may follow. */
  stop(): void;
  configure(options: RecognitionOptions): void;
  /**
   * Whether a camera is on; taken as yes until it is told. While it is, the recognizer is kept awake;
   * while it is not, one that was ended is left alone until it is needed.
   */
  camera(on: boolean): void;
  readonly ready: boolean;
  /** @returns whether the frame was handed to the port; its bytes may be used again */
  send(frame: Frame): boolean;
  /** Marks the frames from now on: no sign may be told of them; null: any may. */
  suppressSigns(suppressed: Suppression | null): void;
  /** The camera changed: what is on its way no longer counts. */
  reset(): void;
  /** The last caption was wrong: the recognizer keeps its hands to learn from. */
  wrong(): void;
}
