import type { After } from '../../clock/clock.ts';
import type { Answer } from '../../messaging/frames-port.ts';
import { type Problem, ProblemError } from '../../messaging/problems.ts';
import type { RecognitionOptions } from '../../messaging/recognition.ts';
import type { Frame } from '../frame.ts';
import type { Seen } from '../seen.ts';
import type { FromWorker, RecognizerWorker } from './messages.ts';

/** A worker that holds anything this long without an answer is stuck. */
export const stuckMs = 15_000;
/** Loading the models and the self-test may take this long on a slow machine. */
export const startingMs = 60_000;

export interface WorkerClientParts {
  makeWorker(): RecognizerWorker;
  /** Address of the extension's root, for the worker to load models from. */
  base: string;
  /** Browser name and version: the self-test's result is kept per version. */
  browser: string;
  /** The self-test that the recognizer of calls has kept. */
  recall(): string | null;
  after: After;
}

/** What a frame told; null: it was not looked at. */
export type FrameResult = { answer: Answer; seen: Seen } | null;

export interface OpenOptions extends RecognitionOptions {
  draft: boolean;
}

/** One worker of a page, and what it was asked. All promises reject with a ProblemError. */
export interface WorkerClient {
  started: Promise<{ backend: string }>;
  /** @param onNotice what is wrong while frames are looked at all the same; null: it is over */
  open(
    stream: string,
    options: OpenOptions,
    onNotice: (problem: Problem | null) => void,
  ): Promise<void>;
  /** Takes the frame's bytes away. */
  recognize(stream: string, frame: Frame, still: boolean): Promise<FrameResult>;
  /** What was asked of the stream is not answered any more. */
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
 * @param onLost the worker is of no use any more, and everything that was asked has been rejected
 */
export function createWorkerClient(
  parts: WorkerClientParts,
  onLost: (problem: Problem) => void,
): WorkerClient {
  const worker = parts.makeWorker();
  const streams = new Map<string, StreamState>();
  const asked = new Map<number, Waiting<Readonly<Record<string, number>>>>();
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
    for (const waiting of asked.values()) waiting.reject(error);
    streams.clear();
    asked.clear();
  };

  const lose = (problem: Problem): void => {
    if (ended) return;
    end();
    rejectAll(errorOf(problem));
    onLost(problem);
  };

  /** Called with every question and every answer: the time runs from the newest of them. */
  const watch = (): void => {
    cancelStuck?.();
    cancelStuck = null;
    const waits = [...streams.values()].some(({ opening, frames }) => opening || frames.size > 0);
    if (!starting && !waits && asked.size === 0) return;
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
          // Something broke on a frame: the next ones would fare no better.
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
        asked.get(data.id)?.resolve(data.thresholds);
        asked.delete(data.id);
        break;
      case 'no-thresholds':
        asked.get(data.id)?.reject(errorOf(data.problem));
        asked.delete(data.id);
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
    if (!ended) watch();
  };
  worker.onerror = ({ message }) =>
    lose({ code: 'recognizer-lost', detail: message ?? 'worker error' });

  const started = new Promise<{ backend: string }>((resolve, reject) => {
    starting = { resolve, reject };
  });
  // Whoever waits for it hears of it; a page that does not wait is told by `onLost`.
  started.catch(() => undefined);
  const { base, browser } = parts;
  // One thread: a page's frames are few, and the threads of a call must not be taken from it.
  worker.postMessage(
    { type: 'start', base, browser, selfTest: parts.recall(), threads: false },
    [],
  );
  watch();

  const whenAlive = <T>(ask: (waiting: Waiting<T>) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) {
        reject(new ProblemError('recognizer-lost', 'The recognizer has ended.'));
        return;
      }
      ask({ resolve, reject });
      watch();
    });

  return {
    started,
    open: (stream, options, onNotice) =>
      whenAlive((opening) => {
        streams.set(stream, { opening, frames: new Map(), onNotice });
        worker.postMessage({ type: 'open', stream, ...options, inspect: true }, []);
      }),
    recognize: (stream, frame, still) =>
      whenAlive((waiting) => {
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
      watch();
    },
    thresholds: (vocabulary) =>
      whenAlive((waiting) => {
        const id = nextId++;
        asked.set(id, waiting);
        worker.postMessage({ type: 'thresholds', id, vocabulary }, []);
      }),
    dispose() {
      if (ended) return;
      end();
      rejectAll(new ProblemError('recognizer-lost', 'The recognizer was put away.'));
    },
  };
}
