import { canShowCaptions } from './where/measure.ts';

/**
 * Some pages open the camera in a tiny or hidden iframe, where nobody would see a caption. Its
 * track is passed to the parent document instead, as if it were the parent's own; the parent may
 * pass it on in turn.
 *
 * Works only for a parent of the same origin. A tiny iframe of another origin keeps its track, and
 * its captions are not seen: an app that shows the video elsewhere would have to send it there as a
 * remote stream, and no such app is known.
 *
 * @returns whether the track was passed to the parent
 */
export function relayToParent(window: Window, type: string, track: MediaStreamTrack): boolean {
  if (window.parent === window || canShowCaptions(window)) return false;
  try {
    const parent = window.parent as Window & typeof globalThis;
    parent.document.dispatchEvent(new parent.MediaStreamTrackEvent(type, { track }));
    return true;
  } catch {
    return false;
  }
}
