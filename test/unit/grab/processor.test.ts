import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { grabFromProcessor } from '../../../src/grab/processor.ts';
import type { FrameSink } from '../../../src/grab/types.ts';

/** A frame of the camera that cannot be read. */
class FakeFrame {
  closed = false;
  timestamp = 0;
  close = (): void => {
    this.closed = true;
  };
}

let deliver: (frame: FakeFrame) => void;
let cancelled: boolean;

beforeEach(() => {
  cancelled = false;
  const readable = new ReadableStream<FakeFrame>(
    {
      start(controller) {
        deliver = (frame) => controller.enqueue(frame);
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
