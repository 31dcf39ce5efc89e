import { type Problem, toProblem } from '../../messaging/problems.ts';
import type { AnswerMessage, FrameMessage } from '../../messaging/protocol.ts';
import type { FromWorker, ToWorker } from '../worker/messages.ts';
import { carriesBinary, parseFrameMessage, unwrapFrame } from './incoming.ts';

/** The part of `runtime.Port` that the hub needs. */
export interface HubPort {
  postMessage(message: AnswerMessage): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

/** The part of `Worker` that the hub needs. */
export interface HubWorker {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

export interface HubParts {
  makeWorker(): HubWorker;
  /** Address of the extension's root, for the worker to load models from. */
  base: string;
  /** Browser name and version: the self-test's result is kept per version. */
  browser: string;
  recall(): string | null;
  keep(selfTest: string): void;
  /** Starts a one-shot timer; answers its cancel function. */
  after(ms: number, run: () => void): () => void;
  /** Called when no port has been open for a while. */
  onIdle(): void;
}

/** A worker that holds a frame this long without an answer is stuck: it is replaced. */
export const stuckMs = 15_000;
/** Loading the models and the self-test may take this long on a slow machine. */
export const openingMs = 60_000;
/** Models and tensors are let go when no tab has captions on for this long. */
export const idleMs = 30_000;

interface StreamState {
  port: HubPort;
  open: Extract<FrameMessage, { type: 'open' }> | null;
  /** The worker has opened it: frames may come. */
  ready: boolean;
  /** Frame ids that the worker holds. */
  pending: Set<number>;
}

export interface Hub {
  attach(port: HubPort): void;
  dispose(): void;
}

/**
 * Joins the ports of content scripts with the one recognizer worker: checks what comes in, starts
 * the worker with the first port, replaces it when it fails or hangs, ends it when idle.
 */
export function createHub(parts: HubParts): Hub {
  const streams = new Map<string, StreamState>();
  let worker: HubWorker | null = null;
  let backend: string | null = null;
  let nextStream = 0;
  let cancelIdle: (() => void) | null = null;
  let cancelStuck: (() => void) | null = null;

  const tell = (stream: StreamState, message: AnswerMessage): void => {
    try {
      stream.port.postMessage(message);
    } catch {
      // The port closed in this very moment; its onDisconnect cleans up.
    }
  };

  const stopWorker = (): void => {
    cancelStuck?.();
    cancelStuck = null;
    worker?.terminate();
    worker = null;
    backend = null;
  };

  /** Ends a worker that failed and says so; each content script opens again in its own time. */
  const workerFailed = (problem: Problem): void => {
    stopWorker();
    for (const stream of streams.values()) {
      stream.pending.clear();
      stream.open = null;
      stream.ready = false;
      tell(stream, { type: 'problem', problem });
    }
  };

  const watchStuck = (): void => {
    cancelStuck?.();
    cancelStuck = null;
    const all = [...streams.values()];
    const opening = all.some((stream) => stream.open && !stream.ready);
    if (!opening && all.every((stream) => stream.pending.size === 0)) return;
    const ms = opening ? openingMs : stuckMs;
    cancelStuck = parts.after(ms, () =>
      workerFailed({ code: 'recognizer-lost', detail: `no answer for ${ms} ms` }),
    );
  };

  const post = (message: ToWorker, transfer: Transferable[] = []): void => {
    if (!worker) {
      worker = parts.makeWorker();
      worker.onmessage = ({ data }) => onWorker(data);
      worker.onerror = (event) =>
        workerFailed({ code: 'recognizer-lost', detail: event.message ?? 'worker error' });
      worker.postMessage(
        { type: 'start', base: parts.base, browser: parts.browser, selfTest: parts.recall() },
        [],
      );
    }
    worker.postMessage(message, transfer);
  };

  const onWorker = (message: FromWorker): void => {
    switch (message.type) {
      case 'started':
        backend = message.backend;
        if (message.selfTest) parts.keep(message.selfTest);
        return;
      case 'failed':
        workerFailed(message.problem);
        return;
      case 'opened': {
        const stream = streams.get(message.stream);
        if (!stream?.open) return;
        stream.ready = true;
        watchStuck();
        tell(stream, {
          type: 'ready',
          backend: backend ?? 'unknown',
          binary: carriesBinary(stream.open.probe),
        });
        return;
      }
      case 'answer': {
        const stream = streams.get(message.stream);
        if (!stream) return;
        stream.pending.delete(message.id);
        watchStuck();
        tell(stream, { type: 'answer', id: message.id, answer: message.answer });
        return;
      }
      case 'problem': {
        const stream = streams.get(message.stream);
        if (!stream) return;
        // A stream that could not be opened may be tried again by its content script.
        if (!stream.ready) stream.open = null;
        watchStuck();
        tell(stream, { type: 'problem', problem: message.problem });
      }
    }
  };

  const onPort = (key: string, stream: StreamState, raw: unknown): void => {
    const message = parseFrameMessage(raw);
    if (!message) return;
    switch (message.type) {
      case 'open': {
        stream.open = message;
        stream.ready = false;
        stream.pending.clear();
        const { vocabulary, dwellMs } = message;
        post({ type: 'open', stream: key, vocabulary, dwellMs });
        watchStuck();
        return;
      }
      case 'reset':
        if (stream.open) post({ type: 'reset', stream: key });
        return;
      case 'frame': {
        const frame = stream.ready && unwrapFrame(message.frame);
        if (!frame) {
          // Answered all the same: the sender waits for a free place.
          tell(stream, { type: 'answer', id: message.id, answer: null });
          if (stream.ready)
            tell(stream, {
              type: 'problem',
              problem: { code: 'frame-unreadable', detail: 'bytes do not fit size and format' },
            });
          return;
        }
        stream.pending.add(message.id);
        if (!cancelStuck) watchStuck();
        post({ type: 'frame', stream: key, id: message.id, frame }, [
          frame.data.buffer as ArrayBuffer,
        ]);
      }
    }
  };

  const watchIdle = (): void => {
    cancelIdle?.();
    cancelIdle = null;
    if (streams.size > 0) return;
    cancelIdle = parts.after(idleMs, () => {
      stopWorker();
      parts.onIdle();
    });
  };
  watchIdle();

  return {
    attach(port) {
      const key = String(nextStream++);
      const stream: StreamState = { port, open: null, ready: false, pending: new Set() };
      streams.set(key, stream);
      watchIdle();
      port.onMessage.addListener((raw) => {
        try {
          onPort(key, stream, raw);
        } catch (error) {
          tell(stream, { type: 'problem', problem: toProblem(error) });
        }
      });
      port.onDisconnect.addListener(() => {
        streams.delete(key);
        if (worker) post({ type: 'close', stream: key });
        watchStuck();
        watchIdle();
      });
    },
    dispose() {
      cancelIdle?.();
      stopWorker();
      streams.clear();
    },
  };
}
