import type { Answer, Suppression } from '../../messaging/frames-port.ts';
import type { Problem } from '../../messaging/problems.ts';
import type { Frame } from '../frame.ts';
import type { StreamOptions } from '../recognizer.ts';
import type { Seen } from '../seen.ts';

/**
 * Messages between the recognizer's host page and its worker. Both are ours and start together, so
 * types suffice. A stream is one port of a content script or one watch of an extension page.
 */
export type ToWorker =
  /**
   * The first message. `selfTest` is the stored result from an earlier `started`; without `threads`
   * one thread is used, whatever the result says.
   */
  | { type: 'start'; base: string; browser: string; selfTest: string | null; threads: boolean }
  /**
   * `inspect`: answers include landmarks and all scores. Only for extension pages, like `draft`; the
   * hub asks for neither, whatever a content script says.
   */
  | ({ type: 'open'; stream: string; inspect?: boolean } & StreamOptions)
  /**
   * `still`: a single picture, which is searched thoroughly and belongs to no video.
   * `suppressed`: no sign is reported for it.
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
  /** Whether the machine runs on battery; false until the first such message. */
  | { type: 'power'; battery: boolean }
  /** The user marked the stream's last caption as wrong, which this gesture made. */
  | { type: 'wrong'; stream: string; gesture: string }
  /** The user has undone the last `wrong` of this stream. */
  | { type: 'not-wrong'; stream: string }
  /** Answered by `thresholds` or `no-thresholds` with the same id. */
  | { type: 'thresholds'; id: number; vocabulary: string }
  | { type: 'close'; stream: string };

/** What a worker must know to replace another: which streams there are, and whether to save power. */
export type StreamMessage = Extract<ToWorker, { type: 'open' | 'reset' | 'close' | 'power' }>;

export type FromWorker =
  | { type: 'started'; backend: string; selfTest: string | null }
  /** The start failed, or the backend was lost: the worker can no longer be used. */
  | { type: 'failed'; problem: Problem }
  /** Two threads are slower than one was in the self-test; sent once. */
  | { type: 'slow-threads' }
  | { type: 'opened'; stream: string }
  /** `seen`: with every answer of a stream that inspects. */
  | { type: 'answer'; stream: string; id: number; answer: Answer | null; seen?: Seen }
  | { type: 'problem'; stream: string; problem: Problem }
  /** A problem during which frames are still answered; null: it is over. */
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

/** The single message of the worker that tries threads. */
export type ThreadsTrialReply =
  | { type: 'trial'; error: number; ms: number }
  | { type: 'failed'; reason: string };
