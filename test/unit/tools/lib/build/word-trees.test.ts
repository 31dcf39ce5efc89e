import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  encodeWordTree,
  frequencyClasses,
  readWordTree,
} from '../../../../../src/captions/spelling/word-tree.ts';
import {
  englishWords,
  isOffensive,
  offensiveWords,
} from '../../../../../tools/lib/build/word-trees/english.ts';

const words = englishWords();
const spelled = new Set(words.map((word) => word.spelled));
const file = encodeWordTree(words);

describe('the English word tree', () => {
  it('has about 40,000 words in four classes of frequency, each once', () => {
    expect(words.length).toBeGreaterThan(40_000);
    expect(words.length).toBeLessThan(48_000);
    expect(spelled.size).toBe(words.length);
    expect(new Set(words.map(({ frequency }) => frequency))).toEqual(new Set([0, 1, 2, 3]));
    expect(readWordTree(file).words).toBe(words.length);
  });

  it('takes at most 160 kB, and 70 kB in the package', () => {
    expect(file.length).toBeLessThan(160_000);
    expect(gzipSync(file).length).toBeLessThan(70_000);
  });

  it('has what is said in calls, in American and British spelling', () => {
    const some = ['HELLO', 'MEETING', 'COLOR', 'COLOUR', 'JAZZ', 'CAFE', 'A', 'I'];
    expect(some.filter((word) => !spelled.has(word))).toEqual([]);
  });

  it('writes a word with its accents', () => {
    expect(words.find((word) => word.spelled === 'CLICHE')?.written).toBe('cliché');
  });

  it('has no single letters but A and I', () => {
    expect([...spelled].filter((word) => word.length === 1).sort()).toEqual(['A', 'I']);
  });

  it('has no slurs or swear words, nor their inflections', () => {
    const some = [
      'fuck',
      'fucking',
      'niggers',
      'faggot',
      'whores',
      'bitch',
      'cunt',
      'raped',
      'cripples',
      'raping',
      'orientals',
      'bitchier',
    ];
    expect(some.filter((word) => spelled.has(word.toUpperCase()))).toEqual([]);
    expect(some.filter((word) => !isOffensive(word))).toEqual([]);
  });

  it('keeps plain words that a list of offensive words names too', () => {
    const some = ['trap', 'god', 'drug', 'swallow', 'murder', 'pistol', 'sex'];
    expect(some.filter((word) => !spelled.has(word.toUpperCase()))).toEqual([]);
  });

  it('keeps words that only begin like an offensive word or stem', () => {
    const some = ['prices', 'tested', 'flood', 'assess', 'pudding', 'squad', 'cunning', 'peers'];
    expect(some.filter((word) => !spelled.has(word.toUpperCase()))).toEqual([]);
  });

  it('has every word of the lists that is not printed as left out', () => {
    const left = offensiveWords();
    expect(left).toHaveLength(frequencyClasses);
    expect(left.flat()).not.toContain('flood');
    expect(left[1]).toContain('bastards');
    expect(left.flat().filter((word) => spelled.has(word.toUpperCase()))).toEqual([]);
  });
});
