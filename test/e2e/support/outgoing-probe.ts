/**
 * Replaces the content script in the tests and the benchmark of outgoing captions: the real parts
 * run in an isolated world, with captions from the test.
 */
import { realTimers, type Timers } from '../../../src/clock/clock.ts';
import { lookMs } from '../../../src/content/outgoing/outgoing.ts';
import { createSentVideo } from '../../../src/content/outgoing/sent-video.ts';
import { workersFromText } from '../../../src/content/outgoing/worker.ts';
import { watchTracks } from '../../../src/content/tracks.ts';
import { createDrawing } from '../../../src/outgoing/drawing-worker.ts';
import { sentLook } from '../../../src/outgoing/sent-look.ts';
import { createStamp, type Stamp } from '../../../src/outgoing/stamp.ts';
import { workerText } from '../../../src/outgoing/worker-text.ts';
import { defaultSettings, type SettingsChange } from '../../../src/settings/schema.ts';

let fault: 'none' | 'throw' | 'hang' = 'none';
const statuses: string[] = [];
let stampMs: number[] = [];
/** How often the clock of `createOutgoing` can have ticked since a fault was put in, and until its track was put back. */
let ticks = 0;
let ticksToPutBack: number | null = null;
let stopTicks: (() => void) | null = null;

function makeStamp(): Stamp {
  const stamp = createStamp();
  return {
    async apply(frame, sign) {
      if (fault === 'throw') throw new Error('injected');
      if (fault === 'hang') await new Promise(() => undefined);
      const before = performance.now();
      const stamped = await stamp.apply(frame, sign);
      if (sign.texts.length > 0) stampMs.push(performance.now() - before);
      return stamped;
    },
  };
}

/** A busy machine may start the worker late; what happens then has unit tests (`drawing-worker.test.ts`). */
const patient: Timers = { ...realTimers, after: (ms, run) => realTimers.after(60 * ms, run) };

function onStatus(status: string): void {
  statuses.push(status);
  if (status !== 'shown') ticksToPutBack ??= ticks;
}

const outgoing = createSentVideo(window, patient, onStatus, {
  makeStamp,
  // Faults can be put into the page's thread only.
  worker: location.hash === '#here' ? null : workerText(),
});
watchTracks(window, { onTrack() {}, onShown() {}, onFailure() {} }, realTimers);

/** Bytes that differ from pixel to pixel, and are the same each time. */
function noise(count: number): Uint8Array<ArrayBuffer> {
  let state = 1;
  return new Uint8Array(count).map(() => {
    state = (state * 48271) % 2147483647;
    return state & 255;
  });
}

/**
 * Draws a caption into the same frame on this thread and in the worker.
 * @returns how many bytes of the two pictures differ, and how many of them the caption has changed
 */
async function compare(
  format: VideoPixelFormat,
  rotation: number,
  change: SettingsChange,
  texts: readonly string[],
): Promise<{ differ: number; drawn: number }> {
  const [width, height] = [640, 360];
  const bytes = noise(width * height * (format === 'I420' || format === 'NV12' ? 1.5 : 4));
  const frame = (): VideoFrame => {
    const size = { codedWidth: width, codedHeight: height, timestamp: 0 };
    const init: VideoFrameBufferInit & { rotation: number } = { format, ...size, rotation };
    return new VideoFrame(bytes, init);
  };
  const read = async (frame: VideoFrame): Promise<Uint8Array> => {
    const data = new Uint8Array(frame.allocationSize());
    await frame.copyTo(data);
    frame.close();
    return data;
  };
  const sign = { texts, look: sentLook({ ...defaultSettings, ...change }, 'ltr') };
  const plain = frame();
  const here = await read(await createStamp().apply(plain, sign));
  plain.close();

  const text = workerText();
  if (text === null) throw new Error('no worker in this bundle');
  const workers = workersFromText(window, text, realTimers.now);
  const drawing = createDrawing({
    makeWorker: (listener) => workers.make(listener),
    passHere: () => {
      throw new Error('not in a worker');
    },
    timers: patient,
  });
  const out: Uint8Array[] = [];
  // The caption may come after the first frame.
  const frames = 5;
  const there = await new Promise<Uint8Array>((resolve, reject) => {
    let sent = 0;
    const readable = new ReadableStream<VideoFrame>(
      {
        pull: (controller) => (sent++ < frames ? controller.enqueue(frame()) : controller.close()),
      },
      { highWaterMark: 0 },
    );
    const writable = new WritableStream<VideoFrame>({
      async write(frame) {
        out.push(await read(frame));
        if (out.length === frames) resolve(out[frames - 1]!);
      },
    });
    const passing = drawing.pass(
      { readable, writable },
      {
        mayDraw: () => true,
        onFlow() {},
        onEnd: (_, detail) => out.length < frames && reject(new Error(String(detail))),
      },
    );
    passing.show(sign);
  });
  drawing.dispose();
  workers.dispose();
  const unequal = (other: Uint8Array): number => here.filter((byte, i) => byte !== other[i]).length;
  if (there.length !== here.length) throw new Error('the pictures differ in size');
  return { differ: unequal(there), drawn: unequal(bytes) };
}

const self = {
  compare,
  statuses,
  get status() {
    return outgoing.status;
  },
  configure(on: boolean, change: SettingsChange = {}) {
    outgoing.configure(on, sentLook({ ...defaultSettings, ...change }, 'ltr'));
  },
  show: (...texts: string[]) => outgoing.show(texts),
  break(kind: typeof fault) {
    fault = kind;
    stopTicks?.();
    stopTicks = null;
    if (kind === 'none') return;
    ticks = 0;
    ticksToPutBack = null;
    stopTicks = realTimers.every(lookMs, () => ticks++);
  },
  get ticksToPutBack() {
    return ticksToPutBack;
  },
  dispose: () => outgoing.dispose(),
  /** How long each stamp took since the last call of this, wall ms. */
  takeStampMs() {
    const taken = stampMs;
    stampMs = [];
    return taken;
  },
};
export type OutgoingProbe = typeof self;

declare global {
  var outgoingProbe: OutgoingProbe;
}
globalThis.outgoingProbe = self;
