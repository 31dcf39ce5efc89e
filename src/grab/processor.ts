import { FrameReader } from './read-frame.ts';
import type { FrameSink, Grab } from './types.ts';

/**
 * Reads a track with MediaStreamTrackProcessor. Every frame is closed as soon as it is not wanted
 * or has been read: a camera has few buffers, and stalls if they are not released.
 *
 * One frame cannot be closed: Chromium makes it in one task and puts it into the stream in the next.
 * If the page's own `stop()` runs between the two, the stream is closed by then; the browser drops
 * the frame, and warns of it in the page's console. We never have it. So this is the way for hidden
 * tabs, where there is no other (docs/frame-size.md).
 *
 * @throws if the browser refuses the track
 */
export function grabFromProcessor(track: MediaStreamTrack, sink: FrameSink): Grab {
  // While we are busy, only the newest frame is kept.
  const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const reader = processor.readable.getReader();
  const frames = new FrameReader();
  let disposed = false;
  let waiting = false;
  /** Ends the processor, not the track. It fails only if the stream has already ended. */
  const cancel = (): void => void reader.cancel().catch(() => undefined);

  const run = async (): Promise<void> => {
    for (;;) {
      waiting = true;
      const { done, value } = await reader.read();
      waiting = false;
      if (done) return;
      try {
        if (disposed) return;
        const wish = sink.want(value.timestamp / 1000);
        if (!wish) continue;
        const { frame, grabMs } = await frames.read(value, wish);
        if (disposed) sink.onAbandoned?.();
        else sink.onFrame(frame, grabMs);
      } catch (error) {
        if (disposed) sink.onAbandoned?.();
        else sink.onUnreadable(error);
      } finally {
        value.close();
      }
    }
  };
  const onOver = (): void => {
    if (disposed) cancel();
    else sink.onEnd();
  };
  run().then(onOver, onOver);

  return {
    path: 'processor',
    dispose() {
      // If a frame is pending, cancel after it has arrived and been closed, for the same reason.
      disposed = true;
      if (!waiting) cancel();
    },
  };
}
