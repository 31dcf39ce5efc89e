/** The words that are spelled: from the shipped list, a file, or names that are in no list. */
import { readFileSync } from 'node:fs';
import {
  frequencyClasses,
  type ListedWord,
  spellingOf,
} from '../../../src/captions/spelling/word-tree.ts';
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

/** Whether a word has 2 to 12 letters, all of them among those that a person shows. */
const fits = (word: string, letters: ReadonlySet<string>): boolean =>
  word.length >= fewestLetters &&
  word.length <= mostLetters &&
  [...word].every((letter) => letters.has(letter));

/** Random words of a list that have 2 to 12 letters, all of them among those that a person shows. */
export function drawWords(
  list: readonly string[],
  letters: ReadonlySet<string>,
  count: number,
  seed: number,
): string[] {
  const fitting = list.filter((word) => fits(word, letters));
  return shuffle(fitting, createRandom(seed)).slice(0, count);
}

/**
 * How much of what people say are words of each class, by Zipf's law: the n-th most frequent word is said
 * in proportion to 1 / n. Which word of a class is the more frequent is not known.
 */
export function classShares(words: readonly ListedWord[]): number[] {
  const sums = Array.from({ length: frequencyClasses }, () => 0);
  const ranked = words.map(({ frequency }) => frequency).sort((a, b) => a - b);
  ranked.forEach((frequency, rank) => {
    sums[frequency] = sums[frequency]! + 1 / (rank + 1);
  });
  const total = sums.reduce((sum, value) => sum + value, 0);
  return sums.map((sum) => sum / total);
}

/**
 * Random words, each drawn from a class of frequency that is drawn by its share of what people say
 * ({@link classShares}); else as {@link drawWords}. No word comes twice.
 */
export function drawByFrequency(
  words: readonly ListedWord[],
  letters: ReadonlySet<string>,
  count: number,
  seed: number,
): string[] {
  const random = createRandom(seed);
  const shares = classShares(words);
  const left = shares.map((_, frequency) => {
    const own = words.filter((word) => word.frequency === frequency && fits(word.spelled, letters));
    return shuffle(
      own.map(({ spelled }) => spelled),
      random,
    );
  });
  const drawn: string[] = [];
  while (drawn.length < count && left.some((own) => own.length > 0)) {
    let at = random.uniform();
    const drawnClass = shares.findIndex((share) => {
      at -= share;
      return at < 0;
    });
    drawn.push(...(left[drawnClass]?.splice(-1) ?? []));
  }
  return drawn;
}

/** All words of the shipped English list, as they are spelled. */
export const listedWords = (): string[] => englishWords().map(({ spelled }) => spelled);
