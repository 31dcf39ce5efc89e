/**
 * The other windows in which a page may show its call: popups, which report to their opener when a
 * video starts in them, and picture-in-picture windows.
 *
 * A window reports by an event on its opener's document. The page can forge it, but can only name
 * windows of its own origin that it reaches anyway, and what it names is then looked at.
 */
import { windowEvent } from '../../page-world/events.ts';
import { keepListening } from '../reopened.ts';

/** At most this many windows of a document are kept; a page can open, or name, any number. */
export const maxWindows = 8;

/** `UIEvent.detail`: what a window reports to its opener. */
const reports = { ownCall: 0, playing: 1 };

/** The part of `window.documentPictureInPicture` that is needed; not in every browser. */
interface PictureInPicture {
  readonly window: Window | null;
}

export interface Windows {
  /** Windows that have reported a video, in the order of their latest reports. */
  readonly reported: readonly Window[];
  /** Called whenever a window has reported something; one listener at a time. */
  onReported: (() => void) | null;
}

/**
 * Reads the event with the getters of our own world's interface, which throw for anything else.
 *
 * @returns null for anything but another window that is of our origin and no frame
 */
function readWindow(event: Event, own: Window): Window | null {
  try {
    const viewOf = Object.getOwnPropertyDescriptor(UIEvent.prototype, 'view')?.get;
    const view: Window | null = viewOf?.call(event);
    if (!view || view === own || view.top !== view || view.closed) return null;
    return view.document ? view : null;
  } catch {
    return null;
  }
}

function isPlaying(event: Event): boolean {
  const detailOf = Object.getOwnPropertyDescriptor(UIEvent.prototype, 'detail')?.get;
  return detailOf?.call(event) === reports.playing;
}

/**
 * Keeps the windows that this document opened and that show a video. The events are stopped here,
 * so that a page cannot learn from them that its user has sign captions.
 */
export function collectWindows(window: Window, signal: AbortSignal): Windows {
  let reported: Window[] = [];
  const windows: Windows = {
    get reported() {
      return reported;
    },
    onReported: null,
  };
  const onWindow = (event: Event): void => {
    event.stopImmediatePropagation();
    const view = readWindow(event, window);
    if (!view) return;
    const others = reported.filter((other) => other !== view && !other.closed);
    reported = isPlaying(event) ? [...others, view].slice(-maxWindows) : others;
    windows.onReported?.();
  };
  // On the window, in the capture phase: it runs before every listener on the document.
  keepListening(
    window.document,
    () => window.addEventListener(windowEvent, onWindow, { capture: true, signal }),
    signal,
  );
  return windows;
}

/** The picture-in-picture window of a page's own making, if there is one and the browser has them. */
export function pictureWindow(window: Window): Window | null {
  const { documentPictureInPicture: api } = window as Window & {
    documentPictureInPicture?: PictureInPicture;
  };
  return api?.window ?? null;
}

export interface ReportParts {
  /** This window's call is its own, not its opener's. */
  isOwnCall(): boolean;
  /** The extension is gone: nobody would stop the event. */
  isGone(): boolean;
  signal: AbortSignal;
}

/** Reports to the opener of this window, if of the same origin, whenever a video starts here. */
export function reportToOpener(window: Window, { isOwnCall, isGone, signal }: ReportParts): void {
  if (window.parent !== window) return;
  const onPlaying = (event: Event): void => {
    if (!event.isTrusted || isGone()) return;
    try {
      const opener = window.opener as (Window & typeof globalThis) | null;
      const detail = isOwnCall() ? reports.ownCall : reports.playing;
      opener?.document.dispatchEvent(new opener.UIEvent(windowEvent, { view: window, detail }));
    } catch {
      // The opener is of another origin, or closed.
    }
  };
  keepListening(
    window.document,
    () => window.addEventListener('playing', onPlaying, { capture: true, signal }),
    signal,
  );
}
