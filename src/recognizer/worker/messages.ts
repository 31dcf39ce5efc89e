import type { Answer, Suppression } from '../../messaging/frames-port.ts';
import type { Problem } from '../../messaging/problems.ts';
import type { Frame } from '../frame.ts';
import type { StreamOptions } from '../recognizer.ts';
import type { Seen } from '../seen.ts';

/**
 * Between the recognizer's host page and its worker: both are ours and start together, so types
 * suffice. Every stream is one port of a content script, or one watch of a page of the extension.
 */
export type ToWorker =
  /**
   * First message. `selfTest` is what an earlier `started` said, to be kept by the host; without
   * `threads` there is one thread, whatever it says.
   */
  | { type: 'start'; base: string; browser: string; selfTest: string | null; threads: boolean }
  /**
   * `inspect`: answers tell landmarks and all scores. For the extension's own pages alone, as
   * `draft` is; the hub asks for neither, whatever a content script says.
   */
  | ({ type: 'open'; stream: string; inspect?: boolean } & StreamOptions)
  /**
   * `still`: a picture by itself, searched thoroughly, that is no part of a video.
   * `suppressed`: no sign may be told of it.
   */
  | {
      type: 'frame';
      stream: string;
      id: number;
      frame: Frame;
      still?: boolean;
      suppressed?: Suppression;
    }
  | { type: 'reset'; stream: string }
  /** Whether the machine runs on battery; without a word it does not. */
  | { type: 'power'; battery: boolean }
  /** The user marked the stream's last caption as wrong. */
  | { type: 'wrong'; stream: string }
  /** Answered by `thresholds` of the same id. */
  | { type: 'thresholds'; id: number; vocabulary: string }
  | { type: 'close'; stream: string };

/** What a worker must know that is to take another's place: which streams there are. */
export type StreamMessage = Extract<ToWorker, { type: 'open' | 'reset' | 'close' | 'power' }>;

export type FromWorker =
  | { type: 'started'; backend: string; selfTest: string | null }
  /** Start failed: the worker is of no use any more. */
  | { type: 'failed'; problem: Problem }
  /** Two threads are slower than one was in the self-test; told once. */
  | { type: 'slow-threads' }
  | { type: 'opened'; stream: string }
  /** `seen`: for streams that inspect, with every answer. */
  | { type: 'answer'; stream: string; id: number; answer: Answer | null; seen?: Seen }
  | { type: 'problem'; stream: string; problem: Problem }
  /** Frames are answered all the same; null: what was wrong no longer is. */
  | { type: 'notice'; stream: string; problem: Problem | null }
  | { type: 'thresholds'; id: number; thresholds: Readonly<Record<string, number>> }
  | { type: 'no-thresholds'; id: number; problem: Problem };

/** The part of `Worker` that its clients need: the hub and the extension's own pages. */
export interface RecognizerWorker {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

/** What the worker that tries threads says, once. */
export type ThreadsTrialReply =
  | { type: 'trial'; error: number; ms: number }
  | { type: 'failed'; reason: string };
