import { beforeEach, describe, expect, it } from 'vitest';
import {
  createDrawing,
  type Drawing,
  graceMs,
  idleMs,
  startMs,
  type WorkerListener,
} from '../../../src/outgoing/drawing-worker.ts';
import type { Pass, Passing, PipeEnd, Streams } from '../../../src/outgoing/passing.ts';
import type { Sign } from '../../../src/outgoing/stamp.ts';
import type { ToDrawingWorker } from '../../../src/outgoing/worker-messages.ts';
import { FakeTimers } from '../content/fake-runtime.ts';

/** The worker that was made last, and what was posted to it. */
interface FakeWorker extends WorkerListener {
  posted: ToDrawingWorker[];
  terminated: boolean;
}

let timers: FakeTimers;
let workers: FakeWorker[];
let here: Streams[];
let shownHere: (Sign | null)[];
let drawing: Drawing;
let refusal: Error | null;
let ends: [PipeEnd, unknown][];
let flows: number;
let enabled: boolean;

const passHere: Pass = (streams) => {
  here.push(streams);
  return { here: true, show: (sign) => shownHere.push(sign), check() {}, stop() {} };
};
beforeEach(() => {
  timers = new FakeTimers();
  workers = [];
  here = [];
  shownHere = [];
  ends = [];
  flows = 0;
  refusal = null;
  enabled = true;
  drawing = createDrawing({
    makeWorker(listener) {
      if (refusal) throw refusal;
      const worker: FakeWorker = { ...listener, posted: [], terminated: false };
      workers.push(worker);
      return {
        post: (message) => worker.posted.push(message),
        terminate: () => {
          worker.terminated = true;
        },
      };
    },
    passHere,
    timers,
  });
});

const streams = (): Streams => ({ readable: new ReadableStream(), writable: new WritableStream() });
const pass = (given = streams()): Passing =>
  drawing.pass(given, {
    mayDraw: () => enabled,
    onFlow: () => flows++,
    onEnd: (end, detail) => ends.push([end, detail]),
  });
const sign = (...texts: string[]): Sign => ({ texts, look: {} as Sign['look'] });
const posted = (type: ToDrawingWorker['type'], worker = workers.at(-1)!): ToDrawingWorker[] =>
  worker.posted.filter((message) => message.type === type);
const ready = (): void => workers.at(-1)!.onMessage({ type: 'ready' });

