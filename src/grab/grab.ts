// Runs in the content script's isolated world and in extension pages, whichever has the camera.

import { realTimers } from '../clock/clock.ts';
import { grabByVisibility } from './by-visibility.ts';
import { grabFromProcessor } from './processor.ts';
import type { FrameSink, Grab } from './types.ts';
import { grabFromVideo } from './video.ts';
import { grabVideoFrames } from './video-frames.ts';

/**
 * Reads frames of a page's own track, without cloning or stopping it: in Chromium as VideoFrames,
 * also in hidden tabs; elsewhere from a video element through a canvas.
 */
export function startGrab(track: MediaStreamTrack, sink: FrameSink): Grab {
  if (typeof MediaStreamTrackProcessor !== 'function') return grabFromVideo(track, sink);
  return grabByVisibility(track, sink, {
    page: document,
    now: realTimers.now,
    fromVideo: (from, to, onUseless) => grabVideoFrames(from, to, realTimers, onUseless),
    fromProcessor: grabFromProcessor,
  });
}
