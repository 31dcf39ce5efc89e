import type { ReadWord } from '../types.ts';
import type { LetterEvent, WordDecoder } from './decoder.ts';

const isSame = (a: LetterEvent, b: LetterEvent | undefined): boolean =>
  b !== undefined && a.letter === b.letter && a.scores === b.scores;

/** From how many letters on a word is sure enough to learn from. */
const leastLearnt = 2;

/** Reads one word after the other, and learns from each how this signer shows letters. */
export interface WordReader {
  /**
   * If the hands go on from those of the last call, as while a word is being spelled, only the new ones
   * are decoded. If they do not, the word before has ended and is learnt from.
   */
  readonly read: ReadWord;
  /** The user says what the last word is; null: it was taken back, and nothing is learnt from it. */
  correct(text: string | null): void;
}

export function createWordReader(decoder: WordDecoder): WordReader {
  let known: readonly LetterEvent[] = [];
  /** What the last word is; null: that is not sure enough to learn from it. */
  let text: string | null = null;
  return {
    read(hands) {
      if (!known.every((hand, i) => isSame(hand, hands[i]))) {
        if (text !== null) decoder.learn(text);
        decoder.reset();
        known = [];
      }
      for (const hand of hands.slice(known.length)) decoder.add(hand);
      known = hands;
      const word = decoder.word();
      text = word.letters.length < leastLearnt ? null : word.decoded;
      return word;
    },
    correct(chosen) {
      if (known.length > 0) text = chosen;
    },
  };
}
