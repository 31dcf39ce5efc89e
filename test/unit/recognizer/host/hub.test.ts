import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswerMessage } from '../../../../src/messaging/protocol.ts';
import {
  createHub,
  type Hub,
  type HubPort,
  type HubWorker,
  idleMs,
  openingMs,
  stuckMs,
} from '../../../../src/recognizer/host/hub.ts';
import type { FromWorker, ToWorker } from '../../../../src/recognizer/worker/messages.ts';
import { greyFrame } from '../frames.ts';

class FakeWorker implements HubWorker {
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

class FakePort implements HubPort {
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
  disconnect(): void {
    this.gone();
  }
}

let workers: FakeWorker[];
let timers: { ms: number; run: () => void }[];
let kept: string | null;
let idles: number;
let hub: Hub;

beforeEach(() => {
  workers = [];
  timers = [];
  kept = null;
  idles = 0;
  hub = createHub({
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    base: 'chrome-extension://x/',
    browser: 'Test 1',
    recall: () => kept,
    keep: (selfTest) => {
      kept = selfTest;
    },
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    onIdle: () => {
      idles++;
    },
  });
});

const open = { type: 'open', vocabulary: 'call-gestures', dwellMs: 700, probe: new ArrayBuffer(8) };
const frameMessage = (id: number, change: object = {}) => {
  const { data, ...frame } = greyFrame(id * 66);
  return { type: 'frame', id, frame: { ...frame, data: data.buffer, ...change } };
};

function opened(message: unknown = open): { port: FakePort; worker: FakeWorker } {
  const port = new FakePort();
  hub.attach(port);
  port.send(message);
  const worker = workers.at(-1);
  if (!worker) throw new Error('no worker was started');
  const stream = worker.received.findLast((sent) => sent.type === 'open');
  if (stream?.type !== 'open') throw new Error('no stream was opened');
  worker.say({ type: 'started', backend: 'wasm', selfTest: '{"wasm":1}' });
  worker.say({ type: 'opened', stream: stream.stream });
  return { port, worker };
}

/** Runs the timer of this length, as if its time had come. */
function elapse(ms: number): void {
  const timer = timers.find((other) => other.ms === ms);
  if (!timer) throw new Error(`no timer of ${ms} ms is set`);
  timers = timers.filter((other) => other !== timer);
  timer.run();
}

describe('the hub between call pages and the recognizer', () => {
  it('starts one worker for all tabs and says when frames may come', () => {
    const first = opened();
    const second = opened();
    expect(workers).toHaveLength(1);
    expect(first.port.got).toEqual([{ type: 'ready', backend: 'wasm', binary: true }]);
    expect(second.port.got).toEqual([{ type: 'ready', backend: 'wasm', binary: true }]);
  });

  it('keeps the self-test and hands it to the next worker', () => {
    const { worker } = opened();
    worker.onerror?.({ message: 'crashed' });
    opened();
    expect(workers[1]?.received[0]).toMatchObject({ type: 'start', selfTest: '{"wasm":1}' });
  });

  it('tells a browser whose ports carry no bytes', () => {
    const { port } = opened({ ...open, probe: {} });
    expect(port.got).toEqual([{ type: 'ready', backend: 'wasm', binary: false }]);
  });

  it('passes frames on and brings each answer to its own tab', () => {
    const first = opened();
    const second = opened();
    first.port.send(frameMessage(1));
    const frame = first.worker.received.findLast((sent) => sent.type === 'frame');
    if (frame?.type !== 'frame') throw new Error('no frame arrived');
    expect(frame.frame.data.byteLength).toBe(460_800);
    first.worker.say({ type: 'answer', stream: frame.stream, id: 1, answer: null });
    expect(first.port.got.at(-1)).toEqual({ type: 'answer', id: 1, answer: null });
    expect(second.port.got).toHaveLength(1);
  });

  it('takes base64 where bytes do not travel', () => {
    const { port, worker } = opened({ ...open, probe: {} });
    const { data } = greyFrame(0, { width: 4, height: 2 });
    const change = { width: 4, height: 2, data: Buffer.from(data).toString('base64') };
    port.send(frameMessage(1, change));
    const frame = worker.received.at(-1);
    expect(frame?.type === 'frame' && [...frame.frame.data]).toEqual([...data]);
  });

  it.each([
    ['bytes that do not fit the size', { width: 320 }],
    ['a region outside the picture', { region: { x: 600, y: 0, width: 640, height: 480 } }],
    ['base64 that is none', { data: '!!!' }],
  ])('answers a frame with %s, with a problem and without the worker', (_, change) => {
    const { port, worker } = opened();
    port.send(frameMessage(1, change));
    expect(worker.types()).not.toContain('frame');
    expect(port.got.slice(1)).toMatchObject([
      { type: 'answer', id: 1, answer: null },
      { type: 'problem', problem: { code: 'frame-unreadable' } },
    ]);
  });

  it.each([
    null,
    'frame',
    {},
    { type: 'frame', id: 'x' },
    { type: 'close-all' },
    { type: 'open', vocabulary: '../secrets', dwellMs: 700, probe: null },
    frameMessage(1, { timestamp: Number.NaN }),
    frameMessage(1, { width: 1e9 }),
  ])('ignores a message of the wrong shape (%#)', (raw) => {
    const { port, worker } = opened();
    const before = worker.received.length;
    port.send(raw);
    expect(worker.received).toHaveLength(before);
  });

  it('tells every tab when the worker fails, and starts another when a tab opens again', () => {
    const { port, worker } = opened();
    worker.onerror?.({ message: 'out of memory' });
    expect(worker.terminated).toBe(true);
    expect(port.got.at(-1)).toEqual({
      type: 'problem',
      problem: { code: 'recognizer-lost', detail: 'out of memory' },
    });
    port.send(open);
    expect(workers).toHaveLength(2);
  });

  it('replaces a worker that holds a frame for too long', () => {
    const { port, worker } = opened();
    port.send(frameMessage(1));
    elapse(stuckMs);
    expect(worker.terminated).toBe(true);
    expect(port.got.at(-1)).toMatchObject({ problem: { code: 'recognizer-lost' } });
  });

  it('replaces a worker that never finishes loading', () => {
    const port = new FakePort();
    hub.attach(port);
    port.send(open);
    elapse(openingMs);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('watches nothing while every frame is answered', () => {
    const { port, worker } = opened();
    port.send(frameMessage(1));
    const frame = worker.received.at(-1);
    if (frame?.type !== 'frame') throw new Error('no frame arrived');
    worker.say({ type: 'answer', stream: frame.stream, id: 1, answer: null });
    expect(timers).toEqual([]);
  });

  it('reports a damaged model, and tries again when a tab asks again', () => {
    const { port, worker } = opened();
    worker.say({ type: 'failed', problem: { code: 'model-damaged' } });
    expect(port.got.at(-1)).toEqual({ type: 'problem', problem: { code: 'model-damaged' } });
    port.send(open);
    expect(workers).toHaveLength(2);
  });

  it('closes the stream of a tab that left and lets everything go when none is left', () => {
    const { port, worker } = opened();
    port.disconnect();
    expect(worker.types().at(-1)).toBe('close');
    elapse(idleMs);
    expect(worker.terminated).toBe(true);
    expect(idles).toBe(1);
  });

  it('stays while a tab comes back in time', () => {
    opened().port.disconnect();
    opened();
    expect(timers).toEqual([]);
    expect(workers).toHaveLength(1);
  });
});
