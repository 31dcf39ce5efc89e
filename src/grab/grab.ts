// Runs in the content script's isolated world and in extension pages, whichever has the camera.

import { grabFromProcessor } from './processor.ts';
import type { FrameSink, Grab } from './types.ts';
import { grabFromVideo } from './video.ts';

/**
 * Reads frames of a page's own track, without cloning or stopping it: with a
 * MediaStreamTrackProcessor if there is one (Chromium; also works in hidden tabs), else from a
 * video element that is not in the page.
 */
export function startGrab(track: MediaStreamTrack, sink: FrameSink): Grab {
  if (typeof MediaStreamTrackProcessor === 'function') {
    try {
      return grabFromProcessor(track, sink);
    } catch {
      // For instance, a track of another document may be refused here.
    }
  }
  return grabFromVideo(track, sink);
}
