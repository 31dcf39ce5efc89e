import { describe, expect, it } from 'vitest';
import { languageOf } from './fake-spelling.ts';

const { pairs } = languageOf(['the', 'then', 'they', 'other']);

describe('the pairs of letters of a language', () => {
  it('cost less the more often words have them', () => {
    expect(pairs.cost('THE')).toBeLessThan(pairs.cost('TEH'));
    expect(pairs.cost('TEH')).toBeLessThan(pairs.cost('XQZ'));
  });

  it('count the beginning and the end of words', () => {
    expect(pairs.cost('TH') - pairs.cost('T')).toBeGreaterThan(0);
    expect(pairs.cost('THEN')).toBeLessThan(pairs.cost('HENT'));
  });

  it('give no letters the cost 0', () => {
    expect(pairs.cost('')).toBe(0);
  });

  it('give every text of Latin letters a finite cost', () => {
    expect(Number.isFinite(pairs.cost('JZQXJZ'))).toBe(true);
  });
});
