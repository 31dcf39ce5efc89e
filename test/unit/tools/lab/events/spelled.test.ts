import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadClassifier } from '../../../../../src/recognizer/signs/classifier.ts';
import { readBank } from '../../../../../tools/lab/bank/bank.ts';
import {
  lettersRight,
  spelledMotion,
  spelledTable,
} from '../../../../../tools/lab/events/spelled.ts';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';

const signs = [...'ABC'].map((gesture) => ({
  gesture,
  poses: [`letter-${gesture.toLowerCase()}`],
}));

describe('a spelled word', () => {
  const motion = spelledMotion(signs, { hold: 0.3, change: 0.15 }, 7);

  it('has four to seven letters, each another one than the last, held at its pace', () => {
    const letters = motion.signs.map(({ gesture }) => gesture);
    expect(letters.length).toBeGreaterThanOrEqual(4);
    expect(letters.length).toBeLessThanOrEqual(7);
    letters.forEach((letter, i) => {
      expect(letter).not.toBe(letters[i - 1]);
    });
    for (const { from, to } of motion.signs) expect(Math.abs(to - from - 0.3)).toBeLessThan(0.07);
  });

  it('is the same for the same seed', () => {
    expect(spelledMotion(signs, { hold: 0.3, change: 0.15 }, 7)).toEqual(motion);
  });
});

describe('the letters that were read of a word', () => {
  it.each([
    ['HELLO', 'HELLO', 5],
    ['HELLO', 'HELO', 4],
    ['HELLO', 'HAELLO', 5],
    ['HELLO', 'OLLEH', 2],
    ['HELLO', '', 0],
  ])('%s as %s are right in their order: %i', (word, read, right) => {
    expect(lettersRight([...word], [...read])).toBe(right);
  });
});

describe('the table of spelled words', () => {
  it('has a row for each way to spell', { timeout: 60_000 }, () => {
    const classifier = loadClassifier(
      JSON.parse(readFileSync('models/fingerspelling/classifier.json', 'utf8')),
    );
    const material = { poses: readPoses(), bank: readBank() };
    const table = spelledTable(classifier, material, { hours: 0.02, words: 2, seed: 1 });
    expect(table.split('\n').map((line) => line.split(' | ')[0])).toEqual([
      '| spelling',
      '| ---',
      '| single',
      '| flowing',
      '',
      expect.stringMatching(/^Letters that flowing reads more/),
    ]);
  });
});
