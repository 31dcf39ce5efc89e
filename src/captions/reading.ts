/**
 * How a spelled word is read when it ends, and what is offered in its place (docs/spelling.md). Pure.
 */
import { letterIndex } from './spelling/costs.ts';
import type { LetterEvent } from './spelling/decoder.ts';
import type { ReadWord, Word } from './types.ts';

/** A word's letters, as they were spelled. */
export const wordLetters = ({ pieces }: Pick<Word, 'pieces'>): string =>
  pieces.map(({ text }) => text).join('');

export const wordText = (word: Word): string => word.read ?? wordLetters(word);

/**
 * The hands that were held for a word, in order, with and without a name; null if one of its letters
 * did not come from a hand, or was taught by the user.
 */
export function handsOf({ pieces, unnamed }: Word): LetterEvent[] | null {
  const named: (LetterEvent & { at: number })[] = [];
  for (const { gesture, text, scores, at } of pieces) {
    if (!scores || letterIndex(gesture) === null || text !== gesture) return null;
    named.push({ letter: gesture, scores, at });
  }
  const others = unnamed.map(({ scores, at }) => ({ letter: null, scores, at }));
  return [...named, ...others].sort((a, b) => a.at - b.at);
}

/** The word as it stands after its end; it is read unless the user chose its text. */
export function readEnded(word: Word, readWord: ReadWord | null): Word {
  if (!readWord || word.chosen || word.caption !== null) return word;
  const hands = handsOf(word);
  // One letter says too little to make another word of it.
  if (!hands || word.pieces.length < 2) return word;
  const { decoded, candidates, letters } = readWord(hands);
  if (decoded !== null)
    return decoded === letters ? word : { ...word, read: decoded, offered: [letters] };
  return { ...word, offered: candidates.filter((candidate) => candidate !== letters) };
}

/**
 * Whether the word is a single letter that is no word of the language. Hands that do something else
 * show one now and then: by themselves such letters are no captions.
 */
export function isLoneLetter(word: Word, readWord: ReadWord | null): boolean {
  if (!readWord || word.chosen || word.pieces.length !== 1) return false;
  const hands = handsOf(word);
  if (!hands) return false;
  return !readWord(hands.filter(({ letter }) => letter !== null)).candidates.includes(
    wordLetters(word),
  );
}

/** The word with a text that the user chose among those that were offered. */
export function choose(word: Word, text: string): Word {
  const read = text === wordLetters(word) ? null : text;
  return { ...word, read, offered: [], chosen: true };
}
