import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spellingWeights } from '../../../../src/captions/spelling/costs.ts';
import {
  createWordDecoder,
  type LetterEvent,
  maxCandidates,
  maxHands,
  readSpellingLanguage,
  type SpelledWord,
} from '../../../../src/captions/spelling/decoder.ts';
import { clearly, confusions, gestures, hand, languageOf } from './fake-spelling.ts';

const language = languageOf(
  ['hello', 'letter', 'meeting', 'the', 'sun', 'fun', 'cat'],
  ['major', 'pizza', 'helmet', 'latter', 'élan'],
);
/** In so few words all pairs of letters are frequent, so that any text costs less than in a language. */
const weights = { ...spellingWeights, aheadOfLetters: spellingWeights.aheadOfLetters - 2 };
const decoder = createWordDecoder({ language, confusions, weights });

function decoded(events: readonly LetterEvent[], own?: readonly string[]): SpelledWord {
  const used = own ? createWordDecoder({ language, confusions, weights, ownWords: own }) : decoder;
  used.reset();
  for (const event of events) used.add(event);
  return used.word();
}

const nothing = hand({});

describe('the word decoder', () => {
  it('keeps a word that was read right', () => {
    expect(decoded(clearly('HELLO'))).toMatchObject({ decoded: 'HELLO', letters: 'HELLO' });
  });

  it('corrects a letter that was read wrong', () => {
    const events = [...clearly('MEE'), hand({ S: 0.5, T: 0.4 }), ...clearly('ING')];
    expect(decoded(events)).toMatchObject({ decoded: 'MEETING', letters: 'MEESING' });
  });

  it('prefers what the table of confused letters expects', () => {
    const events = [hand({ A: 0.6 }), ...clearly('UN')];
    expect(decoded(events).letters).toBe('AUN');
    expect(decoded(events).candidates.slice(0, 2)).toEqual(['SUN', 'FUN']);
  });

  it('finds a letter for a held hand that reached none', () => {
    const events = [...clearly('MEET'), hand({ I: 0.3, A: 0.2 }), ...clearly('NG')];
    expect(decoded(events)).toMatchObject({ decoded: 'MEETING', letters: 'MEETNG' });
  });

  it('finds a letter that no hand was seen for', () => {
    expect(decoded(clearly('METING')).decoded).toBe('MEETING');
    expect(decoded(clearly('MEEING')).decoded).toBe('MEETING');
  });

  it('finds the second of two equal letters that was not seen', () => {
    expect(decoded(clearly('HELO')).decoded).toBe('HELLO');
  });

  it('drops a letter that was read once too often, or on the way to the next', () => {
    expect(decoded(clearly('MEETTING')).decoded).toBe('MEETING');
    expect(decoded(clearly('MEETKING')).decoded).toBe('MEETING');
  });

  it('finds words with letters that the vocabulary cannot see, whether or not a hand was held', () => {
    expect(decoded(clearly('MAOR')).candidates[0]).toBe('MAJOR');
    const [m, a, o, r] = clearly('MAOR') as [LetterEvent, LetterEvent, LetterEvent, LetterEvent];
    expect(decoded([m, a, hand({ I: 0.4, Y: 0.3 }), o, r]).candidates[0]).toBe('MAJOR');
    expect(decoded(clearly('MAIOR')).decoded).toBe('MAJOR');
    expect(decoded([...clearly('PI'), nothing, nothing, a]).candidates[0]).toBe('PIZZA');
  });

  it('takes a letter that was drawn as it was read', () => {
    const drawn = (letter: string): LetterEvent => ({ letter, scores: { [letter]: 0.9 } });
    const [m, a, o, r] = clearly('MAOR') as [LetterEvent, LetterEvent, LetterEvent, LetterEvent];
    expect(decoded([m, a, drawn('J'), o, r])).toMatchObject({ decoded: 'MAJOR', letters: 'MAJOR' });
    const pizza = [...clearly('PI'), drawn('Z'), drawn('Z'), a];
    expect(decoded(pizza)).toMatchObject({ decoded: 'PIZZA', letters: 'PIZZA' });
  });

  it('writes a word as the language does', () => {
    expect(decoded(clearly('ELAN')).decoded).toBe('ÉLAN');
  });

  it('leaves a name as it was spelled', () => {
    expect(decoded(clearly('KARLA'))).toMatchObject({ decoded: null, letters: 'KARLA' });
    expect(decoded(clearly('HELGO')).decoded).toBeNull();
  });

  it('leaves the letters if two words are about as probable, and offers both', () => {
    const word = decoded([hand({ S: 0.35, F: 0.35 }), ...clearly('UN')]);
    expect(word.decoded).toBeNull();
    expect(word.letters).toBe('UN');
    expect(word.candidates.slice(0, 2).sort()).toEqual(['FUN', 'SUN']);
  });

  it('prefers the more frequent of two words that fit as well', () => {
    const [first] = decoded([
      ...clearly('L'),
      hand({ A: 0.3, E: 0.3 }),
      ...clearly('TTER'),
    ]).candidates;
    expect(first).toBe('LETTER');
  });

  it("puts the user's own words first, as they write them", () => {
    const events = [...clearly('SU'), hand({ N: 0.45, M: 0.4 })];
    expect(decoded(events).candidates[0]).toBe('SUN');
    expect(decoded(events, ['Sumi', 'Sum']).candidates.slice(0, 1)).toEqual(['Sum']);
    expect(decoded(clearly('OBRIEN'), ["O'Brien"]).decoded).toBe("O'Brien");
  });

  it('reads an own word that cannot be spelled by hand as none', () => {
    expect(decoded(clearly('CAT'), ['日本', '']).decoded).toBe('CAT');
  });

  it('says nothing without a letter', () => {
    expect(decoded([])).toEqual({ decoded: null, candidates: [], letters: '' });
    expect(decoded([nothing, nothing])).toEqual({ decoded: null, candidates: [], letters: '' });
  });

  it('takes back the last letter and the hands without a letter after it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...clearly('HELMTO'), nothing), { maxLength: 12 }),
        fc.constantFrom(...clearly('HELMTO')),
        fc.nat(2),
        (before, letter, nulls) => {
          const expected = decoded(before);
          const hands = decoder.hands;
          for (const event of [letter, ...Array<LetterEvent>(nulls).fill(nothing)])
            decoder.add(event);
          decoder.undo();
          expect(decoder.hands).toBe(hands);
          expect(decoder.word()).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('can take back more than was spelled', () => {
    decoder.reset();
    decoder.undo();
    decoder.add(clearly('A')[0]!);
    decoder.undo();
    decoder.undo();
    expect(decoder.word()).toEqual({ decoded: null, candidates: [], letters: '' });
  });

  it('forgets the last word when the next begins', () => {
    decoded(clearly('HEL'));
    decoder.reset();
    for (const event of clearly('CAT')) decoder.add(event);
    expect(decoder.word()).toMatchObject({ decoded: 'CAT', letters: 'CAT' });
  });

  it('leaves more hands than a word has as they were spelled, and is right again after taking back', () => {
    const many = clearly('CAT'.repeat(maxHands));
    expect(decoded(many)).toMatchObject({ decoded: null, candidates: [] });
    for (let i = 3; i < many.length; i++) decoder.undo();
    expect(decoder.word().decoded).toBe('CAT');
  });

  it('offers at most three words and keeps the spelled letters, whatever the scores are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            letter: fc.option(fc.constantFrom(...'ABCDEFGHIKLMNOPQRSTUVWXYJZ')),
            scores: fc.dictionary(
              fc.constantFrom(...gestures, 'J', 'x', '__proto__'),
              fc.double({ min: 0, max: 1, noNaN: true }),
            ),
          }),
          { maxLength: 10 },
        ),
        (events) => {
          const word = decoded(events);
          expect(word.letters).toBe(events.map(({ letter }) => letter ?? '').join(''));
          expect(word.candidates.length).toBeLessThanOrEqual(maxCandidates);
          if (word.decoded !== null) expect(word.candidates[0]).toBe(word.decoded);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('learns how this signer shows a letter from words that are known', () => {
    const signer = createWordDecoder({ language, confusions, weights });
    const spell = (events: readonly LetterEvent[]): SpelledWord => {
      signer.reset();
      for (const event of events) signer.add(event);
      return signer.word();
    };
    const likeK = hand({ K: 0.9 });
    const fun = [likeK, ...clearly('UN')];
    spell(fun);
    const before = signer.margins().letters;
    for (let i = 0; i < 8; i++) {
      spell(fun);
      signer.learn('Fun');
    }
    expect(spell(fun).candidates[0]).toBe('FUN');
    expect(signer.margins().letters).toBeGreaterThan(before + 1);
  });

  it('learns nothing from a word that cannot be spelled by hand, or from no hands', () => {
    const signer = createWordDecoder({ language, confusions, weights });
    signer.learn('日本');
    signer.learn('CAT');
    for (const event of clearly('CAT')) signer.add(event);
    signer.learn('');
    expect(signer.word()).toEqual(decoded(clearly('CAT')));
  });

  it('refuses a damaged table of confused letters with a sentence', () => {
    for (const bad of [null, {}, { ...confusions, read: [] }, { ...confusions, format: 'x' }])
      expect(() => createWordDecoder({ language, confusions: bad })).toThrow(
        'The table of confused letters is damaged',
      );
  });

  it('refuses a damaged word list with a sentence', () => {
    expect(() => readSpellingLanguage(new Uint8Array(3))).toThrow('The word list for spelling');
  });
});
