import type { Timers } from '../../clock/clock.ts';
import {
  microphoneEvent,
  microphonesOffEvent,
  microphonesOnEvent,
} from '../../page-world/events.ts';
import { isDeviceTrack } from '../cameras/device.ts';
import { tracksOnPage } from '../cameras/elements.ts';
import { keepListening } from '../reopened.ts';
import type { Meter, StartMeter } from './loudness.ts';
import { blockMs, createTalkDetector, type TalkDetector } from './talk-detector.ts';

/**
 * At most this many microphone tracks are listened to, the newest; usual are one and its clones.
 */
export const maxMicrophones = 4;
/** How often to look for microphones that came to the page by ways that are not tapped, ms. */
const searchMs = 1000;
/** How long a track may deliver no level before it counts as silent, ms. */
const silentMs = 4 * blockMs;

export interface TalkWatch {
  /** Whether the user talks into a microphone of this page; false while nothing is listened to. */
  readonly talking: boolean;
  /** Asks the tap for the page's microphones and listens to them, or releases them all. */
  listen(on: boolean): void;
  dispose(): void;
}

/** A microphone track that is listened to. */
interface Microphone {
  track: MediaStreamTrack;
  meter: Meter;
  detector: TalkDetector;
  /** When the last block came, ms. */
  at: number;
}

/**
 * Detects by loudness alone whether the user talks. The microphone is the page's own track: the
 * browser is asked for nothing, and nothing is listened to before `listen(true)`. A track that is
 * disabled or muted counts as silent.
 *
 * The tap's events are stopped here even while no microphone is wanted: see
 * `page-world/microphones.ts`.
 *
 * While it listens, it also looks for microphones that the tap could not report: the tap looks at
 * what the page sends, and we at what its elements hold.
 *
 * @param onTalking the user has begun to talk, or has stopped; also called when listening ends
 *   while the user talks
 */
export function watchTalking(
  window: Window,
  onTalking: (talking: boolean) => void,
  startMeter: StartMeter,
  timers: Timers,
  find: (document: Document) => readonly MediaStreamTrack[] = tracksOnPage,
): TalkWatch {
  const { document } = window;
  /** Oldest first. */
  let microphones: Microphone[] = [];
  let wanted = false;
  let talking = false;
  let stopChecks: (() => void) | null = null;
  let stopSearch: (() => void) | null = null;

  const settle = (): void => {
    const now = microphones.some(({ detector }) => detector.talking);
    if (now === talking) return;
    talking = now;
    onTalking(now);
  };

  const check = (): void => {
    const now = timers.now();
    for (const { track, meter, detector, at } of microphones) {
      if (track.readyState !== 'live') meter.dispose();
      else if (now - at >= silentMs) detector.step(null, now);
    }
    microphones = microphones.filter(({ track }) => track.readyState === 'live');
    if (microphones.length === 0) {
      stopChecks?.();
      stopChecks = null;
    }
    settle();
  };

  const attach = (track: MediaStreamTrack): void => {
    const detector = createTalkDetector();
    const microphone: Microphone = {
      track,
      detector,
      meter: { dispose() {} },
      at: timers.now(),
    };
    microphone.meter = startMeter(track, (level) => {
      microphone.at = timers.now();
      const open = track.enabled && !track.muted;
      detector.step(open ? level : null, microphone.at);
      settle();
    });
    microphones.push(microphone);
    if (microphones.length > maxMicrophones) microphones.shift()?.meter.dispose();
    stopChecks ??= timers.every(2 * blockMs, check);
  };

  const onMicrophone = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = wanted ? readMicrophone(event) : null;
    if (track) take(track);
  };
  const take = (track: MediaStreamTrack): void => {
    if (microphones.some((known) => known.track === track)) return;
    try {
      attach(track);
    } catch {
      // A track that cannot be measured counts as silent.
    }
  };

  const search = (): void => {
    document.dispatchEvent(new Event(microphonesOnEvent));
    for (const track of find(document))
      if (track.kind === 'audio' && isDeviceTrack(track)) take(track);
  };

  const release = (): void => {
    stopSearch?.();
    stopSearch = null;
    stopChecks?.();
    stopChecks = null;
    for (const { meter } of microphones) meter.dispose();
    microphones = [];
    settle();
  };

  const listen = (on: boolean): void => {
    if (on === wanted) return;
    wanted = on;
    if (on) {
      stopSearch = timers.every(searchMs, search);
      search();
    } else {
      document.dispatchEvent(new Event(microphonesOffEvent));
      release();
    }
  };

  const listeners = new AbortController();
  const { signal } = listeners;
  const addListener = (): void =>
    window.addEventListener(microphoneEvent, onMicrophone, { capture: true, signal });
  keepListening(document, addListener, signal);

  return {
    get talking() {
      return talking;
    },
    listen,
    dispose() {
      listen(false);
      listeners.abort();
    },
  };
}

/**
 * Reads the track that the tap, or a page that imitates it, has sent; with our own world's getters.
 *
 * @returns null for anything but a live audio track
 */
function readMicrophone(event: Event): MediaStreamTrack | null {
  try {
    const trackOf = Object.getOwnPropertyDescriptor(MediaStreamTrackEvent.prototype, 'track')?.get;
    const kindOf = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'kind')?.get;
    const track: MediaStreamTrack | undefined = trackOf?.call(event);
    return track && kindOf?.call(track) === 'audio' && track.readyState === 'live' ? track : null;
  } catch {
    return null;
  }
}
