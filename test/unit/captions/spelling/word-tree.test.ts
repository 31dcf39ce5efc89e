import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeWordTree,
  type ListedWord,
  lettersTo,
  noWord,
  readWordTree,
  spellingOf,
  type WordTree,
  writtenAt,
} from '../../../../src/captions/spelling/word-tree.ts';

const listed = (spelled: string, frequency = 0, written = spelled.toLowerCase()): ListedWord => ({
  spelled,
  written,
  frequency,
});

/** All words of a tree, in its order. */
function wordsOf(tree: WordTree): ListedWord[] {
  const words: ListedWord[] = [];
  tree.frequency.forEach((frequency, node) => {
    if (frequency === noWord) return;
    words.push({ spelled: lettersTo(tree, node), written: writtenAt(tree, node), frequency });
  });
  return words;
}

const words = [listed('A'), listed('AN', 1), listed('ELAN', 3, 'élan'), listed('Z', 2)];
const file = encodeWordTree(words);
const damagedBy = (change: (bytes: Uint8Array) => void): Uint8Array => {
  const copy = file.slice();
  change(copy);
  return copy;
};

describe('a word tree', () => {
  it('gives back the words that were written, with their forms and frequencies', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            spelled: fc.stringMatching(/^[A-Z]{1,12}$/),
            frequency: fc.integer({ min: 0, max: 3 }),
          }),
          { selector: ({ spelled }) => spelled },
        ),
        (some) => {
          const all = some.map(({ spelled, frequency }) => listed(spelled, frequency));
          const sorted = [...all].sort((a, b) => (a.spelled < b.spelled ? -1 : 1));
          expect(wordsOf(readWordTree(encodeWordTree(all)))).toEqual(sorted);
        },
      ),
    );
  });

  it('keeps a written form that differs from the spelling', () => {
    expect(wordsOf(readWordTree(file))).toEqual(words);
  });

  it('keeps the first of two words with one spelling', () => {
    const tree = readWordTree(encodeWordTree([listed('OU', 0, 'ou'), listed('OU', 1, 'où')]));
    expect(wordsOf(tree)).toEqual([listed('OU', 0, 'ou')]);
  });

  it('may be empty', () => {
    expect(wordsOf(readWordTree(encodeWordTree([])))).toEqual([]);
  });

  it.each([
    ['is cut short', file.subarray(0, 18)],
    ['is another file', damagedBy((bytes) => bytes.fill(1, 0, 4))],
    ['is of another version', damagedBy((bytes) => bytes.fill(9, 4, 5))],
    ['names more nodes than it has', damagedBy((bytes) => bytes.fill(200, 8, 9))],
    ['has a letter after Z', damagedBy((bytes) => bytes.fill(31, 16, 17))],
    ['ends in the middle of a word', damagedBy((bytes) => bytes.fill(64 + 25, 21, 22))],
    ['has a form that is no text', damagedBy((bytes) => bytes.fill(255, file.length - 2))],
  ])('is refused with a sentence if it %s', (_, bytes) => {
    expect(() => readWordTree(bytes)).toThrow('The word list for spelling is damaged');
  });

  it('is read or refused with the same sentence, whatever byte changes', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, byte) => {
        const bytes = damagedBy((copy) => copy.fill(byte, at, at + 1));
        try {
          const tree = readWordTree(bytes);
          expect(wordsOf(tree)).toHaveLength(tree.words);
        } catch (error) {
          expect(String(error)).toContain('The word list for spelling is damaged');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes no word that cannot be spelled with A to Z', () => {
    expect(() => encodeWordTree([listed('ÉLAN')])).toThrow('ÉLAN cannot be spelled.');
  });
});

describe('the spelling of a written word', () => {
  it.each([
    ['élan', 'ELAN'],
    ['Straße', 'STRASSE'],
    ['łódź', 'LODZ'],
    ["O'Brien", 'OBRIEN'],
    ['日本', null],
    ['', null],
  ])('of %s is %s', (written, spelled) => {
    expect(spellingOf(written)).toBe(spelled);
  });
});
