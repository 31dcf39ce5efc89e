import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, AnswerMessage } from '../../../../src/messaging/protocol.ts';
import {
  createHub,
  type Hub,
  idleMs,
  openingMs,
  stuckMs,
} from '../../../../src/recognizer/host/hub.ts';
import { momentMs, preparingMs } from '../../../../src/recognizer/host/successor.ts';
import type { HubPort, HubWorker } from '../../../../src/recognizer/host/types.ts';
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

  it('forgets the self-test of a worker that never started, else it would be stuck for ever', () => {
    kept = '{"wasm-threads":1}';
    const port = new FakePort();
    hub.attach(port);
    port.send(open);
    elapse(openingMs);
    port.send(open);
    expect(workers[1]?.received[0]).toMatchObject({ type: 'start', selfTest: '' });
  });

  it('starts no threads after a worker that hung before it started', () => {
    const port = new FakePort();
    hub.attach(port);
    port.send(open);
    expect(workers[0]?.received[0]).toMatchObject({ type: 'start', threads: true });
    elapse(openingMs);
    port.send(open);
    expect(workers[1]?.received[0]).toMatchObject({ type: 'start', threads: false });
  });

  it('has nothing against threads where a worker says itself why it does not start', () => {
    const port = new FakePort();
    hub.attach(port);
    port.send(open);
    workers[0]?.say({ type: 'failed', problem: { code: 'model-damaged' } });
    port.send(open);
    expect(workers[1]?.received[0]).toMatchObject({ type: 'start', threads: true });
  });

  it('keeps the self-test of a worker that started and failed later', () => {
    const { port, worker } = opened();
    worker.onerror?.({ message: 'out of memory' });
    port.send(open);
    expect(workers[1]?.received[0]).toMatchObject({ type: 'start', selfTest: '{"wasm":1}' });
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

describe('the hub, when two threads have become slower than one', () => {
  const answer = (change: Partial<Answer> = {}): Answer => ({
    timestamp: 0,
    hands: 0,
    candidate: null,
    sign: null,
    searched: false,
    tracked: false,
    next: { afterMs: 66, region: null },
    stages: { total: 1 },
    ...change,
  });
  const held = (progress: number): Answer =>
    answer({ hands: 1, candidate: { gesture: 'fist', caption: 'Stop', progress } });
  /** A hand that holds nothing, or still holds what was told. */
  const hand = answer({ hands: 1 });

  /** A call served with two threads, by a worker that has just found them slow. */
  function slowed() {
    const { port, worker } = opened();
    const stream = streamsOf(worker)[0]!;
    worker.say({ type: 'slow-threads' });
    const next = workers[1]!;
    /** A frame that the slow worker answers. */
    const look = (id: number, said: Answer | null): void => {
      port.send(frameMessage(id));
      worker.say({ type: 'answer', stream, id, answer: said });
    };
    const ready = (): void => {
      next.say({ type: 'started', backend: 'wasm', selfTest: '{"wasm":1}' });
      for (const key of streamsOf(next)) next.say({ type: 'opened', stream: key });
    };
    return { port, worker, next, look, ready };
  }
  const streamsOf = (worker: FakeWorker): string[] =>
    worker.received.flatMap((sent) => (sent.type === 'open' ? [sent.stream] : []));

  it('makes a worker with one thread ready while the other goes on', () => {
    const { port, worker, next, look } = slowed();
    expect(next.received).toMatchObject([
      { type: 'start', threads: false },
      { type: 'open', vocabulary: 'call-gestures', dwellMs: 700 },
    ]);
    look(1, answer());
    expect(port.got.at(-1)).toMatchObject({ type: 'answer', id: 1, answer: { hands: 0 } });
    expect(worker.terminated).toBe(false);
  });

  it('changes to it as soon as it is ready, and the call hears nothing of it', () => {
    const { port, worker, next, look, ready } = slowed();
    look(1, answer());
    const before = port.got.length;
    ready();
    expect(worker.terminated).toBe(true);
    expect(port.got).toHaveLength(before);
    port.send(frameMessage(2));
    const frame = next.received.at(-1);
    if (frame?.type !== 'frame') throw new Error('no frame arrived');
    next.say({ type: 'answer', stream: frame.stream, id: 2, answer: answer() });
    expect(port.got.at(-1)).toMatchObject({ type: 'answer', id: 2 });
  });

  it('waits until no sign is held, or one only begins to be', () => {
    const { worker, look, ready } = slowed();
    look(1, held(0.8));
    ready();
    look(2, held(0.9));
    look(3, hand);
    look(4, null);
    expect(worker.terminated).toBe(false);
    look(5, held(0.2));
    expect(worker.terminated).toBe(true);
  });

  it('waits only so long for such a moment', () => {
    const { worker, look, ready } = slowed();
    look(1, hand);
    ready();
    elapse(momentMs);
    expect(worker.terminated).toBe(true);
  });

  it('answers what the slow worker still held, so that the call sends on', () => {
    const { port, look, ready } = slowed();
    look(1, answer());
    port.send(frameMessage(2));
    ready();
    expect(port.got.at(-1)).toEqual({ type: 'answer', id: 2, answer: null });
    expect(timers).toEqual([]);
  });

  it('changes all calls together', () => {
    const first = opened();
    const second = opened();
    first.worker.say({ type: 'slow-threads' });
    const next = workers[1]!;
    const [one, two] = streamsOf(next);
    next.say({ type: 'started', backend: 'wasm', selfTest: null });
    next.say({ type: 'opened', stream: one! });
    expect(first.worker.terminated).toBe(false);
    second.port.disconnect();
    expect(first.worker.terminated).toBe(true);
    expect(next.received.at(-1)).toEqual({ type: 'close', stream: two });
  });

  it('takes a call along that opens, or opens anew, meanwhile', () => {
    const { port, worker, next, ready } = slowed();
    port.send({ ...open, vocabulary: 'fingerspelling' });
    const other = new FakePort();
    hub.attach(other);
    other.send(open);
    expect(next.received.slice(2)).toMatchObject([
      { type: 'open', vocabulary: 'fingerspelling' },
      { type: 'open', vocabulary: 'call-gestures' },
    ]);
    ready();
    expect(worker.terminated).toBe(true);
    for (const { got } of [port, other])
      expect(got.at(-1)).toEqual({ type: 'ready', backend: 'wasm', binary: true });
  });

  it.each([
    ['fails', (next: FakeWorker) => next.onerror?.({ message: 'out of memory' })],
    [
      'says that it cannot start',
      (next: FakeWorker) => next.say({ type: 'failed', problem: { code: 'no-backend' } }),
    ],
    ['is never ready', () => elapse(preparingMs)],
  ])('goes on slowly where the new worker %s', (_, fail) => {
    const { port, worker, next, look } = slowed();
    fail(next);
    expect(next.terminated).toBe(true);
    expect(worker.terminated).toBe(false);
    look(1, answer());
    expect(port.got.at(-1)).toMatchObject({ type: 'answer', id: 1 });
  });

  it('leaves nothing behind when both fail', () => {
    const { port, worker, next } = slowed();
    worker.onerror?.({ message: 'out of memory' });
    expect(next.terminated).toBe(true);
    expect(timers).toEqual([]);
    expect(port.got.at(-1)).toMatchObject({ problem: { code: 'recognizer-lost' } });
  });

  it('starts with one thread from then on, and keeps what the self-test chose', () => {
    const { port, next, ready } = slowed();
    kept = 'threads were faster';
    ready();
    next.onerror?.({ message: 'out of memory' });
    port.send(open);
    expect(workers[2]?.received[0]).toMatchObject({
      type: 'start',
      threads: false,
      selfTest: 'threads were faster',
    });
  });
});
