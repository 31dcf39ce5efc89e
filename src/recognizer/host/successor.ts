import type { After } from '../../clock/clock.ts';
import type { Answer } from '../../messaging/frames-port.ts';
import type { FromWorker, RecognizerWorker, StreamMessage } from '../worker/messages.ts';

/** Loading the models again may take this long on a busy machine; then all stays as it is. */
export const preparingMs = 60_000;
/** For so long a moment is waited for in which no stream loses anything; then any will do. */
export const momentMs = 10_000;

/** A stream as a successor has to know it. */
export interface StreamNow {
  key: string;
  /** Its newest answer; null: none since it was opened or reset. */
  answer: Answer | null;
}

export interface SuccessorParts {
  /** Started already. */
  worker: RecognizerWorker;
  /** The streams that are open now. */
  streams(): StreamNow[];
  after: After;
  /** Every stream is open there, and the moment is good. */
  onTakeOver(worker: RecognizerWorker, backend: string): void;
  /** It does not start; it was ended, and the worker that serves goes on. */
  onGiveUp(): void;
}

/** A worker that is made ready beside the one that serves, to take its place. */
export interface Successor {
  /** Of streams that are opened, closed and reset meanwhile it must know; of frames it must not. */
  post(message: StreamMessage): void;
  /** To be called when an answer came or a stream went. */
  check(): void;
  dispose(): void;
}

/**
 * Prepares a worker while another serves, so that no caption is lost while the models load. It
 * takes over when no stream loses anything by it: the new worker knows nothing of a sign that is
 * half held, nor that one was told which is held still.
 */
export function createSuccessor(parts: SuccessorParts): Successor {
  const { worker } = parts;
  const opened = new Set<string>();
  let backend: string | null = null;
  /** Null until every stream is open. */
  let patience: 'moment' | 'none' | null = null;
  let cancel: (() => void) | null = null;
  let done = false;

  const end = (): void => {
    done = true;
    cancel?.();
    worker.onmessage = null;
    worker.onerror = null;
  };
  const dispose = (): void => {
    if (done) return;
    end();
    worker.terminate();
  };
  const giveUp = (): void => {
    if (done) return;
    dispose();
    parts.onGiveUp();
  };

  const check = (): void => {
    if (done || backend === null) return;
    const streams = parts.streams();
    if (!streams.every(({ key }) => opened.has(key))) return;
    if (patience === null) {
      patience = 'moment';
      cancel?.();
      cancel = parts.after(momentMs, () => {
        patience = 'none';
        check();
      });
    }
    if (patience === 'moment' && !streams.every(({ answer }) => losesNothing(answer))) return;
    end();
    parts.onTakeOver(worker, backend);
  };

  const onWorker = (message: FromWorker): void => {
    switch (message.type) {
      case 'started':
        backend = message.backend;
        check();
        return;
      case 'opened':
        opened.add(message.stream);
        check();
        return;
      case 'failed':
      case 'problem':
        giveUp();
        return;
      case 'slow-threads':
      case 'answer':
      case 'notice':
      case 'thresholds':
      case 'no-thresholds':
        // None of them decides whether it may take over.
        return;
      default:
        message satisfies never;
    }
  };

  worker.onmessage = ({ data }) => onWorker(data);
  worker.onerror = giveUp;
  cancel = parts.after(preparingMs, giveUp);

  return {
    post(message) {
      if (message.type === 'open' || message.type === 'close') opened.delete(message.stream);
      worker.postMessage(message, []);
    },
    check,
    dispose,
  };
}

/** A sign that only begins to be held may take so much of its dwell again. */
const begun = 1 / 3;

/**
 * Whether a stream can be forgotten just now: there is no hand, or one that has only begun to hold
 * a sign, so that none that was told is held still.
 */
function losesNothing(answer: Answer | null): boolean {
  if (!answer || answer.hands === 0) return true;
  return answer.candidate !== null && answer.candidate.progress <= begun;
}
