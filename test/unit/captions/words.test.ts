import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWordList, suggestWords } from '../../../src/captions/words.ts';

const words = ['the', 'hello', 'help', 'hear', 'heart', 'he'];

describe('suggestions', () => {
  it('begin with the spelled letters, at most three, the most frequent first', () => {
    expect(suggestWords('he', words)).toEqual(['hello', 'help', 'hear']);
  });

  it('appear from two letters on', () => {
    expect(suggestWords('h', words)).toEqual([]);
    expect(suggestWords('', words)).toEqual([]);
  });

  it('continue in upper case after upper case', () => {
    expect(suggestWords('HEL', words)).toEqual(['HELLO', 'HELP']);
    expect(suggestWords('Hel', words)).toEqual(['Hello', 'Help']);
  });

  it('never repeat the word that is already spelled', () => {
    expect(suggestWords('help', words)).toEqual([]);
  });
});

describe('the shipped word list', () => {
  const text = readFileSync(
    path.join(import.meta.dirname, '../../../src/captions/words/en.txt'),
    'utf8',
  );
  const list = readWordList(text);

  it('has each word once, in lower case and long enough to be worth suggesting', () => {
    expect(new Set(list).size).toBe(list.length);
    expect(list.filter((word) => !/^[a-z]{3,20}$/.test(word))).toEqual([]);
    expect(list.length).toBeGreaterThan(1500);
    expect(list.length).toBeLessThan(5000);
  });

  it('offers words that calls need after a few letters', () => {
    for (const [spelled, wanted] of [
      ['QU', 'QUESTION'],
      ['THA', 'THAT'],
      ['HEL', 'HELLO'],
      ['SO', 'SOME'],
    ] as const)
      expect(suggestWords(spelled, list)).toContain(wanted);
  });
});
