/** The hub with a fake worker, ports and timers. */

import type { AnswerMessage } from '../../../../src/messaging/frames-port.ts';
import { createHub } from '../../../../src/recognizer/host/hub.ts';
import type { Hub, HubPort } from '../../../../src/recognizer/host/types.ts';
import type {
  FromWorker,
  RecognizerWorker,
  ToWorker,
} from '../../../../src/recognizer/worker/messages.ts';
import { greyFrame } from '../fake-frames.ts';

export class FakeWorker implements RecognizerWorker {
  received: ToWorker[] = [];
  terminated = false;
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message?: string }) => void) | null = null;
  postMessage(message: ToWorker): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: FromWorker): void {
    this.onmessage?.({ data });
  }
  types(): string[] {
    return this.received.map((message) => message.type);
  }
}

export class FakePort implements HubPort {
  got: AnswerMessage[] = [];
  private message: (raw: unknown) => void = () => undefined;
  private gone: () => void = () => undefined;
  postMessage(message: AnswerMessage): void {
    this.got.push(message);
  }
  onMessage = {
    addListener: (listener: (message: unknown) => void) => {
      this.message = listener;
    },
  };
  onDisconnect = {
    addListener: (listener: () => void) => {
      this.gone = listener;
    },
  };
  send(raw: unknown): void {
    this.message(raw);
  }
  /** The content script disconnects. */
  leave(): void {
    this.gone();
  }
  closed = false;
  disconnect(): void {
    this.closed = true;
  }
}

/** The first message of a content script. */
export const open = {
  type: 'open',
  recognition: { vocabulary: 'call-gestures', dwellMs: 700 },
  probe: new ArrayBuffer(8),
};

export const frameMessage = (id: number, change: object = {}) => {
  const { data, ...frame } = greyFrame(id * 66);
  return { type: 'frame', id, frame: { ...frame, data: data.buffer, ...change } };
};

export interface TestHub {
  hub: Hub;
  workers: FakeWorker[];
  /** The timers that are set. */
  timers: readonly { ms: number }[];
  /** The stored result of the self-test. */
  kept: string | null;
  idles: number;
  /** A call whose stream is opened by a started worker. */
  opened(message?: unknown): { port: FakePort; worker: FakeWorker; stream: string };
  /** A call that has sent these messages; the worker has not answered yet. */
  attached(...messages: unknown[]): FakePort;
  /** Runs the timer of this length, as if its time were up. */
  elapse(ms: number): void;
}

export function testHub(): TestHub {
  let timers: { ms: number; run: () => void }[] = [];
  const workers: FakeWorker[] = [];
  const state = { kept: null as string | null, idles: 0 };
  const hub = createHub({
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    base: 'chrome-extension://x/',
    browser: 'Test 1',
    recall: () => state.kept,
    keep: (selfTest) => {
      state.kept = selfTest;
    },
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    onIdle: () => {
      state.idles++;
    },
  });

  const attached = (...messages: unknown[]): FakePort => {
    const port = new FakePort();
    hub.attach(port, 7);
    for (const message of messages) port.send(message);
    return port;
  };

  return {
    hub,
    workers,
    get timers() {
      return timers;
    },
    get kept() {
      return state.kept;
    },
    set kept(value) {
      state.kept = value;
    },
    get idles() {
      return state.idles;
    },
    attached,
    opened(message = open) {
      const port = attached(message);
      const worker = workers.at(-1);
      if (!worker) throw new Error('no worker was started');
      const stream = worker.received.findLast((sent) => sent.type === 'open');
      if (stream?.type !== 'open') throw new Error('no stream was opened');
      worker.say({ type: 'started', backend: 'wasm', selfTest: '{"wasm":1}' });
      worker.say({ type: 'opened', stream: stream.stream });
      return { port, worker, stream: stream.stream };
    },
    elapse(ms) {
      const timer = timers.find((other) => other.ms === ms);
      if (!timer) throw new Error(`no timer of ${ms} ms is set`);
      timers = timers.filter((other) => other !== timer);
      timer.run();
    },
  };
}
