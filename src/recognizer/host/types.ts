/** What the hub is given (the parts of the browser, so that tests can stand in), holds and can do. */
import type { After } from '../../clock/clock.ts';
import type { Answer, AnswerMessage, FrameMessage } from '../../messaging/frames-port.ts';
import type { RecognizerWorker } from '../worker/messages.ts';

/** The part of `runtime.Port` that the hub needs. */
export interface HubPort {
  postMessage(message: AnswerMessage): void;
  disconnect(): void;
  onMessage: { addListener(listener: (message: unknown) => void): void };
  onDisconnect: { addListener(listener: () => void): void };
}

export interface HubParts {
  makeWorker(): RecognizerWorker;
  /** Address of the extension's root, for the worker to load models from. */
  base: string;
  /** Browser name and version: the self-test's result is kept per version. */
  browser: string;
  recall(): string | null;
  keep(selfTest: string): void;
  after: After;
  /** Called when no port has been open for a while. */
  onIdle(): void;
}

export type OpenMessage = Extract<FrameMessage, { type: 'open' }>;

/** What the hub knows of one port. */
export interface StreamState {
  port: HubPort;
  tab: number;
  open: OpenMessage | null;
  /** The worker has opened it: frames may come. */
  ready: boolean;
  /** Frame ids that it waits for. */
  pending: Set<number>;
  /** The newest since it was opened or reset. */
  answer: Answer | null;
}

export interface Hub {
  /** @param tab the sender's; beyond `maxStreams` of one tab the port is closed at once */
  attach(port: HubPort, tab: number): void;
  /** The machine runs on battery, or no longer does: then less is looked at. */
  setBattery(on: boolean): void;
  /** Open ports, and frames that the worker has not answered. */
  readonly counts: { readonly ports: number; readonly pending: number };
  dispose(): void;
}
