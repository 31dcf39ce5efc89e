import type { Timers } from '../clock/clock.ts';
import { FrameReader } from './read-frame.ts';
import type { FrameSink, Grab } from './types.ts';

/** How often to look whether the element shows a new frame, ms: as often as most cameras have one. */
const lookMs = 1000 / 30;
/** After how many looks in a row without a new frame the element is useless: some 2 s. */
export const standingLooks = 60;

/**
 * Reads a track from a video element that is not in the page, as VideoFrames. A timer looks for new
 * frames: `requestVideoFrameCallback` makes the page render for each of them, which costs its thread
 * a fifth more (docs/frame-size.md).
 *
 * @param onUseless called once if no frames come, or only such as cannot be copied as they are: the
 *   element stands still, or the browser keeps its frames in graphics memory
 */
export function grabVideoFrames(
  track: MediaStreamTrack,
  sink: FrameSink,
  timers: Pick<Timers, 'every'>,
  onUseless: () => void,
): Grab {
  const video = document.createElement('video');
  const frames = new FrameReader();
  let disposed = false;
  let reading = false;
  let useless = false;
  let standing = 0;
  let newest: number | null = null;

  const giveUp = (): void => {
    if (useless) return;
    useless = true;
    onUseless();
  };

  const look = (): void => {
    if (track.readyState === 'ended') {
      stopLooking();
      sink.onEnd();
      return;
    }
    if (reading) return;
    // A dark track may deliver nothing.
    if (track.enabled && !track.muted && ++standing >= standingLooks) giveUp();
    if (disposed || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    void read();
  };

  const read = async (): Promise<void> => {
    let frame: VideoFrame | null = null;
    reading = true;
    try {
      frame = new VideoFrame(video);
      if (frame.timestamp === newest) return;
      newest = frame.timestamp;
      standing = 0;
      if (frame.format === null) giveUp();
      const wish = disposed ? null : sink.want(frame.timestamp / 1000);
      if (!wish) return;
      const { frame: copy, grabMs } = await frames.read(frame, wish);
      if (disposed) sink.onAbandoned?.();
      else sink.onFrame(copy, grabMs);
    } catch (error) {
      if (disposed) sink.onAbandoned?.();
      else sink.onUnreadable(error);
    } finally {
      frame?.close();
      reading = false;
    }
  };

  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Rejects if the element is released before it plays; the frames show whether it plays.
  video.play().catch(() => undefined);
  const stopLooking = timers.every(lookMs, look);

  return {
    path: 'video',
    dispose() {
      if (disposed) return;
      disposed = true;
      stopLooking();
      video.pause();
      video.srcObject = null;
    },
  };
}
