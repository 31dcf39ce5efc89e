import type { After } from '../clock/clock.ts';
import { chooseVoice, type Voice } from './voices.ts';

/** How long to wait for voices, ms: the first call starts loading them and returns none. */
export const voicesMs = 5000;
/** How long speaking a caption may take; after this it counts as hanging, ms. */
export const longestMs = 30_000;
/** How long to wait for the end of a cancelled utterance before going on, ms. */
export const cancelMs = 250;
/** At most this many captions wait, so that nothing is spoken minutes after it was signed. */
export const mostWaiting = 8;

export interface Saying {
  id: number;
  text: string;
  /** BCP 47 */
  lang: string;
  /** `voiceURI`; empty: chosen by language. */
  voice: string;
}

export interface SpeakerParts<V extends Voice> {
  voices(): readonly V[];
  /** Calls `run` whenever the voices may have changed; returns a function that stops this. */
  onVoices(run: () => void): () => void;
  /** Speaks; calls `onEnd` when it is over, cancelled or has failed. */
  speak(text: string, voice: V, onEnd: () => void): void;
  /** Ends what is being spoken. */
  cancel(): void;
  after: After;
}

/** Speaks captions one after the other, in the order in which they came. */
export interface Speaker<Owner> {
  say(owner: Owner, saying: Saying): void;
  /** The caption was taken back: it is not spoken, or is cut off. */
  unsay(owner: Owner, id: number): void;
  /** The same for all of the owner's captions: they are off or paused, or its page is gone. */
  silence(owner: Owner): void;
}

interface Entry<Owner> extends Saying {
  owner: Owner;
}

export function createSpeaker<V extends Voice, Owner>(parts: SpeakerParts<V>): Speaker<Owner> {
  let waiting: Entry<Owner>[] = [];
  let current: Entry<Owner> | null = null;
  let cancelWatch: (() => void) | null = null;
  let stopWaiting: (() => void) | null = null;

  const next = (): void => {
    const entry = current ? undefined : waiting[0];
    if (!entry) return;
    const voices = parts.voices();
    if (voices.length === 0) {
      awaitVoices();
      return;
    }
    stopWaiting?.();
    waiting.shift();
    const voice = chooseVoice(voices, entry.lang, entry.voice);
    // Without a local voice nothing is said: the browser's default might send the text to a server.
    if (voice) speak(entry, voice);
    else next();
  };

  const awaitVoices = (): void => {
    if (stopWaiting) return;
    const unsubscribe = parts.onVoices(next);
    const cancelTimeout = parts.after(voicesMs, () => {
      stopWaiting?.();
      waiting = [];
    });
    stopWaiting = () => {
      unsubscribe();
      cancelTimeout();
      stopWaiting = null;
    };
  };

  const speak = (entry: Entry<Owner>, voice: V): void => {
    current = entry;
    const ended = (): void => {
      if (current !== entry) return;
      cancelWatch?.();
      current = null;
      next();
    };
    const watch = (ms: number, run: () => void): void => {
      cancelWatch?.();
      cancelWatch = parts.after(ms, run);
    };
    breakOff = () => {
      watch(cancelMs, ended);
      parts.cancel();
    };
    watch(longestMs, () => breakOff());
    parts.speak(entry.text, voice, ended);
  };
  let breakOff = (): void => undefined;

  const drop = (matches: (entry: Entry<Owner>) => boolean): void => {
    waiting = waiting.filter((entry) => !matches(entry));
    if (waiting.length === 0) stopWaiting?.();
    if (current && matches(current)) breakOff();
  };

  return {
    say(owner, saying) {
      waiting.push({ ...saying, owner });
      waiting = waiting.slice(-mostWaiting);
      next();
    },
    unsay: (owner, id) => drop((entry) => entry.owner === owner && entry.id === id),
    silence: (owner) => drop((entry) => entry.owner === owner),
  };
}
