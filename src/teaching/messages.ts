import type { Problem } from '../messaging/problems.ts';
import type { TeachingProgress, TeachingResult, TeachingTask } from './types.ts';

/**
 * Between a page and the training worker. Both are ours and start together, so types suffice. A
 * worker does one training and is then terminated.
 */
export type ToTraining =
  /** First message. `base`: address of the extension's root, ending in `/`. */
  { type: 'train'; base: string; task: TeachingTask } | { type: 'stop' };

export type FromTraining =
  | { type: 'progress'; progress: TeachingProgress }
  | { type: 'done'; result: TeachingResult }
  | { type: 'failed'; problem: Problem }
  /** Stopped on request. */
  | { type: 'stopped' };
