/** What the link to the recognizer (`link.ts`) is asked for, reports and can do. */
import type { Frame } from '../../messaging/frame.ts';
import type { Answer, Suppression } from '../../messaging/frames-port.ts';
import type { Problem } from '../../messaging/problems.ts';
import type { RecognitionOptions } from '../../messaging/recognition.ts';

export interface LinkListener {
  /** The recognizer takes frames; null if it no longer does. */
  onReady(state: { backend: string; binary: boolean } | null): void;
  /** `answer` is null for a frame that the recognizer did not look at. */
  onAnswer(answer: Answer | null, roundTripMs: number): void;
  /** A frame was not answered in time. */
  onLost(): void;
  /** How many frames were on their way when the connection ended, or the camera changed. */
  onForgotten(frames: number): void;
  /** What is wrong now; null when it is over. */
  onProblem(problem: Problem | null): void;
  /** The extension was updated or removed: nothing will work until the page is reloaded. */
  onInvalidated(): void;
}

export interface Link {
  /** Starts the recognizer and connects; tries again after each failure, until `stop`. */
  start(): void;
  /** Closes the connection; nothing is sent any more. `start` may follow. */
  stop(): void;
  configure(options: RecognitionOptions): void;
  /**
   * Whether a camera is on; assumed until the first call. While it is on, the recognizer is kept
   * awake. While it is off, a recognizer whose host was closed is not started again.
   */
  camera(on: boolean): void;
  readonly ready: boolean;
  /** @returns whether the frame was sent; its bytes may be reused in any case */
  send(frame: Frame): boolean;
  /** Marks all further frames, so that no sign in them is reported. Null ends that. */
  suppressSigns(suppressed: Suppression | null): void;
  /** The camera changed: answers to frames on their way are ignored. */
  reset(): void;
  /** The last caption was wrong: the recognizer keeps its hands as an example to learn from. */
  wrong(gesture: string): void;
  /** The caption that was last reported as wrong was right after all: its hands are dropped. */
  notWrong(): void;
}
