import type { After } from '../../clock/clock.ts';
import type { Answer } from '../../messaging/frames-port.ts';
import { type Problem, ProblemError } from '../../messaging/problems.ts';
import type { RecognitionOptions } from '../../messaging/recognition.ts';
import type { Frame } from '../frame.ts';
import type { Seen } from '../seen.ts';
import type { FromWorker, RecognizerWorker } from './messages.ts';

/** How long a worker may take to answer, ms; after that it is stuck. */
export const stuckMs = 15_000;
/** How long a worker may take to start, ms; loading the models and the self-test can be slow. */
export const startingMs = 60_000;

export interface WorkerClientParts {
  makeWorker(): RecognizerWorker;
  /** URL of the extension's root, from which the worker loads models. */
  base: string;
  /** Browser name and version: the self-test's result is valid for one version only. */
  browser: string;
  /** The self-test result that the recognizer of calls has stored, or null. */
  recall(): string | null;
  after: After;
}

/** The answer for a frame; null if the frame was skipped. */
export type FrameResult = { answer: Answer; seen: Seen } | null;

export interface OpenOptions extends RecognitionOptions {
  draft: boolean;
}

/** A page's client of its worker. All promises reject with a ProblemError. */
export interface WorkerClient {
  started: Promise<{ backend: string }>;
  /** @param onNotice called with a problem during which frames are still answered; null: it is over */
  open(
    stream: string,
    options: OpenOptions,
    onNotice: (problem: Problem | null) => void,
  ): Promise<void>;
  /** Transfers the frame's bytes. */
  recognize(stream: string, frame: Frame, still: boolean): Promise<FrameResult>;
  /** Pending frames of the stream resolve to null; a pending `open` rejects. */
  close(stream: string): void;
  thresholds(vocabulary: string): Promise<Readonly<Record<string, number>>>;
  dispose(): void;
}

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: ProblemError): void;
}

interface StreamState {
  opening: Waiting<void> | null;
  frames: Map<number, Waiting<FrameResult>>;
  onNotice(problem: Problem | null): void;
}

const errorOf = ({ code, detail }: Problem): ProblemError => new ProblemError(code, detail ?? code);

/**
 * Starts a recognizer worker for a page.
 *
 * @param onLost called when the worker can no longer be used and all pending promises were rejected
 */
