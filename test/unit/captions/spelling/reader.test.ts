import { describe, expect, it, vi } from 'vitest';
import type { LetterEvent, WordDecoder } from '../../../../src/captions/spelling/decoder.ts';
import { createWordDecoder } from '../../../../src/captions/spelling/decoder.ts';
import { createWordReader } from '../../../../src/captions/spelling/reader.ts';
import { clearly, confusions, languageOf } from './fake-spelling.ts';

const decoder = (): WordDecoder =>
  createWordDecoder({ language: languageOf(['hello', 'help', 'his']), confusions });

describe('a reader of words', () => {
  it('reads the same as a decoder that begins anew, in whatever order it is asked', () => {
    const read = createWordReader(decoder());
    const words = ['HEL', 'HELLO', 'HIS', 'HI', 'HELP', '', 'HELLO'].map(clearly);
    for (const hands of words) {
      const fresh = decoder();
      for (const hand of hands) fresh.add(hand);
      expect(read(hands)).toEqual(fresh.word());
    }
  });

  it('decodes each hand once while a word grows', () => {
    const inner = decoder();
    const add = vi.spyOn(inner, 'add');
    const read = createWordReader(inner);
    const hands: LetterEvent[] = [];
    for (const hand of clearly('HELLO')) {
      hands.push(hand);
      // As the composer does: new objects each time, with the same scores.
      read(hands.map(({ letter, scores }) => ({ letter, scores })));
    }
    expect(add).toHaveBeenCalledTimes(5);
  });
});
