// Runs in the content script's isolated world and in extension pages, whichever has the camera.

import { grabFromProcessor } from './processor.ts';
import type { FrameSink, Grab } from './types.ts';
import { grabFromVideo } from './video.ts';

/**
 * Reads frames of a page's own track, without cloning or stopping it: by a
 * MediaStreamTrackProcessor where there is one (Chromium; goes on in hidden tabs), else from a
 * video element that is not in the page.
 */
export function startGrab(track: MediaStreamTrack, sink: FrameSink): Grab {
  if (typeof MediaStreamTrackProcessor === 'function') {
    try {
      return grabFromProcessor(track, sink);
    } catch {
      // For instance a track of another document that this one's processor does not take.
    }
  }
  return grabFromVideo(track, sink);
}
