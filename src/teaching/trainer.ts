import type { After } from '../clock/clock.ts';
import { ProblemError } from '../messaging/problems.ts';
import type { FromTraining, ToTraining } from './messages.ts';
import type { TeachingResult, Trainer } from './types.ts';

/** What a trainer needs of a worker. */
export interface TrainingWorker {
  postMessage(message: ToTraining): void;
  onmessage: ((event: { data: FromTraining }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
  terminate(): void;
}

export interface TrainerOptions {
  /** Starts `teaching-worker.js`. */
  makeWorker(): TrainingWorker;
  /** Address of the extension's root, ending in `/`. */
  base: string;
  after: After;
}

/** How long a worker may take to confirm a request to stop before it is terminated, ms. */
const stopMs = 1000;

/** A trainer with a new worker for every training, so that no state is left from the last one. */
export function createTrainer({ makeWorker, base, after }: TrainerOptions): Trainer {
  /** Ends the running training; null: none is running. */
  let abandon: ((reason: unknown) => void) | null = null;
  let disposed = false;

  return {
    train(task, { onProgress, signal }) {
      if (disposed || abandon)
        return Promise.reject(
          new ProblemError('training-failed', disposed ? 'The trainer is closed.' : busy),
        );
      if (signal?.aborted) return Promise.reject(signal.reason);
      return new Promise<TeachingResult>((resolve, reject) => {
        const worker = makeWorker();
        let giveUp: (() => void) | null = null;
        const end = () => {
          worker.onmessage = null;
          worker.onerror = null;
          worker.terminate();
          giveUp?.();
          signal?.removeEventListener('abort', stop);
          abandon = null;
        };
        const fail = (reason: unknown) => {
          end();
          reject(reason);
        };
        const stop = () => {
          giveUp = after(stopMs, () => fail(signal?.reason));
          worker.postMessage({ type: 'stop' });
        };
        abandon = fail;
        worker.onmessage = ({ data }) => {
          // Messages sent before the worker received the request to stop still arrive.
          if (signal?.aborted) {
            if (data.type !== 'progress') fail(signal.reason);
            return;
          }
          switch (data.type) {
            case 'progress':
              onProgress(data.progress);
              return;
            case 'done':
              end();
              resolve(data.result);
              return;
            case 'failed':
              fail(new ProblemError(data.problem.code, data.problem.detail ?? ''));
              return;
            case 'stopped':
              // Only a worker that was asked to stop says so.
              return;
            default:
              data satisfies never;
          }
        };
        worker.onerror = ({ message }) =>
          fail(
            signal?.aborted
              ? signal.reason
              : new ProblemError('training-failed', message ?? 'The worker did not start.'),
          );
        signal?.addEventListener('abort', stop);
        worker.postMessage({ type: 'train', base, task });
      });
    },
    dispose() {
      disposed = true;
      abandon?.(new ProblemError('training-failed', 'The trainer was closed.'));
    },
  };
}

const busy = 'Another training is running.';
