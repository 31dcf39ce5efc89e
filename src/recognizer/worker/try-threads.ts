import type { Trial } from '../engine/select.ts';
import type { ThreadsTrialReply } from './messages.ts';

/** The part of `Worker` that a trial needs. */
export interface TrialWorker {
  postMessage(message: { base: string }): void;
  terminate(): void;
  onmessage: ((event: { data: ThreadsTrialReply }) => void) | null;
  onerror: ((event: { message?: string; preventDefault(): void }) => void) | null;
}

/**
 * Tries WASM with threads in a worker of its own: a thread that never answers blocks the one that
 * waits for it, which can only be ended from outside.
 *
 * @param base URL of the extension's root, ending in `/`
 * @param signal ends the worker when the time is up
 * @returns rejects when threads do not start here
 */
export function tryThreads(
  makeWorker: () => TrialWorker,
  base: string,
  signal: AbortSignal,
): Promise<Trial> {
  return new Promise<Trial>((resolve, reject) => {
    const worker = makeWorker();
    const end = (): void => {
      signal.removeEventListener('abort', end);
      worker.terminate();
    };
    signal.addEventListener('abort', end);
    worker.onmessage = ({ data }) => {
      end();
      if (data.type === 'trial') resolve({ error: data.error, ms: data.ms });
      else reject(new Error(data.reason));
    };
    worker.onerror = (event) => {
      // Otherwise it would also be an error of the worker that created this one.
      event.preventDefault();
      end();
      reject(new Error(event.message || 'its worker does not start'));
    };
    worker.postMessage({ base });
  });
}
