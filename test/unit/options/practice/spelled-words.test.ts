import { describe, expect, it } from 'vitest';
import {
  longestWord,
  shippedWords,
  spellable,
  wordsToSpell,
} from '../../../../src/options/practice/spelled-words.ts';

describe('words to spell', () => {
  it.each([
    ['hello', 'HELLO'],
    [' Grüße ', 'GRUSSE'],
    ['Łódź', 'LODZ'],
    ['Jean-Luc', 'JEANLUC'],
    ["d'accord", 'DACCORD'],
    ['Ærø', 'AERO'],
  ])('have plain capital letters: %s', (text, word) => {
    expect(spellable(text)).toBe(word);
  });

  it.each(['', '  ', '-', 'R2D2', 'مرحبا', 'こんにちは', '<b>', 'a'.repeat(longestWord + 1)])(
    'are none if anything else is in them: "%s"',
    (text) => {
      expect(spellable(text)).toBeNull();
    },
  );

  it('are the user’s own first, then the shipped ones, each once', () => {
    expect(wordsToSpell(['Karla', 'hi', '...'])).toEqual([
      'KARLA',
      'HI',
      ...shippedWords.filter((word) => word !== 'HI'),
    ]);
  });

  it('of the shipped list are spelled with every letter, the shortest first', () => {
    expect(new Set(shippedWords.join('')).size).toBe(26);
    expect(shippedWords.every((word) => spellable(word) === word)).toBe(true);
    const lengths = shippedWords.map(({ length }) => length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });
});
