import { describe, expect, it, vi } from 'vitest';
import type { LetterEvent, WordDecoder } from '../../../../src/captions/spelling/decoder.ts';
import { createWordDecoder } from '../../../../src/captions/spelling/decoder.ts';
import { createWordReader } from '../../../../src/captions/spelling/reader.ts';
import { clearly, confusions, languageOf } from './fake-spelling.ts';

const decoder = (language = languageOf(['hello', 'help', 'his'])): WordDecoder =>
  createWordDecoder({ language, confusions });

describe('a reader of words', () => {
  it('reads the same as a decoder that begins anew, in whatever order it is asked', () => {
    const inner = decoder();
    // What is learnt from a word changes the next ones; here only the order of asking matters.
    vi.spyOn(inner, 'learn').mockReturnValue();
    const { read } = createWordReader(inner);
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
    const { read } = createWordReader(inner);
    const hands: LetterEvent[] = [];
    for (const hand of clearly('HELLO')) {
      hands.push(hand);
      // As the composer does: new objects each time, with the same scores.
      read(hands.map(({ letter, scores }) => ({ letter, scores })));
    }
    expect(add).toHaveBeenCalledTimes(5);
  });

  it('learns from a word that it read, once the next one begins', () => {
    const inner = decoder();
    const learn = vi.spyOn(inner, 'learn');
    const { read } = createWordReader(inner);
    read(clearly('HELLO'));
    expect(learn).not.toHaveBeenCalled();
    read(clearly('H'));
    expect(learn.mock.calls).toEqual([['HELLO']]);
  });

  it('learns what the user says that the word is, not what it had read', () => {
    const inner = decoder();
    const learn = vi.spyOn(inner, 'learn');
    const { read, correct } = createWordReader(inner);
    correct('NOTHING YET');
    read(clearly('HELO'));
    correct('HELO');
    read(clearly('H'));
    expect(learn.mock.calls).toEqual([['HELO']]);
  });

  it('learns nothing from a single letter', () => {
    const inner = decoder(languageOf(['a']));
    const learn = vi.spyOn(inner, 'learn');
    const { read } = createWordReader(inner);
    expect(read(clearly('A')).decoded).toBe('A');
    read(clearly('H'));
    expect(learn).not.toHaveBeenCalled();
  });

  it('learns nothing from a word that could be several', () => {
    const inner = decoder();
    const learn = vi.spyOn(inner, 'learn');
    const { read } = createWordReader(inner);
    expect(read(clearly('XQ')).decoded).toBeNull();
    read(clearly('H'));
    expect(learn).not.toHaveBeenCalled();
  });
});
