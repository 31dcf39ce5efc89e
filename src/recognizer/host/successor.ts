import type { After } from '../../clock/clock.ts';
import type { Answer } from '../../messaging/frames-port.ts';
import type { FromWorker, RecognizerWorker, StreamMessage } from '../worker/messages.ts';

/** How long a successor may take to load the models, ms; after that the old worker stays. */
export const preparingMs = 60_000;
/** How long to wait for a moment at which no stream loses anything, ms; then take over anyway. */
export const momentMs = 10_000;

/** What a successor needs to know of a stream. */
export interface StreamNow {
  key: string;
  /** The newest answer; null: none since the stream was opened or reset. */
  answer: Answer | null;
}

export interface SuccessorParts {
  /** The new worker; it has already been sent `start`. */
  worker: RecognizerWorker;
  /** The streams that are open now. */
  streams(): StreamNow[];
  after: After;
  /** Every stream is open in the new worker, and it can take over now. */
  onTakeOver(worker: RecognizerWorker, backend: string): void;
  /** The new worker did not start and was ended; the one that serves stays. */
  onGiveUp(): void;
}

/** A worker that is prepared while another serves, to replace it. */
export interface Successor {
  /** Forwards `open`, `close`, `reset` and `power`; frames must not be forwarded. */
  post(message: StreamMessage): void;
  /** Must be called when an answer arrived or a stream was closed or reset. */
  check(): void;
  dispose(): void;
}

/**
 * Prepares a worker while another serves, so that no caption is lost while the models load. It takes
 * over when no stream loses anything by it: the new worker does not know of half-held signs, nor
 * which sign was reported and is still held.
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
        // Irrelevant to when it may take over.
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

/** At most this share of a sign's dwell may have to be repeated. */
const repeatableShare = 1 / 3;

/**
 * Whether a new worker can take over the stream now: there is no hand, or one that has only begun to
 * hold a sign, so that no reported sign is still held.
 */
function losesNothing(answer: Answer | null): boolean {
  if (!answer || answer.hands === 0) return true;
  return answer.candidate !== null && answer.candidate.progress <= repeatableShare;
}