describe('the worker that draws captions', () => {
  it('is not made before there is a track to draw into', () => {
    timers.advance(60_000);
    expect(workers).toEqual([]);
    pass();
    pass();
    expect(workers.length).toBe(1);
  });

  it('is given tracks and captions once it is ready', () => {
    const passing = pass();
    passing.show(sign('Hello'));
    expect(workers[0]!.posted).toEqual([]);
    ready();
    expect(workers[0]!.posted).toMatchObject([
      { type: 'pass', id: 1 },
      { type: 'show', id: 1, sign: { texts: ['Hello'] } },
    ]);
    workers[0]!.onMessage({ type: 'flow', id: 1 });
    expect([flows, passing.here, here.length]).toEqual([1, false, 0]);
  });

  it('draws nothing into a track that the page disables, as soon as that is seen', () => {
    const passing = pass();
    ready();
    passing.show(sign('Hello'));
    enabled = false;
    passing.check();
    expect(posted('show').at(-1)).toMatchObject({ sign: null });
    enabled = true;
    passing.check();
    expect(posted('show').at(-1)).toMatchObject({ sign: { texts: ['Hello'] } });
  });

  it('ends the track that it reports as ended, and no other', () => {
    pass();
    pass();
    ready();
    workers[0]!.onMessage({ type: 'end', id: 2, end: 'ended', detail: '' });
    workers[0]!.onMessage({ type: 'end', id: 7, end: 'fault', detail: '' });
    expect(ends).toEqual([['ended', '']]);
  });

  it('is behind when it has drawn at one frame for long', () => {
    const passing = pass();
    ready();
    for (const ms of [0, 20, 270, 520]) {
      expect(ends).toEqual([]);
      passing.check();
      workers[0]!.onMessage({ type: 'busy', id: 1, since: ms === 0 ? null : 17, ms });
      timers.advance(250);
    }
    expect(ends.map(([end]) => end)).toEqual(['behind']);
  });

  it('is not behind when the machine held it up once', () => {
    const passing = pass();
    ready();
    for (const [i, ms] of [0, 900, 5, 700, 800, 2000].entries()) {
      passing.check();
      workers[0]!.onMessage({ type: 'busy', id: 1, since: ms === 0 ? null : i, ms });
      timers.advance(250);
    }
    expect(ends).toEqual([]);
  });

  it('is behind when it does not answer, but not while the page is too busy to hear it', () => {
    const passing = pass();
    ready();
    for (let i = 0; i < 5; i++) {
      passing.check();
      timers.advance(5000);
      passing.check();
      workers[0]!.onMessage({ type: 'busy', id: 1, since: null, ms: 0 });
    }
    expect(ends).toEqual([]);
    for (let i = 0; i < 4; i++) {
      passing.check();
      timers.advance(250);
    }
    expect(ends.map(([end]) => end)).toEqual(['behind']);
  });

  it('is not asked for again in this document once the page’s policy refused it', () => {
    const passing = pass();
    passing.show(sign('Hello'));
    workers[0]!.onError();
    expect(here.length).toBe(1);
    expect(shownHere.at(-1)).toMatchObject({ texts: ['Hello'] });
    expect(passing.here).toBe(true);
    pass();
    timers.advance(600_000);
    pass();
    expect([workers.length, here.length]).toEqual([1, 3]);
  });

  it('is done without if it cannot even be made, or there is none', () => {
    refusal = new Error('SecurityError');
    pass();
    expect(here.length).toBe(1);
    drawing = createDrawing({ makeWorker: null, passHere, timers });
    pass();
    expect([here.length, workers.length, ends.length]).toEqual([2, 0, 0]);
  });

  it('is not waited for longer than a second, and used for the next caption if it comes later', () => {
    pass();
    timers.advance(startMs + graceMs);
    expect(here.length).toBe(1);
    pass();
    expect(here.length).toBe(2);
    ready();
    expect(posted('pass')).toEqual([]);
    expect(pass().here).toBe(false);
    expect(posted('pass').length).toBe(1);
  });

  it('ends its tracks with a fault when it fails, and later ones pass on the page’s thread', () => {
    pass();
    ready();
    workers[0]!.onError();
    expect(ends.map(([end]) => end)).toEqual(['fault']);
    expect(workers[0]!.terminated).toBe(true);
    expect(pass().here).toBe(true);
  });

  it('reads nothing of a track that is given up before it is ready', async () => {
    let cancelled = false;
    const readable = new ReadableStream({
      cancel() {
        cancelled = true;
      },
    });
    const passing = pass({ ...streams(), readable });
    passing.stop();
    ready();
    expect([cancelled, posted('pass').length, ends.length]).toEqual([true, 0, 0]);
  });

  it('quits when it has had nothing to do for some time, and is made again', () => {
    const passing = pass();
    ready();
    passing.stop();
    expect(posted('stop').length).toBe(1);
    timers.advance(idleMs - 1);
    const next = pass();
    timers.advance(idleMs);
    expect(posted('quit')).toEqual([]);
    next.stop();
    timers.advance(idleMs);
    expect(posted('quit').length).toBe(1);
    pass();
    expect(workers.length).toBe(2);
  });

  it('quits on dispose, but not before its last track has been given back', () => {
    const passing = pass();
    ready();
    drawing.dispose();
    expect(posted('quit')).toEqual([]);
    passing.stop();
    expect(workers[0]!.posted.at(-1)).toEqual({ type: 'quit' });
    expect(timers.pending).toBe(0);
  });

  it('leaves no timer and no worker when it is disposed of while it starts', () => {
    pass();
    drawing.dispose();
    expect(workers[0]!.posted.at(-1)).toEqual({ type: 'quit' });
    expect(timers.pending).toBe(0);
  });
});
