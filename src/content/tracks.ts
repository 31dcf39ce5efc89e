import type { Timers } from '../clock/clock.ts';
import {
  endEvent,
  type FailureKind,
  failureEvent,
  failureKinds,
  trackEvent,
} from '../page-world/events.ts';
import { relayToParent } from './relay.ts';

/** Most tracks kept from one document: a page that makes more is playing with us. */
export const maxTracks = 32;

export interface TrackListener {
  /** Another track is to be watched, or none. */
  changed(track: MediaStreamTrack | null): void;
  /** The page has disabled (or the browser has muted) the current track, or undone that. */
  shown(shown: boolean): void;
  /** The page asked for a camera and got none. */
  failed(kind: FailureKind): void;
}

export interface TrackWatch {
  /** The newest track that is live and enabled, else the newest live one; null without a camera. */
  readonly current: MediaStreamTrack | null;
  /** Whether the current track shows the camera's picture: it is neither disabled nor muted. */
  readonly shown: boolean;
  /** Looks again: a track that the page disables says nothing. */
  check(): void;
  dispose(): void;
}

/**
 * Reads what the tap (or the page, in its name) has sent. Getters are taken from our own world's
 * interfaces, which check that the object is a real one; a track of a sub-frame passes too.
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
 * Hears the tap's events of this document, keeps the camera tracks that are live, and names the one
 * to watch. An app may hold several (the one it got, its clones, a second camera); the newest that
 * is live and enabled is the one in use. The tracks are the page's own: never cloned or stopped.
 *
 * The events go no further than here, so that a page does not find out by listening that its user
 * has sign captions.
 */
export function watchTracks(window: Window, listener: TrackListener, timers: Timers): TrackWatch {
  const { document } = window;
  /** Oldest first. */
  let tracks: MediaStreamTrack[] = [];
  let current: MediaStreamTrack | null = null;
  let shown = false;
  let stopChecks: (() => void) | null = null;
  let disposed = false;

  const check = (): void => {
    if (disposed) return;
    for (const track of tracks) if (!isLive(track)) unwatch(track);
    tracks = tracks.filter(isLive);
    // A page may change its tracks without a word; and in Firefox `stop` is told by the tap alone.
    if (tracks.length > 0) stopChecks ??= timers.every(1000, check);
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
    if (changed) listener.changed(next);
    else if (turned) listener.shown(nextShown);
  };

  /** `stop()` fires no `ended`: the camera was unplugged, taken away, or broke. */
  const onEnded = (event: Event): void => {
    check();
    if (event.isTrusted && current === null) listener.failed('NotReadableError');
  };
  const watch = (track: MediaStreamTrack): void => {
    track.addEventListener('ended', onEnded);
    track.addEventListener('mute', check);
    track.addEventListener('unmute', check);
  };
  const unwatch = (track: MediaStreamTrack): void => {
    track.removeEventListener('ended', onEnded);
    track.removeEventListener('mute', check);
    track.removeEventListener('unmute', check);
  };

  const onTrack = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = readTrack(event);
    if (!track || !isLive(track) || tracks.includes(track)) return;
    if (relayToParent(window, trackEvent, track)) return;
    if (tracks.length >= maxTracks) {
      // Not the oldest: it may be the one that is left when the page has ended all the others.
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
    // Not taken at its word: the page could forge it. `check` looks at what has really ended.
    check();
  };

  const onFailure = (event: Event): void => {
    event.stopImmediatePropagation();
    const { detail } = event as CustomEvent<unknown>;
    const kind = failureKinds.find((known) => known === detail);
    if (kind) listener.failed(kind);
  };

  // On the window, in the capture phase: before every listener on the document.
  const listen = (): void => {
    window.addEventListener(trackEvent, onTrack, true);
    window.addEventListener(endEvent, onEnd, true);
    window.addEventListener(failureEvent, onFailure, true);
  };
  listen();
  // `document.open()` takes away all listeners, ours too, and replaces the root element.
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
      window.removeEventListener(trackEvent, onTrack, true);
      window.removeEventListener(endEvent, onEnd, true);
      window.removeEventListener(failureEvent, onFailure, true);
      stopChecks?.();
      for (const track of tracks) unwatch(track);
      tracks = [];
      current = null;
    },
  };
}
