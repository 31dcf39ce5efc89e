/** Reads from documents of the page what is seen of them. The page runs in them: nothing is sure. */
import { fitsCaptions, type Shown } from './choose.ts';

/** A video that is smaller shows nobody a sign; pages keep tiny ones for other reasons. CSS pixels. */
const smallestPicture = 48;

/** Whether the window is large enough for captions. */
export function canShowCaptions(window: Window): boolean {
  return fitsCaptions({ width: window.innerWidth, height: window.innerHeight });
}

/** The window and those around it, from the inside outwards, as far as they are of its origin. */
export function reachable(window: Window): Window[] {
  const found = [window];
  for (let at = window; at.parent !== at; ) {
    try {
      // Throws for another origin; a frame that was removed has no document.
      if (!at.parent.document) break;
    } catch {
      break;
    }
    at = at.parent;
    found.push(at);
  }
  return found;
}

/** Whether no style hides the element; one that is moved out of sight still counts. */
function isVisible(element: Element): boolean {
  return element.checkVisibility({
    opacityProperty: true,
    visibilityProperty: true,
    // The names of older browsers.
    checkOpacity: true,
    checkVisibilityCSS: true,
  });
}

/** Whether another element of its document fills the screen. */
function isBehindFullscreen(element: Element): boolean {
  const full = element.ownerDocument.fullscreenElement;
  return full !== null && !full.contains(element);
}

/** @param uncut as an IntersectionObserver has last seen it */
export function shownOf(frame: Element, uncut: Shown['uncut']): Shown {
  const { width, height } = frame.getBoundingClientRect();
  const visible = isVisible(frame) && !isBehindFullscreen(frame);
  return { box: { width, height }, uncut, visible };
}

function showsLive(video: HTMLVideoElement): boolean {
  const stream = video.srcObject as MediaStream | null;
  if (video.paused || !stream?.getVideoTracks?.().some(({ readyState }) => readyState === 'live'))
    return false;
  const { width, height } = video.getBoundingClientRect();
  return width >= smallestPicture && height >= smallestPicture && isVisible(video);
}

/**
 * Whether the picture of a call is seen in a window: it is open, not covered or minimized, large
 * enough for captions, and plays a live stream.
 */
export function showsPicture(window: Window): boolean {
  try {
    const { document } = window;
    if (window.closed || document.visibilityState !== 'visible') return false;
    return canShowCaptions(window) && [...document.querySelectorAll('video')].some(showsLive);
  } catch {
    // It went to another origin, or the page has overwritten its document's own methods.
    return false;
  }
}
