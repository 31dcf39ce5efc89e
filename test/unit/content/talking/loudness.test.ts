import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStartMeter, startMs } from '../../../../src/content/talking/loudness.ts';
import { FakeTimers, settle } from '../fake-runtime.ts';

// The browser's audio classes are fakes here; test/e2e shows that the real ones work in a page.

let state: AudioContextState;
let amplitude: number;
let closed: number;
let sources: number;
let chunks: ReadableStreamDefaultController<unknown>;
let cancelled: boolean;
let timers: FakeTimers;
let levels: number[];

class FakeContext {
  get state() {
    return state;
  }
  createMediaStreamSource() {
    sources++;
    return { connect() {}, disconnect: () => sources-- };
  }
  createAnalyser() {
    return {
      fftSize: 0,
      getFloatTimeDomainData: (into: Float32Array) => into.fill(amplitude),
    };
  }
  async close() {
    closed++;
  }
}
class FakeProcessor {
  readonly readable = new ReadableStream({
    start(controller) {
      chunks = controller;
    },
    cancel() {
      cancelled = true;
    },
  });
}

beforeEach(() => {
  state = 'running';
  amplitude = 0.1;
  closed = 0;
  sources = 0;
  cancelled = false;
  timers = new FakeTimers();
  levels = [];
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('MediaStreamTrackProcessor', FakeProcessor);
});
afterEach(() => vi.unstubAllGlobals());

const start = () =>
  createStartMeter(timers)({} as MediaStreamTrack, (level) => levels.push(Math.round(level)));
/** 10 ms of sound at 48 kHz. */
function chunk(amplitude: number) {
  const close = vi.fn();
  const copyTo = (into: Float32Array) => into.fill(amplitude, 0, 480);
  chunks.enqueue({ numberOfFrames: 480, sampleRate: 48_000, copyTo, close });
  return close;
}

describe('a meter', () => {
  it('reports the level of each block: a tenth of full scale is -20 dBFS', () => {
    start();
    timers.advance(100);
    expect(levels).toEqual([-20, -20]);
  });

  it('releases everything, once', () => {
    const meter = start();
    meter.dispose();
    meter.dispose();
    expect([closed, sources, timers.pending]).toEqual([1, 0, 0]);
  });

  it('waits for a context that starts a little later', () => {
    state = 'suspended';
    start();
    timers.advance(startMs - 100);
    state = 'running';
    timers.advance(1000);
    expect(levels.length).toBeGreaterThan(15);
    expect(closed).toBe(0);
  });

  it('reads and closes samples itself if the context may not run', async () => {
    state = 'suspended';
    const meter = start();
    timers.advance(startMs);
    expect([closed, timers.pending]).toEqual([1, 0]);
    const closes = Array.from({ length: 10 }, () => chunk(0.1));
    await vi.waitFor(() => expect(levels).toEqual([-20, -20]));
    for (const close of closes) expect(close).toHaveBeenCalledTimes(1);
    meter.dispose();
    await settle();
    expect(cancelled).toBe(true);
  });

  it('stays silent if the context may not run and there is no other way', () => {
    vi.unstubAllGlobals();
    vi.stubGlobal('AudioContext', FakeContext);
    vi.stubGlobal('MediaStream', class {});
    state = 'suspended';
    const meter = start();
    timers.advance(5000);
    meter.dispose();
    expect([levels, closed, timers.pending]).toEqual([[], 1, 0]);
  });
});
