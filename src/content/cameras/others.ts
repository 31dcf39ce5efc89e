import { knownEvent } from '../../page-world/events.ts';

/** A tab can have any number of frames; no more than this many are asked. */
const maxFrames = 64;

/**
 * Whether the tap has reported the track in another frame of this tab, whose content script then
 * captions it: a page may take its camera in one frame and send or show it in another, and it must
 * not be captioned twice. Frames of other origins cannot share a track.
 */
export function isKnownElsewhere(window: Window, track: MediaStreamTrack): boolean {
  const frames: Window[] = [window.top ?? window];
  for (let i = 0; i < frames.length; i++) {
    const frame = frames[i] as Window & typeof globalThis;
    for (let n = 0; n < frame.length && frames.length < maxFrames; n++)
      frames.push(frame[n] as Window);
    if (frame === window) continue;
    try {
      const event = new frame.MediaStreamTrackEvent(knownEvent, { track, cancelable: true });
      if (!frame.document.dispatchEvent(event)) return true;
    } catch {
      // A frame of another origin.
    }
  }
  return false;
}
