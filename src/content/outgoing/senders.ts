import {
  generatedEvent,
  replacedEvent,
  replacingEvent,
  screenEvent,
  senderEvent,
  swapEvent,
  trackEvent,
} from '../../page-world/events.ts';
import { isLive } from '../cameras/device.ts';
import { keepListening } from '../reopened.ts';

/** At most this many video transceivers of a document are kept: large meetings have some dozens. */
export const maxTransceivers = 512;

/** At most this many live cameras, and screens, of a document are kept: no honest page has more. */
export const maxLive = 64;

/** Why a track carries no captions. */
export type Refusal =
  /** The page marks its picture as a document. */
  | 'document'
  /** It is a shared screen, or was made while one was shared and may show it. */
  | 'screen'
  /** It is no camera's, nor made while a camera was on. */
  | 'unknown';

/** What the page sends its video through, and which of its tracks are of a camera. */
export interface SenderWatch {
  /** The video transceivers of connections that are not closed. */
  transceivers(): readonly RTCRtpTransceiver[];
  /** The page is replacing this sender's track just now. */
  isBusy(transceiver: RTCRtpTransceiver): boolean;
  /** Whether the page has a camera on. */
  hasCamera(): boolean;
  /** Whether the track shows a camera's picture, or one made from it, and not a screen. */
  isCaptionable(track: MediaStreamTrack): boolean;
  /** The same, also where the page marks the picture as a document. */
  isOfCamera(track: MediaStreamTrack): boolean;
  /** A camera track that the tap has not reported. */
  addCamera(track: MediaStreamTrack): void;
  /** Why the track is not captionable; null if it is. */
  refusalOf(track: MediaStreamTrack): Refusal | null;
  /**
   * Announces to the tap that `standIn` is about to replace the sender's track.
   * @returns whether the page will still see its own track there
   */
  announce(transceiver: RTCRtpTransceiver, standIn: MediaStreamTrack): boolean;
  dispose(): void;
}

function ofClass(track: MediaStreamTrack, name: string): boolean {
  const found: unknown = (globalThis as Record<string, unknown>)[name];
  return typeof found === 'function' && track instanceof found;
}

/**
 * Listens to what the tap in the page's world reports of peer connections and tracks. All objects
 * are our own world's wrappers of the page's native ones; a page that imitates the tap can only
 * send real senders and tracks of its own.
 *
 * Which tracks carry captions:
 * - those that getUserMedia gave the page, and their clones, but no screen (`displaySurface`);
 * - those that the page makes itself (by a canvas or a generator, to blur or crop) while a camera
 *   is on. While a screen is shared, a new one may show the screen: only those sent before it
 *   count;
 * - none that the page marks as a document (`contentHint` of text or detail), none received from
 *   others, none of a media file.
 *
 * Call it before `watchTracks`, which stops the events of camera tracks.
 *
 * @param onChange called when a track may have to be swapped, or restored
 */
