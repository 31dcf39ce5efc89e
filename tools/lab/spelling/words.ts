/** The words that are spelled: from the shipped list, a file, or names that are in no list. */
import { readFileSync } from 'node:fs';
import { spellingOf } from '../../../src/captions/spelling/word-tree.ts';
import { createRandom, shuffle } from '../../../src/learning/random.ts';
import { englishWords } from '../../lib/build/word-trees/english.ts';

const fewestLetters = 2;
const mostLetters = 12;

/** The words of a file, one per line, as they are spelled. @throws Error with a sentence if there are none */
export function wordsOfFile(file: string): string[] {
  const words = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => spellingOf(line.trim()) ?? []);
  if (words.length === 0) throw new Error(`${file} holds no words that can be spelled by hand.`);
  return words;
}

/** Random words of a list that have 2 to 12 letters, all of them among those that a person shows. */
export function drawWords(
  list: readonly string[],
  letters: ReadonlySet<string>,
  count: number,
  seed: number,
): string[] {
  const fits = list.filter(
    (word) =>
      word.length >= fewestLetters &&
      word.length <= mostLetters &&
      [...word].every((letter) => letters.has(letter)),
  );
  return shuffle([...fits], createRandom(seed)).slice(0, count);
}

/** All words of the shipped English list, as they are spelled. */
export const listedWords = (): string[] => englishWords().map(({ spelled }) => spelled);
