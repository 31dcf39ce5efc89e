/** What the hub is given: the parts of the browser that it needs, so that tests can stand in. */
import type { AnswerMessage } from '../../messaging/frames-port.ts';
import type { FromWorker, ToWorker } from '../worker/messages.ts';

/** The part of `runtime.Port` that the hub needs. */
export interface HubPort {
  postMessage(message: AnswerMessage): void;
  disconnect(): void;
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
