/**
 * Runs in a page of the extension: starts recognizer workers and pushes frames to them, as the host
 * page does (src/recognizer/host/hub.ts).
 */
import type { Frame } from '../../src/recognizer/frame.ts';
import type {
  FromWorker,
  ThreadsTrialReply,
  ToWorker,
} from '../../src/recognizer/worker/messages.ts';

type Said<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;

const stream = 'bench';
const workers = new Map<string, Worker>();
const pictures = new Map<string, Frame>();

/** The next message of that type; whatever is wrong before it rejects. */
function next<T extends FromWorker['type']>(worker: Worker, type: T): Promise<Said<T>> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === type) resolve(data as Said<T>);
      else if (data.type === 'failed' || data.type === 'problem')
        reject(new Error(JSON.stringify(data.problem)));
    };
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

const bench = {
  async start(name: string, selfTest: string | null): Promise<Said<'started'>> {
    const worker = new Worker('recognizer-worker.js', { type: 'module' });
    workers.set(name, worker);
    const post = (message: ToWorker): void => worker.postMessage(message);
    const started = next(worker, 'started');
    const base = new URL('/', location.href).href;
    post({ type: 'start', base, browser: navigator.userAgent, selfTest, threads: true });
    const said = await started;
    const opened = next(worker, 'opened');
    post({ type: 'open', stream, vocabulary: 'call-gestures', dwellMs: 700 });
    await opened;
    return said;
  },
  end(name: string): void {
    workers.get(name)?.terminate();
    workers.delete(name);
  },
  /** The self-test of threads alone. */
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
  /** A picture for `push`. @param pixels the frame's bytes as base64 */
  show(rest: Omit<Frame, 'data'>, pixels: string, id = 'only'): void {
    const data = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
    pictures.set(id, { ...rest, data });
  },
  /**
   * Pushes a picture once.
   * @param timestamp ms of media time
   * @param restMs quiet time before it, so that what the last frame left behind is over
   */
  async push(
    name: string,
    timestamp: number,
    restMs: number,
    id = 'only',
  ): Promise<Said<'answer'> & { ms: number }> {
    const worker = workers.get(name);
    const picture = pictures.get(id);
    if (!worker || !picture) throw new Error(`There is no worker ${name}, or no picture.`);
    await new Promise((go) => setTimeout(go, restMs));
    const frame = { ...picture, data: picture.data.slice(), timestamp };
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
