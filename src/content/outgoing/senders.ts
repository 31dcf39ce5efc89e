import {
  generatedEvent,
  replacedEvent,
  replacingEvent,
  screenEvent,
  senderEvent,
  swapEvent,
  trackEvent,
} from '../../page-world/events.ts';

/** Most video transceivers kept of one document: large meetings have some dozens. */
export const maxTransceivers = 512;

/** Most live cameras and screens kept of one document: a page that opens more plays with us. */
export const maxLive = 64;

/** What the page sends its video through, and which of its tracks are of a camera. */
export interface SenderWatch {
  /** Those of connections that are not closed. */
  transceivers(): readonly RTCRtpTransceiver[];
  /** The page is just giving this sender another track. */
  isBusy(transceiver: RTCRtpTransceiver): boolean;
  /** Whether the page has a camera on. */
  hasCamera(): boolean;
  /** Whether this is a camera's picture or made from one, and no screen. */
  isCaptionable(track: MediaStreamTrack): boolean;
  /**
   * Announces that `standIn` is about to take the place of what the sender holds.
   * @returns whether the page will go on seeing its own track there
   */
  announce(transceiver: RTCRtpTransceiver, standIn: MediaStreamTrack): boolean;
  dispose(): void;
}

const isLive = (track: MediaStreamTrack): boolean => track.readyState === 'live';

function ofClass(track: MediaStreamTrack, name: string): boolean {
  const found: unknown = (globalThis as Record<string, unknown>)[name];
  return typeof found === 'function' && track instanceof found;
}

/**
 * Hears what the tap in the page's world tells of peer connections and tracks. All objects are our
 * own world's wrappers of the page's native ones; what the page forges in the tap's name can only
 * be real senders and tracks of its own.
 *
 * Which tracks carry captions:
 * - what getUserMedia gave the page, and clones of it, but no screen (`displaySurface`);
 * - what the page makes itself (a canvas, a generator: its blur or crop) while a camera is on. While
 *   a screen is shared it may be made of that: only those which were sent before go on;
 * - nothing that the page marks as a document (`contentHint` of text or detail), nothing received
 *   from others, nothing of a media file.
 *
 * To be made before `watchTracks`, which ends the events of camera tracks.
 *
 * @param onChange something may have to be swapped, or swapped back
 */
export function watchSenders(window: Window, onChange: () => void): SenderWatch {
  const { document } = window;
  let known: RTCRtpTransceiver[] = [];
  const busy = new Set<RTCRtpTransceiver>();
  const cameras = new Set<MediaStreamTrack>();
  const screens = new Set<MediaStreamTrack>();
  const generated = new WeakSet<MediaStreamTrack>();
  /** Tracks of the page's making that were sent while no screen was shared. */
  const trusted = new WeakSet<MediaStreamTrack>();
  const camerasEver = new WeakSet<MediaStreamTrack>();
  let disposed = false;

  const prune = (): void => {
    known = known.filter((transceiver) => transceiver.currentDirection !== 'stopped');
    for (const tracks of [cameras, screens])
      for (const track of tracks) if (!isLive(track)) tracks.delete(track);
  };

  /** Keeps the oldest and the newest: a track that we hold is not let go of by the browser. */
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
    // Goes on to whoever reads the camera.
    const track = trackOf(event);
    if (!track || !isLive(track) || track.getSettings().displaySurface !== undefined) return;
    prune();
    keep(cameras, track);
    camerasEver.add(track);
    onChange();
  };
  const onScreen = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = trackOf(event);
    if (!track) return;
    // What is sent at this moment was made before there was a screen.
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

  const heard: [string, (event: Event) => void][] = [
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
    for (const [type, listener] of heard)
      window.addEventListener(type, listener, { capture: true, signal });
  };
  listen();
  // As for the tracks: `document.open()` takes all listeners away.
  const reopened = new MutationObserver(listen);
  reopened.observe(document, { childList: true });

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
    isCaptionable(track) {
      if (track.kind !== 'video' || track.getSettings().displaySurface !== undefined) return false;
      if (track.contentHint === 'text' || track.contentHint === 'detail') return false;
      if (camerasEver.has(track)) return true;
      prune();
      if (!isMade(track) || cameras.size === 0) return false;
      if (screens.size === 0) trusted.add(track);
      return trusted.has(track);
    },
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
      reopened.disconnect();
      listeners.abort();
      known = [];
      busy.clear();
      cameras.clear();
      screens.clear();
    },
  };
}
