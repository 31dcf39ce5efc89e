import type { Timers } from '../clock/clock.ts';
import {
  endEvent,
  type FailureKind,
  failureEvent,
  failureKinds,
  trackEvent,
} from '../page-world/events.ts';
import { relayToParent } from './relay.ts';

/** How often to check the tracks while there are any, ms. */
const checkMs = 1000;
/** At most this many tracks of a document are kept; a page can create any number. */
export const maxTracks = 32;

export interface TrackListener {
  /** The current track has changed; null if there is no camera. */
  onTrack(track: MediaStreamTrack | null): void;
  /** Whether the current track shows the camera's picture, when that has changed. */
  onShown(shown: boolean): void;
  /** The page asked for a camera and got none. */
  onFailure(kind: FailureKind): void;
}

export interface TrackWatch {
  /** The newest track that is live and enabled, else the newest live one; null without a camera. */
  readonly current: MediaStreamTrack | null;
  /** Whether the current track shows the camera's picture: it is neither disabled nor muted. */
  readonly shown: boolean;
  /** Looks at the tracks again: disabling a track fires no event. */
  check(): void;
  dispose(): void;
}

/**
 * Reads the track that the tap, or a page that imitates it, has sent. The getters are those of our
 * own world's interfaces, which throw unless the object is a real one; a track of an iframe passes.
 *
 * @returns null for anything but a live video track that is no screen share
 */
export function readTrack(event: Event): MediaStreamTrack | null {
  try {
    const trackOf = Object.getOwnPropertyDescriptor(MediaStreamTrackEvent.prototype, 'track')?.get;
    const kindOf = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'kind')?.get;
    const track: MediaStreamTrack | undefined = trackOf?.call(event);
    if (!track || kindOf?.call(track) !== 'video') return null;
    if (track.getSettings().displaySurface !== undefined) return null;
    return track;
  } catch {
    return null;
  }
}

const isLive = (track: MediaStreamTrack): boolean => track.readyState === 'live';
const isShown = (track: MediaStreamTrack): boolean => track.enabled && !track.muted;

/**
 * Listens to the tap's events in this document, keeps the camera tracks that are live, and chooses
 * the current one. An app may hold several (the one it got, its clones, a second camera); the
 * newest that is live and enabled is the one in use. The tracks are the page's own: we never clone
 * or stop them.
 *
 * The events are stopped here, so that a page cannot learn by listening to them that its user has
 * sign captions.
 */
export function watchTracks(window: Window, listener: TrackListener, timers: Timers): TrackWatch {
  const { document } = window;
  /** Oldest first. */
  let tracks: MediaStreamTrack[] = [];
  /** What ends the listeners of each track. */
  const watches = new Map<MediaStreamTrack, AbortController>();
  let current: MediaStreamTrack | null = null;
  let shown = false;
  let stopChecks: (() => void) | null = null;
  let disposed = false;

  const check = (): void => {
    if (disposed) return;
    for (const track of tracks) if (!isLive(track)) unwatch(track);
    tracks = tracks.filter(isLive);
    // A page can change its tracks without any event. In Firefox only the tap reports `stop`.
    if (tracks.length > 0) stopChecks ??= timers.every(checkMs, check);
    else {
      stopChecks?.();
      stopChecks = null;
    }
    const next = tracks.findLast(isShown) ?? tracks.at(-1) ?? null;
    const nextShown = next !== null && isShown(next);
    const changed = next !== current;
    const turned = nextShown !== shown;
    current = next;
    shown = nextShown;
    if (changed) listener.onTrack(next);
    else if (turned) listener.onShown(nextShown);
  };

  /** `stop()` fires no `ended`, so the camera was unplugged, was taken away, or failed. */
  const onEnded = (event: Event): void => {
    check();
    if (event.isTrusted && current === null) listener.onFailure('NotReadableError');
  };
  const watch = (track: MediaStreamTrack): void => {
    const watched = new AbortController();
    watches.set(track, watched);
    const { signal } = watched;
    track.addEventListener('ended', onEnded, { signal });
    track.addEventListener('mute', check, { signal });
    track.addEventListener('unmute', check, { signal });
  };
  const unwatch = (track: MediaStreamTrack): void => {
    watches.get(track)?.abort();
    watches.delete(track);
  };

  const onTrack = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = readTrack(event);
    if (!track || !isLive(track) || tracks.includes(track)) return;
    if (relayToParent(window, trackEvent, track)) return;
    if (tracks.length >= maxTracks) {
      // Drop the newest: the oldest may be the one that is left once the page has ended the others.
      const before = tracks.pop();
      if (before) unwatch(before);
    }
    tracks.push(track);
    watch(track);
    check();
  };

  const onEnd = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = readTrack(event);
    if (track && !tracks.includes(track)) relayToParent(window, endEvent, track);
    // The page can forge this event, so `check` looks at which tracks have really ended.
    check();
  };

  const onFailure = (event: Event): void => {
    event.stopImmediatePropagation();
    const { detail } = event as CustomEvent<unknown>;
    const kind = failureKinds.find((known) => known === detail);
    if (kind) listener.onFailure(kind);
  };

  const listeners = new AbortController();
  // On the window, in the capture phase: these run before every listener on the document.
  const options = { capture: true, signal: listeners.signal };
  const listen = (): void => {
    window.addEventListener(trackEvent, onTrack, options);
    window.addEventListener(endEvent, onEnd, options);
    window.addEventListener(failureEvent, onFailure, options);
  };
  listen();
  // `document.open()` removes all listeners, ours too, and replaces the root element.
  const reopened = new MutationObserver(listen);
  reopened.observe(document, { childList: true });

  return {
    get current() {
      return current;
    },
    get shown() {
      return shown;
    },
    check,
    dispose() {
      if (disposed) return;
      disposed = true;
      reopened.disconnect();
      listeners.abort();
      stopChecks?.();
      for (const track of tracks) unwatch(track);
      tracks = [];
      current = null;
    },
  };
}
