import { CanvasReader } from './canvas.ts';
import { playTrack } from './element.ts';
import type { FrameSink, Grab } from './types.ts';

/**
 * Reads a track from a video element that is not in the page, frame by frame with
 * requestVideoFrameCallback. Used if there is no MediaStreamTrackProcessor; pauses while the tab is
 * hidden.
 */
export function grabFromVideo(track: MediaStreamTrack, sink: FrameSink): Grab {
  const { video, release } = playTrack(track);
  const canvas = new CanvasReader();
  let disposed = false;
  let callback = 0;
  let lastMedia = Number.NEGATIVE_INFINITY;
  let mediaStands = false;

  const onFrame = (now: number, metadata: VideoFrameCallbackMetadata): void => {
    if (disposed) return;
    callback = video.requestVideoFrameCallback(onFrame);
    // If a live stream's media time does not advance, use the presentation time from then on.
    const media = metadata.mediaTime * 1000;
    if (media <= lastMedia) mediaStands = true;
    lastMedia = media;
    const timestamp = mediaStands ? now : media;
    try {
      const wish = sink.want(timestamp);
      if (!wish) return;
      const { width, height } = metadata;
      const { frame, grabMs } = canvas.read(video, width, height, timestamp, wish);
      sink.onFrame(frame, grabMs);
    } catch (error) {
      sink.onUnreadable(error);
    }
  };

  const onEnded = (): void => {
    if (!disposed) sink.onEnd();
  };

  callback = video.requestVideoFrameCallback(onFrame);
  track.addEventListener('ended', onEnded);

  return {
    path: 'video',
    dispose() {
      if (disposed) return;
      disposed = true;
      track.removeEventListener('ended', onEnded);
      video.cancelVideoFrameCallback(callback);
      release();
    },
  };
}
