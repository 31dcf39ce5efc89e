/** Spells one word: letter events, composer and decoder, as in a call. */
import {
  type ComposerEvent,
  createComposer,
  type ReadWord,
} from '../../../src/captions/composer.ts';
import type { Margins, WordDecoder } from '../../../src/captions/spelling/decoder.ts';
import { createWordReader } from '../../../src/captions/spelling/reader.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import type { TimedEvent } from './letter-events.ts';

export interface PlayedWord {
  letters: string;
  /** What is shown at the end: the decoded word, or the letters. */
  decoded: string;
  candidates: string[];
  /** What the decoder decided by; null if the letters did not give one word. */
  margins: Margins | null;
  /** The decoder's time for each hand, ms. */
  msPerLetter: number;
}

interface Ended {
  letters: string;
  decoded: string;
  candidates: string[];
  margins: Margins | null;
}

/**
 * Plays one word after the other of one person, whose decoder learns from each.
 *
 * @returns to be called with the events of each word; "say it" ends it, as the hand is up till then
 */
export function createPlayer(
  decoder: WordDecoder,
  clock: () => number,
): (events: readonly TimedEvent[]) => PlayedWord {
  const reader = createWordReader(decoder);
  return (events) => {
    let ms = 0;
    let newest: { read: ReturnType<ReadWord>; margins: Margins } | null = null;
    const composer = createComposer({
      wordPauseMs: defaultSettings.wordPauseMs,
      readWord(hands) {
        const start = clock();
        const read = reader.read(hands);
        ms += clock() - start;
        newest = { read, margins: decoder.margins() };
        return read;
      },
    });
    const words: Ended[] = [];
    const handle = (event: ComposerEvent): void => {
      for (const change of composer.handle(event).changes) {
        if (change.type !== 'committed') continue;
        const { text } = change.caption;
        words.push({
          letters: newest?.read.letters ?? text,
          decoded: text,
          candidates: newest?.read.candidates ?? [],
          margins: newest?.margins ?? null,
        });
      }
    };
    for (const event of events) {
      const { at } = event;
      if (event.sign === 'up') handle({ type: 'hand-up', at });
      else if (event.sign === 'space')
        handle({ type: 'sign', kind: 'space', gesture: 'space', caption: ' ', at });
      else if (event.letter === null) handle({ type: 'unnamed', scores: event.scores, at });
      else {
        const { letter, scores } = event;
        handle({ type: 'sign', kind: 'letter', gesture: letter, caption: letter, scores, at });
      }
    }
    handle({ type: 'say', at: events.at(-1)?.at ?? 0 });
    const hands = events.filter(({ sign }) => sign === 'letter').length;
    const [only] = words.length === 1 ? words : [];
    return {
      letters: words.map(({ letters }) => letters).join(' '),
      decoded: words.map(({ decoded }) => decoded).join(' '),
      candidates: only?.candidates ?? [],
      margins: only?.margins ?? null,
      msPerLetter: hands > 0 ? ms / hands : 0,
    };
  };
}
