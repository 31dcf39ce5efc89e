/** The hub's types: its parts (those of the browser, which tests replace), its state, its interface. */
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
  /** URL of the extension's root, from which the worker loads models. */
  base: string;
  /** Browser name and version: the self-test's result is valid for one version only. */
  browser: string;
  /** The stored result of the self-test, or null. */
  recall(): string | null;
  /** Stores the result of the self-test. */
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
  /** The worker has opened the stream, so frames may come. */
  ready: boolean;
  /** Ids of frames that are not answered yet. */
  pending: Set<number>;
  /** The newest answer since the stream was opened or reset. */
  answer: Answer | null;
}

export interface Hub {
  /** @param tab the sender's tab; beyond `maxStreams` of one tab the port is closed at once */
  attach(port: HubPort, tab: number): void;
  /** @param on whether the machine runs on battery; then fewer frames are asked for */
  setBattery(on: boolean): void;
  /** Open ports, and frames that the worker has not answered. */
  readonly counts: { readonly ports: number; readonly pending: number };
  dispose(): void;
}
