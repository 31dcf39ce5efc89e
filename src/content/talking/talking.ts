import type { Timers } from '../../clock/clock.ts';
import {
  microphoneEvent,
  microphonesOffEvent,
  microphonesOnEvent,
} from '../../page-world/events.ts';
import type { Meter, StartMeter } from './loudness.ts';
import { blockMs, createTalkDetector, type TalkDetector } from './talk-detector.ts';

/** Most microphone tracks listened to at once, the newest: one microphone and its clones are usual. */
export const maxMicrophones = 4;
/** A track from which nothing has come for this long is silent. */
const silentMs = 4 * blockMs;

export interface TalkWatch {
  /** Whether the user speaks into a microphone of this page; false while nothing is listened to. */
  readonly talking: boolean;
  /** Asks the tap for the page's microphones and listens to them, or lets go of them all. */
  listen(on: boolean): void;
  dispose(): void;
}

interface Ear {
  track: MediaStreamTrack;
  meter: Meter;
  detector: TalkDetector;
  /** When the last block came, ms. */
  at: number;
}

/**
 * Hears by loudness alone whether the user speaks. The microphone is the page's own track: nothing is
 * asked of the browser, and nothing is listened to before `listen(true)`. A track that the page has
 * disabled, or that is muted, is silent.
 *
 * The tap's events are swallowed also while nothing is wanted: see `page-world/microphones.ts`.
 *
 * @param onTalking the user has begun to speak, or has stopped; also when listening ends meanwhile
 */
export function watchTalking(
  window: Window,
  onTalking: (speaking: boolean) => void,
  startMeter: StartMeter,
  timers: Timers,
): TalkWatch {
  const { document } = window;
  /** Oldest first. */
  let ears: Ear[] = [];
  let wanted = false;
  let speaking = false;
  let stopChecks: (() => void) | null = null;

  const settle = (): void => {
    const now = ears.some(({ detector }) => detector.talking);
    if (now === speaking) return;
    speaking = now;
    onTalking(now);
  };

  const check = (): void => {
    const now = timers.now();
    for (const ear of ears) {
      if (ear.track.readyState !== 'live') ear.meter.dispose();
      else if (now - ear.at >= silentMs) ear.detector.step(null, now);
    }
    ears = ears.filter(({ track }) => track.readyState === 'live');
    if (ears.length === 0) {
      stopChecks?.();
      stopChecks = null;
    }
    settle();
  };

  const attach = (track: MediaStreamTrack): void => {
    const detector = createTalkDetector();
    const ear: Ear = { track, detector, meter: { dispose() {} }, at: timers.now() };
    ear.meter = startMeter(track, (level) => {
      ear.at = timers.now();
      const open = track.enabled && !track.muted;
      detector.step(open ? level : null, ear.at);
      settle();
    });
    ears.push(ear);
    if (ears.length > maxMicrophones) ears.shift()?.meter.dispose();
    stopChecks ??= timers.every(2 * blockMs, check);
  };

  const onMicrophone = (event: Event): void => {
    event.stopImmediatePropagation();
    const track = wanted ? readMicrophone(event) : null;
    if (!track || ears.some((ear) => ear.track === track)) return;
    try {
      attach(track);
    } catch {
      // It cannot be measured: captions go on as if it were silent.
    }
  };

  const letGo = (): void => {
    stopChecks?.();
    stopChecks = null;
    for (const { meter } of ears) meter.dispose();
    ears = [];
    settle();
  };

  const listen = (on: boolean): void => {
    if (on === wanted) return;
    wanted = on;
    document.dispatchEvent(new Event(on ? microphonesOnEvent : microphonesOffEvent));
    if (!on) letGo();
  };

  const hear = (): void => window.addEventListener(microphoneEvent, onMicrophone, true);
  hear();
  // As for the cameras: `document.open()` takes all listeners away.
  const reopened = new MutationObserver(hear);
  reopened.observe(document, { childList: true });

  return {
    get talking() {
      return speaking;
    },
    listen,
    dispose() {
      listen(false);
      reopened.disconnect();
      window.removeEventListener(microphoneEvent, onMicrophone, true);
    },
  };
}

/**
 * What the tap (or the page, in its name) has sent, read with our own world's getters.
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
