import type { Timers } from '../clock/clock.ts';
import { behindMs, createPatience } from './pass-here.ts';
import type { Pass, Passing, PassingListener, Streams } from './passing.ts';
import type { Sign } from './stamp.ts';
import type { FromDrawingWorker, ToDrawingWorker } from './worker-messages.ts';

/** How long a caption waits for the worker's start before it is drawn on the page's thread, ms. */
export const startMs = 1000;

/** How much longer, once the thread is free to hear of it, ms. */
export const graceMs = 100;
/** How long the worker stays without a track to draw into, in case a caption follows, ms. */
export const idleMs = 30_000;

export interface WorkerListener {
  onMessage(message: FromDrawingWorker): void;
  /** The browser refused the worker, or the worker threw. */
  onError(): void;
}

/** A worker, as far as it is used here. */
export interface DrawingWorker {
  post(message: ToDrawingWorker, transfer?: Transferable[]): void;
  terminate(): void;
}

export interface Drawing {
  pass: Pass;
  /** Ends the worker as soon as no track passes through it. */
  dispose(): void;
}

export interface DrawingParts {
  /** Null: there can be none here. Throws if the browser refuses it. */
  makeWorker: ((listener: WorkerListener) => DrawingWorker) | null;
  passHere: Pass;
  timers: Timers;
}

/** A passing whose streams are not used before it is known where. */
interface Held extends Passing {
  settle(pass: Pass): void;
}

function hold(streams: Streams, listener: PassingListener): Held {
  let passing: Passing | null = null;
  let sign: Sign | null = null;
  let stopped = false;
  return {
    get here() {
      return passing?.here ?? false;
    },
    show(next) {
      sign = next;
      passing?.show(next);
    },
    check: () => passing?.check(),
    stop() {
      stopped = true;
      if (passing) return passing.stop();
      // Nothing was read yet, so no frame is on its way.
      streams.readable.cancel().catch(() => undefined);
      streams.writable.abort().catch(() => undefined);
    },
    settle(pass) {
      if (stopped || passing) return;
      try {
        passing = pass(streams, listener);
        passing.show(sign);
      } catch (error) {
        stopped = true;
        listener.onEnd('fault', error);
      }
    },
  };
}

/**
 * Passes frames in a worker, where a busy page does not hold them up. Where the page's policy
 * refuses the worker, or it does not start in time, they pass on the page's thread. A refusal is
 * final for this document: the browser reports each to the page.
 */
export function createDrawing({ makeWorker, passHere, timers }: DrawingParts): Drawing {
  let worker: DrawingWorker | null = null;
  let state: 'none' | 'starting' | 'ready' | 'refused' = makeWorker ? 'none' : 'refused';
  const held: Held[] = [];
  let cancelWait: (() => void) | null = null;
  /** Cancels the end of a worker that has nothing to do. */
  let cancelIdle: (() => void) | null = null;
  let lastId = 0;
  let disposed = false;
  /** What passes in the worker, by its number. */
  const passings = new Map<number, (message: FromDrawingWorker & { id: number }) => void>();

  const settleAll = (pass: Pass): void => {
    cancelWait?.();
    cancelWait = null;
    for (const one of held.splice(0)) one.settle(pass);
  };

  const onMessage = (message: FromDrawingWorker): void => {
    if (message.type !== 'ready') {
      passings.get(message.id)?.(message);
    } else if (state === 'starting') {
      state = 'ready';
      settleAll(passThere);
    }
  };

  const onError = (): void => {
    const wasReady = state === 'ready';
    state = 'refused';
    worker?.terminate();
    worker = null;
    for (const [id, tell] of [...passings])
      tell({ type: 'end', id, end: 'fault', detail: 'the worker failed' });
    if (!wasReady) settleAll(passHere);
  };

  const start = (): void => {
    if (!makeWorker) return;
    state = 'starting';
    try {
      worker = makeWorker({ onMessage, onError });
      cancelWait = timers.after(startMs, () => {
        // The thread may have been busy: what the worker has sent meanwhile comes first.
        // A later answer still counts, for the next caption.
        cancelWait = timers.after(graceMs, () => settleAll(passHere));
      });
    } catch {
      onError();
    }
  };

  const passThere: Pass = (streams, listener) => {
    const used = worker;
    if (!used) throw new Error('the worker is gone');
    const id = ++lastId;
    let shown: Sign | null = null;
    let sent: Sign | null = null;
    let over = false;
    /** The question that the worker has not answered yet. */
    let asked: object | null = null;
    /** The frame that the worker drew at when it answered last. */
    let busySince: number | null = null;
    const patience = createPatience(() => timers.now());
    const say = (message: ToDrawingWorker): void => used.post(message);
    const tellSign = (): void => {
      const next = listener.mayDraw() ? shown : null;
      if (next === sent) return;
      sent = next;
      say({ type: 'show', id, sign: next });
    };
    const end = (...why: Parameters<PassingListener['onEnd']>): void => {
      if (over) return;
      over = true;
      listener.onEnd(...why);
    };
    passings.set(id, (message) => {
      if (message.type === 'flow') listener.onFlow();
      else if (message.type === 'end') end(message.end, message.detail);
      else if (message.type === 'busy') {
        asked = null;
        // Seen twice: a thread that the machine held up would have gone on to another frame.
        const same = message.since !== null && message.since === busySince;
        busySince = message.since;
        if (same && message.ms > behindMs) end('behind');
      }
    });
    const { readable, writable } = streams;
    used.post({ type: 'pass', id, sign: null, readable, writable }, [readable, writable]);
    return {
      here: false,
      show(sign) {
        shown = sign;
        tellSign();
      },
      check() {
        if (over) return;
        tellSign();
        if (patience.isOver(asked)) return end('behind');
        asked ??= {};
        say({ type: 'ask', id });
      },
      stop() {
        over = true;
        passings.delete(id);
        say({ type: 'stop', id });
        if (passings.size > 0 || used !== worker) return;
        if (disposed) quit();
        else cancelIdle = timers.after(idleMs, quit);
      },
    };
  };

  const quit = (): void => {
    cancelWait?.();
    cancelWait = null;
    worker?.post({ type: 'quit' });
    worker = null;
    state = disposed || state === 'refused' ? 'refused' : 'none';
  };

  return {
    pass(streams, listener) {
      cancelIdle?.();
      cancelIdle = null;
      if (state === 'none') start();
      if (state === 'refused') return passHere(streams, listener);
      if (state === 'ready') return passThere(streams, listener);
      const one = hold(streams, listener);
      if (cancelWait) held.push(one);
      else one.settle(passHere);
      return one;
    },
    dispose() {
      disposed = true;
      if (passings.size === 0) quit();
    },
  };
}
