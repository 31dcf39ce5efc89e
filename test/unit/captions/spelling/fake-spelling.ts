/** A small language and a table of confused letters for tests of the decoder. */

import type { LetterEvent, SpellingLanguage } from '../../../../src/captions/spelling/decoder.ts';
import { readSpellingLanguage } from '../../../../src/captions/spelling/decoder.ts';
import { encodeWordTree } from '../../../../src/captions/spelling/word-tree.ts';

/** As the shipped vocabulary: no J, no Z, and a space. */
export const gestures = [...'ABCDEFGHIKLMNOPQRSTUVWXY', 'space'];

/** Every gesture is mostly read as itself, but S is often read as A. */
export const confusions = {
  format: 'sign-captions-confusions-1',
  vocabulary: 'fingerspelling',
  gestures,
  read: gestures.map((shown) =>
    gestures.map((as) => {
      if (shown === 'S' && as === 'A') return 0.4;
      return shown === as ? 0.8 : 0.005;
    }),
  ),
};

/** @param words written forms by frequency, the most frequent first */
export const languageOf = (...words: readonly string[][]): SpellingLanguage =>
  readSpellingLanguage(
    encodeWordTree(
      words.flatMap((list, frequency) =>
        list.map((written) => ({
          spelled: written
            .normalize('NFD')
            .replace(/[^A-Za-z]/g, '')
            .toUpperCase(),
          written,
          frequency,
        })),
      ),
    ),
  );

/** A hand with these scores; the letter is the best of them if it reaches 0.5. */
export function hand(scores: Readonly<Record<string, number>>): LetterEvent {
  const [best, score] = Object.entries(scores).reduce<readonly [string | null, number]>(
    (greatest, [letter, value]) => (value > greatest[1] ? [letter, value] : greatest),
    [null, 0],
  );
  return {
    letter: score >= 0.5 ? best : null,
    scores: Object.fromEntries(gestures.map((gesture) => [gesture, scores[gesture] ?? 0.002])),
  };
}

/** Hands that clearly show these letters. */
export const clearly = (letters: string): LetterEvent[] =>
  [...letters].map((letter) => hand({ [letter]: 0.9 }));
