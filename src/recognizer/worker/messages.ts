import type { Problem } from '../../messaging/problems.ts';
import type { Answer } from '../../messaging/protocol.ts';
import type { Frame } from '../frame.ts';
import type { StreamOptions } from '../recognizer.ts';

/**
 * Between the recognizer's host page and its worker: both are ours and start together, so types
 * suffice. Every stream is one port of a content script.
 */
export type ToWorker =
  /**
   * First message. `selfTest` is what an earlier `started` said, to be kept by the host; without
   * `threads` there is one thread, whatever it says.
   */
  | { type: 'start'; base: string; browser: string; selfTest: string | null; threads: boolean }
  | ({ type: 'open'; stream: string } & StreamOptions)
  | { type: 'frame'; stream: string; id: number; frame: Frame }
  | { type: 'reset'; stream: string }
  | { type: 'close'; stream: string };

export type FromWorker =
  | { type: 'started'; backend: string; selfTest: string | null }
  /** Start failed: the worker is of no use any more. */
  | { type: 'failed'; problem: Problem }
  /** Two threads are slower than one was in the self-test; told once. */
  | { type: 'slow-threads' }
  | { type: 'opened'; stream: string }
  | { type: 'answer'; stream: string; id: number; answer: Answer | null }
  | { type: 'problem'; stream: string; problem: Problem };

/** What the worker that tries threads says, once. */
export type ThreadsTrialReply =
  | { type: 'trial'; error: number; ms: number }
  | { type: 'failed'; reason: string };
