import { describe, expect, it } from 'vitest';
import { align } from '../../../../src/captions/spelling/alignment.ts';

const aligned = (hands: string, letters: string): (number | null)[] =>
  align(hands.length, letters.length, {
    shown: (i, j) => (hands[i] === letters[j] ? 0 : 3),
    extra: () => 2,
    missing: () => 2,
  });

describe('the alignment of hands and letters', () => {
  it.each([
    ['CAT', 'CAT', [0, 1, 2]],
    ['CAXT', 'CAT', [0, 1, null, 2]],
    ['CT', 'CAT', [0, 2]],
    ['CXT', 'CAT', [0, 1, 2]],
    ['', 'CAT', []],
    ['XY', '', [null, null]],
  ])('of %s and %s is the cheapest', (hands, letters, expected) => {
    expect(aligned(hands, letters)).toEqual(expected);
  });
});
