import type { AnswerMessage } from '../../messaging/frames-port.ts';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import type { FromWorker, RecognizerWorker, StreamMessage, ToWorker } from '../worker/messages.ts';
import { createHealth } from './health.ts';
import { carriesBinary, frameIdOf, parseFrameMessage, toOpen, unwrapFrame } from './incoming.ts';
import { createSuccessor, type Successor } from './successor.ts';
import type { Hub, HubParts, OpenMessage, StreamState } from './types.ts';

/** How long no tab has captions on before the worker is ended, ms. */
export const idleMs = 30_000;

/** At most this many streams per tab: a page can create any number of frames, each with a camera. */
export const maxStreams = 8;
/** At most this many unanswered frames per stream; content scripts send two at a time. */
export const maxPending = 8;

/**
 * Connects the ports of all content scripts to the one recognizer worker: checks incoming messages,
 * starts the worker for the first stream, replaces it when it fails or hangs, or when its two threads
 * have become slower than one, and ends it when idle.
 */
export function createHub(parts: HubParts): Hub {
  const streams = new Map<string, StreamState>();
  let worker: RecognizerWorker | null = null;
  let backend: string | null = null;
  /** Whether two threads may be used; once false, it stays so until the host's page is closed. */
  let threads = true;
  let successor: Successor | null = null;
  let isOnBattery = false;
  let nextStream = 0;
  let cancelIdle: (() => void) | null = null;
  const health = createHealth(parts.after, (detail) => workerLost(detail));

  const send = (stream: StreamState, message: AnswerMessage): void => {
    try {
      stream.port.postMessage(message);
    } catch {
      // The port has just closed; its onDisconnect cleans up.
    }
  };

  const endWorker = (old: RecognizerWorker): void => {
    old.onmessage = null;
    old.onerror = null;
    old.terminate();
  };

  const stopWorker = (): void => {
    health.renew();
    successor?.dispose();
    successor = null;
    if (worker) endWorker(worker);
    worker = null;
    backend = null;
  };

  /** Ends a worker that failed and reports it; each content script opens its stream again later. */
  const workerFailed = (problem: Problem): void => {
    // It never started or never recognized a frame: the stored self-test result may be the cause, so
    // it is discarded.
    if (backend === null || health.fruitless) parts.keep('');
    stopWorker();
    for (const stream of streams.values()) {
      stream.pending.clear();
      stream.open = null;
      stream.ready = false;
      send(stream, { type: 'problem', problem });
    }
  };

  const workerLost = (detail: string): void => {
    // Two threads can block forever inside WASM, even if the self-test found nothing wrong.
    if (backend === null) threads = false;
    workerFailed({ code: 'recognizer-lost', detail });
  };

  const startWorker = (): RecognizerWorker => {
    const { base, browser } = parts;
    const started = parts.makeWorker();
    started.postMessage({ type: 'start', base, browser, selfTest: parts.recall(), threads }, []);
    if (isOnBattery) started.postMessage({ type: 'power', battery: true }, []);
    return started;
  };

  const serveWith = (serving: RecognizerWorker): void => {
    worker = serving;
    serving.onmessage = ({ data }) => onWorker(data);
    serving.onerror = (event) => workerLost(event.message ?? 'worker error');
  };

  const post = (message: ToWorker, transfer: Transferable[] = []): void => {
    if (!worker) serveWith(startWorker());
    worker?.postMessage(message, transfer);
  };

  const postToBoth = (message: StreamMessage): void => {
    post(message);
    successor?.post(message);
  };

  const sendReady = (key: string, stream: StreamState, { probe }: OpenMessage): void => {
    stream.ready = true;
    health.opened(key);
    const binary = carriesBinary(probe);
    send(stream, { type: 'ready', backend: backend ?? 'unknown', binary });
  };

  /** Prepares a worker with one thread to replace the one that serves. */
  const replaceThreads = (): void => {
    threads = false;
    if (successor) return;
    successor = createSuccessor({
      worker: startWorker(),
      after: parts.after,
      streams: () =>
        [...streams].flatMap(([key, { open, answer }]) => (open ? [{ key, answer }] : [])),
      onTakeOver,
      // Slow captions are better than none.
      onGiveUp: () => {
        successor = null;
      },
    });
    for (const [key, { open }] of streams) if (open) successor.post(toOpen(key, open));
  };

  const onTakeOver = (next: RecognizerWorker, nextBackend: string): void => {
    successor = null;
    if (worker) endWorker(worker);
    serveWith(next);
    backend = nextBackend;
    health.renew();
    for (const [key, stream] of streams) {
      // The old worker's unanswered frames are no longer recognized.
      for (const id of stream.pending) send(stream, { type: 'answer', id, answer: null });
      stream.pending.clear();
      stream.answer = null;
      if (stream.open && !stream.ready) sendReady(key, stream, stream.open);
    }
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
      case 'slow-threads':
        replaceThreads();
        return;
      case 'opened': {
        const stream = streams.get(message.stream);
        if (!stream?.open) return;
        sendReady(message.stream, stream, stream.open);
        return;
      }
      case 'answer': {
        health.answered(message.stream, message.id, message.answer !== null);
        const stream = streams.get(message.stream);
        if (!stream) return;
        stream.pending.delete(message.id);
        stream.answer = message.answer ?? stream.answer;
        send(stream, { type: 'answer', id: message.id, answer: message.answer });
        successor?.check();
        return;
      }
      case 'problem': {
        const { problem } = message;
        const stream = streams.get(message.stream);
        // The content script may try again to open a stream that could not be opened.
        if (stream && !stream.ready) stream.open = null;
        if (!stream?.ready) health.opened(message.stream);
        if (stream) send(stream, { type: 'problem', problem });
        if (problem.code === 'recognizer-lost') health.broke(problem.detail ?? 'a frame failed');
        return;
      }
      case 'notice': {
        const stream = streams.get(message.stream);
        if (stream) send(stream, { type: 'notice', problem: message.problem });
        return;
      }
      case 'thresholds':
      case 'no-thresholds':
        // The hub never asks for them.
        return;
      default:
        message satisfies never;
    }
  };

  /** Answers all the same: the sender counts frames in flight and would wait for this one. */
  const reject = (stream: StreamState, id: number, reason: string): void => {
    send(stream, { type: 'answer', id, answer: null });
    if (!stream.ready) return;
    send(stream, { type: 'problem', problem: { code: 'frame-unreadable', detail: reason } });
  };

  const onPort = (key: string, stream: StreamState, raw: unknown): void => {
    const message = parseFrameMessage(raw);
    if (!message) {
      const id = frameIdOf(raw);
      if (id !== null) reject(stream, id, 'size or form out of bounds');
      return;
    }
    switch (message.type) {
      case 'open':
        stream.open = message;
        stream.ready = false;
        stream.pending.clear();
        stream.answer = null;
        postToBoth(toOpen(key, message));
        health.opening(key);
        return;
      case 'reset':
        stream.answer = null;
        if (stream.open) postToBoth({ type: 'reset', stream: key });
        successor?.check();
        return;
      case 'ping':
        // Nothing to do: receiving it keeps the event page alive.
        return;
      case 'wrong':
        if (stream.ready) post({ type: 'wrong', stream: key, gesture: message.gesture });
        return;
      case 'not-wrong':
        if (stream.ready) post({ type: 'not-wrong', stream: key });
        return;
      case 'frame': {
        const frame = stream.ready && unwrapFrame(message.frame);
        if (!frame) {
          reject(stream, message.id, 'bytes do not fit size and format');
          return;
        }
        if (stream.pending.size >= maxPending) {
          send(stream, { type: 'answer', id: message.id, answer: null });
          return;
        }
        stream.pending.add(message.id);
        health.given(key, message.id);
        const { id, suppressed } = message;
        post({ type: 'frame', stream: key, id, frame, suppressed }, [
          frame.data.buffer as ArrayBuffer,
        ]);
        return;
      }
      default:
        message satisfies never;
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
    attach(port, tab) {
      const others = [...streams.values()].filter((stream) => stream.tab === tab);
      if (others.length >= maxStreams) {
        port.disconnect();
        return;
      }
      const key = String(nextStream++);
      const stream: StreamState = {
        port,
        tab,
        open: null,
        ready: false,
        pending: new Set(),
        answer: null,
      };
      streams.set(key, stream);
      watchIdle();
      port.onMessage.addListener((raw) => {
        try {
          onPort(key, stream, raw);
        } catch (error) {
          send(stream, { type: 'problem', problem: toProblem(error) });
        }
      });
      port.onDisconnect.addListener(() => {
        streams.delete(key);
        health.opened(key);
        if (worker) postToBoth({ type: 'close', stream: key });
        successor?.check();
        watchIdle();
      });
    },
    get counts() {
      let pending = 0;
      for (const stream of streams.values()) pending += stream.pending.size;
      return { ports: streams.size, pending };
    },
    setBattery(on) {
      if (isOnBattery === on) return;
      isOnBattery = on;
      if (worker) postToBoth({ type: 'power', battery: on });
    },
    dispose() {
      cancelIdle?.();
      stopWorker();
      streams.clear();
    },
  };
}