export function createWorkerClient(
  parts: WorkerClientParts,
  onLost: (problem: Problem) => void,
): WorkerClient {
  const worker = parts.makeWorker();
  const streams = new Map<string, StreamState>();
  const thresholdRequests = new Map<number, Waiting<Readonly<Record<string, number>>>>();
  let starting: Waiting<{ backend: string }> | null = null;
  let cancelStuck: (() => void) | null = null;
  let nextId = 0;
  let ended = false;

  const end = (): void => {
    ended = true;
    cancelStuck?.();
    cancelStuck = null;
    worker.onmessage = null;
    worker.onerror = null;
    worker.terminate();
  };

  const rejectAll = (error: ProblemError): void => {
    starting?.reject(error);
    starting = null;
    for (const { opening, frames } of streams.values()) {
      opening?.reject(error);
      for (const waiting of frames.values()) waiting.reject(error);
    }
    for (const waiting of thresholdRequests.values()) waiting.reject(error);
    streams.clear();
    thresholdRequests.clear();
  };

  const lose = (problem: Problem): void => {
    if (ended) return;
    end();
    rejectAll(errorOf(problem));
    onLost(problem);
  };

  /** Called for every request and every answer, so that the time counts from the newest of them. */
  const restartTimer = (): void => {
    cancelStuck?.();
    cancelStuck = null;
    const waits = [...streams.values()].some(({ opening, frames }) => opening || frames.size > 0);
    if (!starting && !waits && thresholdRequests.size === 0) return;
    const ms = starting ? startingMs : stuckMs;
    cancelStuck = parts.after(ms, () =>
      lose({ code: 'recognizer-lost', detail: `no answer for ${ms} ms` }),
    );
  };

  const onStream = (message: Extract<FromWorker, { stream: string }>): void => {
    const stream = streams.get(message.stream);
    if (!stream) return;
    switch (message.type) {
      case 'opened':
        stream.opening?.resolve();
        stream.opening = null;
        return;
      case 'answer': {
        const { id, answer, seen } = message;
        stream.frames.get(id)?.resolve(answer && seen ? { answer, seen } : null);
        stream.frames.delete(id);
        return;
      }
      case 'notice':
        stream.onNotice(message.problem);
        return;
      case 'problem':
        if (stream.opening) {
          stream.opening.reject(errorOf(message.problem));
          streams.delete(message.stream);
        } else {
          // The worker failed on a frame and would fail on the next ones too.
          lose(message.problem);
        }
        return;
      default:
        message satisfies never;
    }
  };

  worker.onmessage = ({ data }) => {
    switch (data.type) {
      case 'started':
        starting?.resolve({ backend: data.backend });
        starting = null;
        break;
      case 'failed':
        lose(data.problem);
        return;
      case 'thresholds':
        thresholdRequests.get(data.id)?.resolve(data.thresholds);
        thresholdRequests.delete(data.id);
        break;
      case 'no-thresholds':
        thresholdRequests.get(data.id)?.reject(errorOf(data.problem));
        thresholdRequests.delete(data.id);
        break;
      case 'slow-threads':
        break;
      case 'opened':
      case 'answer':
      case 'notice':
      case 'problem':
        onStream(data);
        break;
      default:
        data satisfies never;
    }
    if (!ended) restartTimer();
  };
  worker.onerror = ({ message }) =>
    lose({ code: 'recognizer-lost', detail: message ?? 'worker error' });

  const started = new Promise<{ backend: string }>((resolve, reject) => {
    starting = { resolve, reject };
  });
  // A page that does not await it learns of a failure from `onLost`; it must not count as unhandled.
  started.catch(() => undefined);
  const { base, browser } = parts;
  // One thread: a page has few frames, and a call at the same time needs the other cores.
  worker.postMessage(
    { type: 'start', base, browser, selfTest: parts.recall(), threads: false },
    [],
  );
  restartTimer();

  const request = <T>(send: (waiting: Waiting<T>) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) {
        reject(new ProblemError('recognizer-lost', 'The recognizer has ended.'));
        return;
      }
      send({ resolve, reject });
      restartTimer();
    });

  return {
    started,
    open: (stream, options, onNotice) =>
      request((opening) => {
        streams.set(stream, { opening, frames: new Map(), onNotice });
        worker.postMessage({ type: 'open', stream, ...options, inspect: true }, []);
      }),
    recognize: (stream, frame, still) =>
      request((waiting) => {
        const id = nextId++;
        const state = streams.get(stream);
        if (!state) {
          waiting.resolve(null);
          return;
        }
        state.frames.set(id, waiting);
        const bytes = frame.data.buffer as ArrayBuffer;
        worker.postMessage({ type: 'frame', stream, id, frame, still }, [bytes]);
      }),
    close(stream) {
      const state = streams.get(stream);
      if (!state) return;
      streams.delete(stream);
      for (const waiting of state.frames.values()) waiting.resolve(null);
      state.opening?.reject(new ProblemError('recognizer-lost', 'The stream was closed.'));
      worker.postMessage({ type: 'close', stream }, []);
      restartTimer();
    },
    thresholds: (vocabulary) =>
      request((waiting) => {
        const id = nextId++;
        thresholdRequests.set(id, waiting);
        worker.postMessage({ type: 'thresholds', id, vocabulary }, []);
      }),
    dispose() {
      if (ended) return;
      end();
      rejectAll(new ProblemError('recognizer-lost', 'The recognizer was disposed.'));
    },
  };
}
