/** Measures the word decoder: what a letter costs while a word is spelled, and the word at its end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createWordDecoder,
  type LetterEvent,
  readSpellingLanguage,
} from '../../src/captions/spelling/decoder.ts';
import { createRandom } from '../../src/learning/random.ts';

const root = join(import.meta.dirname, '../..');
const word = 'COMMUNICATE';

/** Hands that show the letter with this score; the rest is spread over all letters at random. */
function handsOf(letters: string, score: number, seed: number): LetterEvent[] {
  const random = createRandom(seed);
  return [...letters].map((letter) => {
    const others = [...'ABCDEFGHIKLMNOPQRSTUVWXY'].map(
      (other) => [other, random.uniform()] as const,
    );
    const total = others.reduce((sum, [, share]) => sum + share, 0);
    const scores = Object.fromEntries(
      others.map(([other, share]) => [other, ((1 - score) * share) / total]),
    );
    scores[letter] = (scores[letter] ?? 0) + score;
    return { letter: score > 0.5 ? letter : null, scores };
  });
}

/** @param rounds how many words to spell. @returns times in ms by what was done */
export function spellingRows(rounds: number): Record<string, number[]> {
  const file = readFileSync(join(root, 'dist/chrome-demo/words/en.tree'));
  const confusions: unknown = JSON.parse(
    readFileSync(join(root, 'models/fingerspelling/confusions.json'), 'utf8'),
  );
  const timed = <T>(times: number[], run: () => T): T => {
    const start = performance.now();
    const result = run();
    times.push(performance.now() - start);
    return result;
  };
  const rows = { clear: [], doubtful: [], end: [], list: [] } as Record<string, number[]>;
  const language = timed(rows.list!, () => readSpellingLanguage(file));
  const decoder = createWordDecoder({ language, confusions });
  for (let round = 0; round < rounds; round++) {
    if (round % 10 === 0) timed(rows.list!, () => readSpellingLanguage(file));
    for (const [name, score] of [
      ['clear', 0.9],
      ['doubtful', 0.2],
    ] as const) {
      decoder.reset();
      for (const hand of handsOf(word, score, round)) timed(rows[name]!, () => decoder.add(hand));
    }
    timed(rows.end!, () => decoder.word());
  }
  return {
    'a letter that is read well': rows.clear!,
    'a hand that could be any letter': rows.doubtful!,
    'the word at its end': rows.end!,
    'reading the word list': rows.list!,
  };
}
