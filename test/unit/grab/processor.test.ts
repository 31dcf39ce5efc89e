import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { grabFromProcessor } from '../../../src/grab/processor.ts';
import type { FrameSink, Wish } from '../../../src/grab/types.ts';

/** A frame of the camera that cannot be read. */
class FakeFrame {
  closed = false;
  timestamp = 0;
  close = (): void => {
    this.closed = true;
  };
}

let deliver: (frame: FakeFrame) => void;
let end: (error?: Error) => void;
let cancelled: boolean;

beforeEach(() => {
  cancelled = false;
  const readable = new ReadableStream<FakeFrame>(
    {
      start(controller) {
        deliver = (frame) => controller.enqueue(frame);
        end = (error) => (error ? controller.error(error) : controller.close());
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readable = readable;
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const settle = () => new Promise((done) => setTimeout(done));
const sink = (): FrameSink => ({
  want: vi.fn(() => null),
  onFrame: vi.fn(),
  onUnreadable: vi.fn(),
  onAbandoned: vi.fn(),
  onEnd: vi.fn(),
});

describe('a disposed grab', () => {
  it('closes the pending frame, of which the browser would otherwise warn in the page', async () => {
    const told = sink();
    const grab = grabFromProcessor({} as MediaStreamTrack, told);
    deliver(new FakeFrame());
    await settle();
    grab.dispose();
    const late = new FakeFrame();
    deliver(late);
    await settle();
    expect(late.closed).toBe(true);
    expect(cancelled).toBe(true);
    expect(told.want).toHaveBeenCalledTimes(1);
    expect(told.onEnd).not.toHaveBeenCalled();
  });

  it('closes a frame that it was reading, reports it as abandoned, and ends', async () => {
    const told = sink();
    const frame = new FakeFrame();
    const grab: { dispose(): void } = grabFromProcessor({} as MediaStreamTrack, {
      ...told,
      want() {
        grab.dispose();
        return { region: null, limit: { long: 640, short: 480 } };
      },
    });
    deliver(frame);
    await settle();
    expect(frame.closed).toBe(true);
    expect(cancelled).toBe(true);
    expect(told.onAbandoned).toHaveBeenCalledTimes(1);
    expect(told.onUnreadable).not.toHaveBeenCalled();
  });
});

describe('a grab whose stream ends', () => {
  const wish: Wish = { region: null, limit: { long: 640, short: 480 } };
  const broken = new Error('the stream broke');
  const wanted: Record<string, FrameSink['want']> = {
    'not wanted': () => null,
    'wanted but unreadable': () => wish,
    'refused with an error': () => {
      throw broken;
    },
  };
  for (const [how, want] of Object.entries(wanted))
    for (const error of [undefined, broken])
      it(`${error ? 'with an error' : 'because the track stops'} has closed every frame that was ${how}`, async () => {
        const told = { ...sink(), want };
        grabFromProcessor({} as MediaStreamTrack, told);
        const frames = [new FakeFrame(), new FakeFrame()];
        for (const frame of frames) {
          deliver(frame);
          await settle();
        }
        const last = new FakeFrame();
        deliver(last);
        end(error);
        await settle();
        expect([...frames, last].map(({ closed }) => closed)).toEqual([true, true, true]);
        expect(told.onEnd).toHaveBeenCalledTimes(1);
      });

  it('closes the frame that is being copied at that moment, and disposing it then is harmless', async () => {
    let copied = (): void => undefined;
    const frame = Object.assign(new FakeFrame(), {
      format: 'I420',
      visibleRect: { x: 0, y: 0, width: 2, height: 2 },
      allocationSize: () => 6,
      copyTo: () =>
        new Promise<void>((done) => {
          copied = done;
        }),
      colorSpace: {},
    });
    const told = { ...sink(), want: () => wish };
    const grab = grabFromProcessor({} as MediaStreamTrack, told);
    deliver(frame);
    await settle();
    end();
    expect(frame.closed).toBe(false);
    copied();
    await settle();
    expect(frame.closed).toBe(true);
    expect(told.onFrame).toHaveBeenCalledTimes(1);
    expect(told.onEnd).toHaveBeenCalledTimes(1);
    grab.dispose();
    await settle();
    expect(told.onEnd).toHaveBeenCalledTimes(1);
  });
});
