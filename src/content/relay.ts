/** A frame smaller than this cannot show a caption, in CSS pixels. */
export const smallestFrame = { width: 200, height: 120 };

/** Whether captions drawn into this window could be read. */
export function canShowCaptions(window: Window): boolean {
  return window.innerWidth >= smallestFrame.width && window.innerHeight >= smallestFrame.height;
}

/**
 * Some pages take the camera through a tiny or hidden frame, where nobody would see a caption. Its
 * track is told to the parent document instead, as if it were the parent's own; the parent may pass
 * it on in turn.
 *
 * Works for a parent of the same origin only. A tiny frame of another origin keeps its track and
 * its captions stay unseen: an app that shows the picture elsewhere would have to send it there as
 * a remote stream, and no such app is known.
 *
 * @returns whether the parent has it now
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
