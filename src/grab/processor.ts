import { FrameReader } from './read-frame.ts';
import type { FrameSink, Grab } from './types.ts';

/**
 * Reads a track by MediaStreamTrackProcessor. Every frame is closed as soon as it is known not to
 * be wanted, or has been read: a camera has few buffers, and one that is not given back stalls it.
 *
 * @throws where the browser does not take the track
 */
export function grabFromProcessor(track: MediaStreamTrack, sink: FrameSink): Grab {
  // One frame is kept while we are busy: the newest.
  const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const reader = processor.readable.getReader();
  const frames = new FrameReader();
  let disposed = false;
  let waiting = false;
  /** Ends the processor, not the track. It fails only where the stream has ended already. */
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
        if (disposed) sink.abandoned?.();
        else sink.frame(frame, grabMs);
      } catch (error) {
        if (disposed) sink.abandoned?.();
        else sink.unreadable(error);
      } finally {
        value.close();
      }
    }
  };
  const over = (): void => {
    if (disposed) cancel();
    else sink.ended();
  };
  run().then(over, over);

  return {
    path: 'processor',
    dispose() {
      // The frame that is being waited for comes first, to be closed: one that is on its way while
      // the stream is cancelled never is, and the browser says so in the page's console.
      disposed = true;
      if (!waiting) cancel();
    },
  };
}
