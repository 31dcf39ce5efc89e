import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameSink, Grab, Wish } from '../../../src/grab/types.ts';
import { grabVideoFrames, standingLooks } from '../../../src/grab/video-frames.ts';

/** What the element shows now. */
let shown: { timestamp: number; format: string | null };
let frames: FakeFrame[];
let finishCopy: (() => void) | null;
/** Whether copies wait for `finishCopy`. */
let copiesWait: boolean;
let video: FakeVideo;
let track: { readyState: string; enabled: boolean; muted: boolean };
/** The next look, and after how long each look came, ms. */
let look: (() => void) | null;
let waits: number[];
let now: number;
let sink: { [K in keyof FrameSink]-?: ReturnType<typeof vi.fn> };
let onUseless: ReturnType<typeof vi.fn>;

class FakeVideo {
  readyState = 4;
  srcObject: unknown = null;
  paused = true;
  async play(): Promise<void> {
    this.paused = false;
  }
  pause(): void {
    this.paused = true;
  }
}

class FakeFrame {
  closed = false;
  timestamp = shown.timestamp * 1000;
  format = shown.format;
  visibleRect = { x: 0, y: 0, width: 2, height: 2 };
  displayWidth = 2;
  displayHeight = 2;
  codedWidth = 2;
  colorSpace = {};
  constructor() {
    frames.push(this);
  }
  allocationSize = (): number => 6;
  copyTo = (): Promise<void> =>
    new Promise((done) => {
      if (copiesWait) finishCopy = done;
      else done();
    });
  close(): void {
    this.closed = true;
  }
}

const wish: Wish = { region: null, limit: { long: 640, short: 480 } };
const settle = () => new Promise((done) => setTimeout(done));
const start = (): Grab =>
  grabVideoFrames(
    track as unknown as MediaStreamTrack,
    sink as unknown as FrameSink,
    {
      now: () => now,
      after(ms, run) {
        waits.push(ms);
        look = run;
        return () => {
          look = null;
        };
      },
    },
    onUseless as unknown as () => void,
  );
/** The element shows a frame with this timestamp, ms, and is looked at. */
const show = async (timestamp: number, format: string | null = 'I420'): Promise<void> => {
  shown = { timestamp, format };
  await lookNow();
};
const lookNow = async (): Promise<void> => {
  const run = look;
  look = null;
  run?.();
  await settle();
};

beforeEach(() => {
  shown = { timestamp: 0, format: 'I420' };
  frames = [];
  finishCopy = null;
  copiesWait = false;
  video = new FakeVideo();
  track = { readyState: 'live', enabled: true, muted: false };
  look = null;
  waits = [];
  now = 0;
  sink = {
    want: vi.fn(() => wish),
    onBegin: vi.fn(),
    restMs: vi.fn(() => 0),
    onFrame: vi.fn(),
    onUnreadable: vi.fn(),
    onAbandoned: vi.fn(),
    onEnd: vi.fn(),
  };
  onUseless = vi.fn();
  vi.stubGlobal('document', { createElement: () => video });
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('VideoFrame', FakeFrame);
});
afterEach(() => {
  // Whatever happened: a frame that is not closed is named in the page's console.
  expect(frames.filter(({ closed }) => !closed)).toEqual([]);
  vi.unstubAllGlobals();
});

