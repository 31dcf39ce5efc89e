import type { Timers } from '../clock/clock.ts';
import {
  endEvent,
  type FailureKind,
  failureEvent,
  failureKinds,
  knownEvent,
  trackEvent,
} from '../page-world/events.ts';
import { type Cameras, createChooser } from './cameras/chooser.ts';
import { isDeviceTrack, isLive } from './cameras/device.ts';
import { followElements, tracksOnPage } from './cameras/elements.ts';
import { isKnownElsewhere } from './cameras/others.ts';
import { createSentCameras, type PageSenders } from './cameras/sent.ts';
import { relayToParent } from './relay.ts';
import { keepListening } from './reopened.ts';

/** How often to check the tracks while there are any, ms. */
const checkMs = 1000;
/** At most this many tracks of a document are kept; a page can create any number. */
export const maxTracks = 32;

export interface TrackListener {
  /** The current track has changed; null if there is no camera. */
  onTrack(track: MediaStreamTrack | null): void;
  /** Whether the current track shows the camera's picture, or the video is off, has changed. */
  onShown(shown: boolean): void;
  /** The page asked for a camera and got none. */
  onFailure(kind: FailureKind): void;
  /** The page's cameras have changed, or which of them is watched. */
  onCameras?(cameras: Cameras): void;
}

export interface TrackWatch {
  /** The track to read (`cameras/choose.ts`); null without a camera, or while none is sent. */
  readonly current: MediaStreamTrack | null;
  /** Whether the current track shows the camera's picture: it is neither disabled nor muted. */
  readonly shown: boolean;
  /** The page has a camera on, and the user's video is off. */
  readonly off: boolean;
  readonly cameras: Cameras;
  /**
   * Looks at the tracks again: disabling a track fires no event. Cheap enough for every frame.
   */
  check(): void;
  /**
   * Whether to look for cameras that the tap has not reported, among what the page sends and shows.
   */
  seek(on: boolean): void;
  /** The user chooses one of `cameras`, or with an id of none that the choice is ours again. */
  choose(id: string): void;
  /** The current track shows a hand. */
  sawHand(): void;
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

/** How to find the tracks of a page that the tap has not reported. */
export interface TrackSearch {
  /** What the document's elements hold. */
  find(document: Document): readonly MediaStreamTrack[];
  /** Calls `onTracks` when an element has got a stream. */
  follow: typeof followElements;
  isKnownElsewhere: typeof isKnownElsewhere;
}
const searchOfPage: TrackSearch = {
  find: tracksOnPage,
  follow: followElements,
  isKnownElsewhere,
};

const noCameras: Cameras = { list: [], watched: null, chosen: null };

/**
 * Listens to the tap's events in this document, keeps the camera tracks that are live, and chooses
 * the current one. An app may hold several: the one it got, its clones, a second camera. The tracks
 * are the page's own: we never clone or stop them.
 *
 * The events are stopped here, so that a page cannot learn by listening to them that its user has
 * sign captions.
 *
 * @param senders what the page sends its video through; null if that is not known
 */
export function watchTracks(
  window: Window,
  listener: TrackListener,
  timers: Timers,
  senders: PageSenders | null = null,
  page: TrackSearch = searchOfPage,
): TrackWatch {
  const { document } = window;
  const sent = createSentCameras(senders);
  const chooser = createChooser(sent, timers, String(crypto.getRandomValues(new Uint32Array(1))));
  /** Oldest first. */
  let tracks: MediaStreamTrack[] = [];
  /** Those that the tap has reported, not those that we have found. */
  const reported = new WeakSet<MediaStreamTrack>();
  /** What ends the listeners of each track. */
  const watches = new Map<MediaStreamTrack, AbortController>();
  let current: MediaStreamTrack | null = null;
  let shown = false;
  let off = false;
  let cameras = noCameras;
  /** Ends the search for cameras that the tap has not reported. */
  let search: AbortController | null = null;
  let stopChecks: (() => void) | null = null;
  let disposed = false;

  /** @param thorough once a second, not for every frame or event */
  const settle = (thorough: boolean): void => {
    if (disposed) return;
    for (const track of tracks) if (!isLive(track)) unwatch(track);
    tracks = tracks.filter(isLive);
    // A page can change its tracks without any event. In Firefox only the tap reports `stop`.
    if (tracks.length > 0 || search) stopChecks ??= timers.every(checkMs, look);
    else {
      stopChecks?.();
      stopChecks = null;
    }
    const next = chooser.choose(tracks, current, thorough);
    const changed = next.track !== current;
    const turned = next.shown !== shown || next.off !== off;
    ({ track: current, shown, off } = next);
    if (changed) listener.onTrack(current);
    else if (turned) listener.onShown(shown);
    // Not at every change: a page can open any number, and each report wakes the background.
    if (thorough) reportCameras();
  };
  const check = (): void => settle(false);
  const look = (): void => {
    if (search) takeFound([...sent.deviceTracks(), ...page.find(document)]);
    // While captions are off, nobody asks which camera it is: reading settings takes time.
    settle(search !== null);
  };

  const reportCameras = (): void => {
    const before = JSON.stringify(cameras);
    cameras = chooser.cameras(tracks);
    if (JSON.stringify(cameras) !== before) listener.onCameras?.(cameras);
  };

  /** `stop()` fires no `ended`, so the camera was unplugged, was taken away, or failed. */
  const onEnded = (event: Event): void => {
    check();
    if (event.isTrusted && tracks.length === 0) listener.onFailure('NotReadableError');
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

  const take = (track: MediaStreamTrack): void => {
    if (!isLive(track) || tracks.includes(track)) return;
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

  /** Takes what is a camera's among tracks that the page sends or shows. */
  const takeFound = (found: readonly MediaStreamTrack[]): void => {
    for (const track of found) {
      if (track.kind !== 'video' || tracks.includes(track) || !isDeviceTrack(track)) continue;
      if (page.isKnownElsewhere(window, track)) continue;
      senders?.addCamera(track);
      take(track);
    }
  };

  const onTrack = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = readTrack(event);
    if (!track) return;
    reported.add(track);
    take(track);
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

  /**
   * Another frame of this tab has found a track and asks whether it is this frame's. A page can ask
   * that too: so the answer must not depend on whether captions are on, or on what we have found.
   */
  const onKnown = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = readTrack(event);
    if (track && reported.has(track) && isLive(track)) event.preventDefault();
  };

  const listeners = new AbortController();
  // On the window, in the capture phase: these run before every listener on the document.
  const options = { capture: true, signal: listeners.signal };
  const listen = (): void => {
    window.addEventListener(trackEvent, onTrack, options);
    window.addEventListener(endEvent, onEnd, options);
    window.addEventListener(failureEvent, onFailure, options);
    window.addEventListener(knownEvent, onKnown, options);
  };
  keepListening(document, listen, listeners.signal);

  return {
    get current() {
      return current;
    },
    get shown() {
      return shown;
    },
    get off() {
      return off;
    },
    get cameras() {
      return cameras;
    },
    check,
    seek(on) {
      if (disposed || on === (search !== null)) return;
      search?.abort();
      search = on ? new AbortController() : null;
      if (search) page.follow(window, takeFound, search.signal);
      look();
    },
    choose(id) {
      chooser.prefer(id);
      settle(true);
    },
    sawHand: chooser.sawHand,
    dispose() {
      if (disposed) return;
      disposed = true;
      listeners.abort();
      search?.abort();
      stopChecks?.();
      for (const track of tracks) unwatch(track);
      tracks = [];
      current = null;
    },
  };
}
