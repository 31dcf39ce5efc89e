/**
 * Runs in an extension page: starts recognizer workers and pushes frames to them, as the host page
 * does (src/recognizer/host/hub.ts).
 */
import type { Frame } from '../../src/recognizer/frame.ts';
import type {
  FromWorker,
  ThreadsTrialReply,
  ToWorker,
} from '../../src/recognizer/worker/messages.ts';

type Reply<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;

const stream = 'bench';
const workers = new Map<string, Worker>();
const frames = new Map<string, Frame>();

/** Resolves with the next message of that type; rejects if a problem is reported first. */
function next<T extends FromWorker['type']>(worker: Worker, type: T): Promise<Reply<T>> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === type) resolve(data as Reply<T>);
      else if (data.type === 'failed' || data.type === 'problem')
        reject(new Error(JSON.stringify(data.problem)));
    };
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

const bench = {
  async start(name: string, selfTest: string | null): Promise<Reply<'started'>> {
    const worker = new Worker('recognizer-worker.js', { type: 'module' });
    workers.set(name, worker);
    const post = (message: ToWorker): void => worker.postMessage(message);
    const started = next(worker, 'started');
    const base = new URL('/', location.href).href;
    post({ type: 'start', base, browser: navigator.userAgent, selfTest, threads: true });
    const reply = await started;
    const opened = next(worker, 'opened');
    post({ type: 'open', stream, vocabulary: 'call-gestures', dwellMs: 700 });
    await opened;
    return reply;
  },
  /** @returns ms from making the worker to its first answer about a frame of `show` */
  async firstAnswer(name: string, selfTest: string | null, id: string): Promise<number> {
    const begin = performance.now();
    await bench.start(name, selfTest);
    await bench.push(name, 0, 0, id);
    return performance.now() - begin;
  },
  end(name: string): void {
    workers.get(name)?.terminate();
    workers.delete(name);
  },
  /** Runs only the self-test of threads. */
  tryThreads(): Promise<ThreadsTrialReply> {
    return new Promise((resolve, reject) => {
      const worker = new Worker('threads-trial.js', { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<ThreadsTrialReply>) => {
        worker.terminate();
        resolve(data);
      };
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ base: new URL('/', location.href).href });
    });
  },
  /** Stores a frame for `push`. @param pixels the frame's bytes as base64 */
  show(rest: Omit<Frame, 'data'>, pixels: string, id = 'only'): void {
    const data = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
    frames.set(id, { ...rest, data });
  },
  /**
   * Pushes a frame once.
   * @param timestamp ms of media time
   * @param restMs how long to wait first, so that the work of the last frame is over
   */
  async push(
    name: string,
    timestamp: number,
    restMs: number,
    id = 'only',
  ): Promise<Reply<'answer'> & { ms: number }> {
    const worker = workers.get(name);
    const stored = frames.get(id);
    if (!worker || !stored) throw new Error(`There is no worker ${name} or no frame ${id}.`);
    await new Promise((go) => setTimeout(go, restMs));
    const frame = { ...stored, data: stored.data.slice(), timestamp };
    const answer = next(worker, 'answer');
    const message: ToWorker = { type: 'frame', stream, id: timestamp, frame };
    const begin = performance.now();
    worker.postMessage(message, [frame.data.buffer]);
    return { ...(await answer), ms: performance.now() - begin };
  },
};

declare global {
  var recognizerBench: typeof bench;
}
globalThis.recognizerBench = bench;