describe('frames of a video element', () => {
  it('are read once each, with their timestamps in ms', async () => {
    start();
    await show(40);
    await show(40);
    await show(73);
    expect(sink.want.mock.calls.map(([timestamp]) => timestamp)).toEqual([40, 73]);
    expect(sink.onFrame.mock.calls.map(([frame]) => frame.timestamp)).toEqual([40, 73]);
  });

  it('are not copied if they are not wanted', async () => {
    sink.want.mockReturnValue(null);
    start();
    await show(40);
    expect(sink.onFrame).not.toHaveBeenCalled();
  });

  it('are not taken before the element has one', async () => {
    video.readyState = 1;
    start();
    await show(40);
    expect(frames).toEqual([]);
  });

  it('are not looked at while one is being copied', async () => {
    copiesWait = true;
    start();
    await show(40);
    expect(look).toBeNull();
    finishCopy?.();
    await settle();
    expect(sink.onFrame).toHaveBeenCalledTimes(1);
    expect(look).not.toBeNull();
  });

  it('are not looked at while none will be wanted, but for at most 0.3 s', async () => {
    start();
    for (const [i, restMs] of [0, 50, 5, 400].entries()) {
      sink.restMs.mockReturnValue(restMs);
      await show(i);
    }
    expect(waits.slice(1).map(Math.round)).toEqual([33, 50, 12, 300]);
  });

  it('are looked at sooner, or later, when an answer came in the rest', async () => {
    const grab = start();
    sink.restMs.mockReturnValue(200);
    await show(0);
    now = 60;
    sink.restMs.mockReturnValue(10);
    grab.wake?.();
    expect(waits.at(-1)).toBe(0);
    sink.restMs.mockReturnValue(120);
    grab.wake?.();
    expect(waits.at(-1)).toBe(60);
    await show(33);
    expect(sink.want).toHaveBeenLastCalledWith(33, true);
  });

  it('are not looked at twice by an answer that comes while one is read, or when all is over', async () => {
    copiesWait = true;
    const grab = start();
    await show(40);
    grab.wake?.();
    expect(look).toBeNull();
    finishCopy?.();
    await settle();
    grab.dispose();
    grab.wake?.();
    expect(look).toBeNull();
  });

  it('are awaited in short looks first, then in looks of a camera’s pace', async () => {
    start();
    sink.restMs.mockReturnValue(50);
    for (let i = 0; i < 5; i++) await show(40);
    expect(waits.slice(1).map(Math.round)).toEqual([50, 12, 24, 33, 33]);
  });

  it('are reported as skipped only if the look before them was a rest', async () => {
    start();
    await show(0);
    sink.restMs.mockReturnValue(50);
    await show(33);
    await show(100);
    await show(100);
    await show(133);
    expect(sink.want.mock.calls).toEqual([
      [0, false],
      [33, false],
      [100, true],
      [133, false],
    ]);
  });

  it('that cannot be read are reported, and the next one is tried', async () => {
    start();
    sink.want.mockImplementationOnce(() => {
      throw new Error('broken');
    });
    await show(40);
    expect(sink.onUnreadable).toHaveBeenCalledTimes(1);
    await show(73);
    expect(sink.onFrame).toHaveBeenCalledTimes(1);
  });

  it('end when the page has stopped the track, of which no event comes', async () => {
    start();
    await show(40);
    track.readyState = 'ended';
    await lookNow();
    expect(sink.onEnd).toHaveBeenCalledTimes(1);
    expect(look).toBeNull();
  });

  it('are closed and reported as abandoned if the grab is disposed while one is copied', async () => {
    copiesWait = true;
    const grab = start();
    await show(40);
    grab.dispose();
    grab.dispose();
    finishCopy?.();
    await settle();
    expect(sink.onFrame).not.toHaveBeenCalled();
    expect(sink.onAbandoned).toHaveBeenCalledTimes(1);
    expect(look).toBeNull();
    expect(video).toMatchObject({ paused: true, srcObject: null });
  });
});

describe('a video element', () => {
  it('is useless once it has stood still for long', async () => {
    start();
    await show(40);
    for (let i = 1; i < standingLooks; i++) await show(40);
    expect(onUseless).not.toHaveBeenCalled();
    await show(40);
    await show(40);
    expect(onUseless).toHaveBeenCalledTimes(1);
  });

  it('is not useless because the page keeps its track dark', async () => {
    track.enabled = false;
    start();
    for (let i = 0; i < 2 * standingLooks; i++) await show(40);
    track = Object.assign(track, { enabled: true, muted: true });
    for (let i = 0; i < 2 * standingLooks; i++) await show(40);
    expect(onUseless).not.toHaveBeenCalled();
  });

  it('is useless if its frames lie in graphics memory, and is disposed without reading one', async () => {
    onUseless.mockImplementation(() => grab.dispose());
    const grab = start();
    await show(40, null);
    expect(onUseless).toHaveBeenCalledTimes(1);
    expect(sink.want).not.toHaveBeenCalled();
    expect(sink.onUnreadable).not.toHaveBeenCalled();
  });
});
