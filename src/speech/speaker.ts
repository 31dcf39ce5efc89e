import type { After } from '../clock/clock.ts';
import { chooseVoice, type Voice } from './voices.ts';

/** Voices are read from the system when they are first asked for; then there are none. */
export const voicesMs = 5000;
/** A caption is said by then; what takes longer hangs. */
export const longestMs = 30_000;
/** What was cancelled has ended by then, whether or not that is told. */
export const cancelMs = 250;
/** More captions than these do not wait: who signs on is not to be heard minutes later. */
export const mostWaiting = 8;

export interface Saying {
  id: number;
  text: string;
  /** BCP 47 */
  lang: string;
  /** `voiceURI`; empty: by the language. */
  voice: string;
}

export interface SpeakerParts<V extends Voice> {
  voices(): readonly V[];
  /** Runs whenever there may be other voices; answers how to stop. */
  onVoices(run: () => void): () => void;
  /** Speaks; `ended` runs when it is over, was cancelled or has failed. */
  speak(text: string, voice: V, ended: () => void): void;
  /** Ends what is being spoken. */
  cancel(): void;
  after: After;
}

/** Speaks captions one after the other, in the order in which they came. */
export interface Speaker<Owner> {
  say(owner: Owner, saying: Saying): void;
  /** It was wrong: it is not said, or broken off. */
  unsay(owner: Owner, id: number): void;
  /** All of this owner's, at once: its captions are off, paused, or its page is gone. */
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
    // Without one nothing is said: the browser's own choice might be a voice of some server.
    if (voice) speak(entry, voice);
    else next();
  };

  const awaitVoices = (): void => {
    if (stopWaiting) return;
    const unhear = parts.onVoices(next);
    const giveUp = parts.after(voicesMs, () => {
      stopWaiting?.();
      waiting = [];
    });
    stopWaiting = () => {
      unhear();
      giveUp();
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

  const drop = (is: (entry: Entry<Owner>) => boolean): void => {
    waiting = waiting.filter((entry) => !is(entry));
    if (waiting.length === 0) stopWaiting?.();
    if (current && is(current)) breakOff();
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