export function watchSenders(window: Window, onChange: () => void): SenderWatch {
  const { document } = window;
  let known: RTCRtpTransceiver[] = [];
  const busy = new Set<RTCRtpTransceiver>();
  const cameras = new Set<MediaStreamTrack>();
  const screens = new Set<MediaStreamTrack>();
  const generated = new WeakSet<MediaStreamTrack>();
  /** Tracks that the page made and sent while no screen was shared. */
  const trusted = new WeakSet<MediaStreamTrack>();
  const camerasEver = new WeakSet<MediaStreamTrack>();
  let disposed = false;

  const prune = (): void => {
    known = known.filter((transceiver) => transceiver.currentDirection !== 'stopped');
    for (const tracks of [cameras, screens])
      for (const track of tracks) if (!isLive(track)) tracks.delete(track);
  };

  /**
   * Drops the newest of too many: the oldest may be the one in use. The browser cannot free a track
   * that we hold.
   */
  const keep = (tracks: Set<MediaStreamTrack>, track: MediaStreamTrack): void => {
    const before = tracks.size >= maxLive ? [...tracks].at(-1) : undefined;
    if (before) tracks.delete(before);
    tracks.add(track);
  };

  const isMade = (track: MediaStreamTrack): boolean =>
    generated.has(track) ||
    ofClass(track, 'CanvasCaptureMediaStreamTrack') ||
    ofClass(track, 'MediaStreamTrackGenerator');

  const transceiverOf = (event: Event): RTCRtpTransceiver | null => {
    event.stopImmediatePropagation();
    if (!(event instanceof RTCTrackEvent)) return null;
    return event.transceiver instanceof RTCRtpTransceiver ? event.transceiver : null;
  };
  const trackOf = (event: Event): MediaStreamTrack | null =>
    event instanceof MediaStreamTrackEvent && event.track.kind === 'video' ? event.track : null;

  const onSender = (event: Event): void => {
    const transceiver = transceiverOf(event);
    if (!transceiver || known.includes(transceiver)) return;
    prune();
    if (known.length >= maxTransceivers) return;
    known.push(transceiver);
    onChange();
  };
  const onReplacing = (event: Event): void => {
    const transceiver = transceiverOf(event);
    if (transceiver && known.includes(transceiver)) busy.add(transceiver);
  };
  const onReplaced = (event: Event): void => {
    const transceiver = transceiverOf(event);
    if (transceiver && busy.delete(transceiver)) onChange();
  };
  const onCamera = (event: Event): void => {
    // Not stopped: `watchTracks` must receive it too.
    const track = trackOf(event);
    if (track) addCamera(track);
  };
  const addCamera = (track: MediaStreamTrack): void => {
    if (!isLive(track) || track.getSettings().displaySurface !== undefined) return;
    prune();
    keep(cameras, track);
    camerasEver.add(track);
    onChange();
  };
  const onScreen = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = trackOf(event);
    if (!track) return;
    // Whatever is sent at this moment was made before there was a screen.
    for (const { sender } of known) if (sender.track && screens.size === 0) trust(sender.track);
    prune();
    keep(screens, track);
  };
  const onGenerated = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = trackOf(event);
    if (track) generated.add(track);
  };
  const trust = (track: MediaStreamTrack): void => {
    if (isMade(track)) trusted.add(track);
  };

  const isOfCamera = (track: MediaStreamTrack): boolean => {
    if (camerasEver.has(track)) return true;
    if (!isMade(track)) return false;
    prune();
    if (cameras.size === 0) return false;
    if (screens.size === 0) trusted.add(track);
    return trusted.has(track);
  };

  const refusalOf = (track: MediaStreamTrack): Refusal | null => {
    if (track.kind !== 'video') return 'unknown';
    if (track.getSettings().displaySurface !== undefined) return 'screen';
    if (track.contentHint === 'text' || track.contentHint === 'detail') return 'document';
    if (isOfCamera(track)) return null;
    return isMade(track) && cameras.size > 0 ? 'screen' : 'unknown';
  };

  const handlers: [string, (event: Event) => void][] = [
    [senderEvent, onSender],
    [replacingEvent, onReplacing],
    [replacedEvent, onReplaced],
    [trackEvent, onCamera],
    [screenEvent, onScreen],
    [generatedEvent, onGenerated],
  ];
  const listeners = new AbortController();
  const { signal } = listeners;
  const listen = (): void => {
    for (const [type, handler] of handlers)
      window.addEventListener(type, handler, { capture: true, signal });
  };
  keepListening(document, listen, signal);

  return {
    transceivers() {
      prune();
      return known;
    },
    isBusy: (transceiver) => busy.has(transceiver),
    hasCamera() {
      prune();
      return cameras.size > 0;
    },
    isCaptionable: (track) => refusalOf(track) === null,
    isOfCamera,
    refusalOf,
    addCamera,
    announce(transceiver, standIn) {
      const event = new RTCTrackEvent(swapEvent, {
        transceiver,
        receiver: transceiver.receiver,
        track: standIn,
        cancelable: true,
      });
      return !document.dispatchEvent(event);
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      listeners.abort();
      known = [];
      busy.clear();
      cameras.clear();
      screens.clear();
    },
  };
}
