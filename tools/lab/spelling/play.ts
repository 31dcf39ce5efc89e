/** Spells one word: stream, classifier, gate, composer and decoder. */
import { createComposer } from '../../../src/captions/composer.ts';
import type { Margins, WordDecoder } from '../../../src/captions/spelling/decoder.ts';
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

/**
 * No pause ends a word while the hand is up, and in these streams it is up until the word ends. Until the
 * composer knows of hands that are up, a pause that is never reached stands for that, ms.
 */
const wordPauseMs = 60_000;

/** Plays letter events through composer and decoder. */
export function playWord(
  events: readonly TimedEvent[],
  decoder: WordDecoder,
  clock: () => number,
): PlayedWord {
  const composer = createComposer({ wordPauseMs });
  const words: Omit<PlayedWord, 'msPerLetter'>[] = [];
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
      words.push({
        letters,
        decoded: decoded ?? letters,
        candidates,
        margins: decoder.margins(),
      });
      if (decoded !== null) decoder.learn(decoded);
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
  // A millisecond later: times are no whole numbers.
  const end = (events.at(-1)?.at ?? 0) + wordPauseMs + 1;
  endWords(composer.handle({ type: 'tick', at: end }).changes);
  return {
    letters: words.map(({ letters }) => letters).join(' '),
    decoded: words.map(({ decoded }) => decoded).join(' '),
    candidates: words.length === 1 ? words[0]!.candidates : [],
    margins: words.length === 1 ? words[0]!.margins : null,
    msPerLetter: hands > 0 ? ms / hands : 0,
  };
}
