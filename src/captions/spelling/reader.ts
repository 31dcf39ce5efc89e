import type { ReadWord } from '../types.ts';
import type { LetterEvent, WordDecoder } from './decoder.ts';

const isSame = (a: LetterEvent | undefined, b: LetterEvent): boolean =>
  a !== undefined && a.letter === b.letter && a.scores === b.scores;

/**
 * Reads words with a decoder. If the hands go on from those of the last call, as while a word is being
 * spelled, only the new ones are decoded.
 */
export function createWordReader(decoder: WordDecoder): ReadWord {
  let known: readonly LetterEvent[] = [];
  return (hands) => {
    if (!known.every((hand, i) => hands[i] !== undefined && isSame(hand, hands[i]))) {
      decoder.reset();
      known = [];
    }
    for (const hand of hands.slice(known.length)) decoder.add(hand);
    known = hands;
    return decoder.word();
  };
}
