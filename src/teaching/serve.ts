/** The worker's side of training; runs without a browser. */
import { toProblem } from '../messaging/problems.ts';
import type { FromTraining, ToTraining } from './messages.ts';
import type { TeachOptions } from './teach.ts';
import { type Shipped, teachTask } from './teach-task.ts';

export interface ServeOptions {
  post(message: FromTraining): void;
  /** Loads what ships to train against, and sets a tfjs backend. */
  prepare(base: string): Promise<Shipped>;
  /** Lets the event loop receive a request to stop. */
  pause(): Promise<void>;
  clock(): number;
  recipe?: TeachOptions['recipe'];
}

/** @returns the handler for messages from the page. */
export function serveTeaching(options: ServeOptions): (message: ToTraining) => void {
  const { post, prepare, pause, clock, recipe } = options;
  const stop = new AbortController();

  async function train({ base, task }: Extract<ToTraining, { type: 'train' }>): Promise<void> {
    const start = clock();
    try {
      post({ type: 'progress', progress: { share: 0, stage: 'loading' } });
      const shipped = await prepare(base);
      stop.signal.throwIfAborted();
      const taught = await teachTask(task, shipped, {
        signal: stop.signal,
        pause,
        onProgress: (progress) => post({ type: 'progress', progress }),
        recipe,
      });
      post({ type: 'done', result: { ...taught, ms: clock() - start } });
    } catch (error) {
      if (stop.signal.aborted) post({ type: 'stopped' });
      else post({ type: 'failed', problem: toProblem(error, 'training-failed') });
    }
  }

  return (message) => {
    switch (message.type) {
      case 'stop':
        stop.abort(new Error('The training was stopped.'));
        return;
      case 'train':
        void train(message);
        return;
      default:
        message satisfies never;
    }
  };
}
