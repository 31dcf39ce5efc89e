/** Spells one word: stream, classifier, gate, composer and decoder. */
import { createComposer, wordPauseFor } from '../../../src/captions/composer.ts';
import type { WordDecoder } from '../../../src/captions/spelling/decoder.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import type { TimedEvent } from './letter-events.ts';

export interface PlayedWord {
  letters: string;
  /** What is shown at the end: the decoded word, or the letters. */
  decoded: string;
  candidates: string[];
  /** The decoder's time for each hand, ms. */
  msPerLetter: number;
}

/** How much longer than a letter's hold the pause is that ends a word, ms. */
const pauseBeyondHold = 1800;

/**
 * Plays letter events through composer and decoder.
 *
 * The pause that ends a word begins, in the composer of today, when a letter is recognised; so whoever
 * holds letters for long must have set a longer one.
 */
export function playWord(
  events: readonly TimedEvent[],
  decoder: WordDecoder,
  paceMs: number,
  clock: () => number,
): PlayedWord {
  const wordPauseMs = Math.max(wordPauseFor(defaultSettings.dwellMs), paceMs + pauseBeyondHold);
  const composer = createComposer({ wordPauseMs });
  const words: { letters: string; decoded: string; candidates: string[] }[] = [];
  let [ms, hands] = [0, 0];
  decoder.reset();
  const endWords = (changes: ReturnType<typeof composer.handle>['changes']): void => {
    for (const change of changes) {
      if (change.type !== 'committed') continue;
      const start = clock();
      const { decoded, candidates, letters } = decoder.word();
      ms += clock() - start;
      if (letters !== change.caption.text)
        throw new Error(`The composer has ${change.caption.text}, the decoder ${letters}.`);
      words.push({ letters, decoded: decoded ?? letters, candidates });
      decoder.reset();
    }
  };
  for (const event of events) {
    const { at } = event;
    if (event.sign === 'space') {
      const sign = { type: 'sign', kind: 'space', gesture: 'space', caption: ' ', at } as const;
      endWords(composer.handle(sign).changes);
      continue;
    }
    endWords(composer.handle({ type: 'tick', at }).changes);
    const { letter } = event;
    const start = clock();
    decoder.add(event);
    ms += clock() - start;
    hands++;
    if (letter === null) continue;
    composer.handle({ type: 'sign', kind: 'letter', gesture: letter, caption: letter, at });
  }
  const end = (events.at(-1)?.at ?? 0) + wordPauseMs;
  endWords(composer.handle({ type: 'tick', at: end }).changes);
  return {
    letters: words.map(({ letters }) => letters).join(' '),
    decoded: words.map(({ decoded }) => decoded).join(' '),
    candidates: words.length === 1 ? words[0]!.candidates : [],
    msPerLetter: hands > 0 ? ms / hands : 0,
  };
}
