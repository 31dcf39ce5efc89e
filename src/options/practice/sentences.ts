/** Advice in words. Pure. */
import type { MessageKey, Words } from '../../ui/i18n.ts';
import { hindranceWords } from '../../ui/why-words.ts';
import type { Advice } from './advice.ts';
import type { Correction, Difference, Finger } from './hand-differences.ts';
import type { MovementDifference } from './movement-differences.ts';

const fingerWords = [
  'practice_thumb',
  'practice_index',
  'practice_middle',
  'practice_ring',
  'practice_little',
] as const satisfies Record<Finger, MessageKey> & readonly MessageKey[];

/** Sentences about fingers; `$1` names them. */
const fingerCorrections = {
  straighten: 'practice_straighten',
  bend: 'practice_bend',
  apart: 'practice_apart',
  together: 'practice_together',
  cross: 'practice_cross',
} as const satisfies Partial<Record<Correction, MessageKey>>;

/** Sentences about the hand or the thumb. */
const handCorrections = {
  'show-palm': 'practice_showPalm',
  'show-back': 'practice_showBack',
  turn: 'practice_turn',
  'thumb-out': 'practice_thumbOut',
  'thumb-in': 'practice_thumbIn',
} as const satisfies Record<Exclude<Correction, keyof typeof fingerCorrections>, MessageKey>;

const simple = {
  'no-hand': 'teach_noHand',
  hold: 'practice_hold',
  almost: 'practice_almost',
  sign: 'practice_sign',
  moving: 'practice_moving',
  'compare-ways': 'practice_compareWays',
} as const satisfies Partial<Record<Advice['say'], MessageKey>>;

const partWords = {
  beginning: 'practice_beginning',
  middle: 'practice_inMiddle',
  end: 'practice_end',
} as const satisfies Record<string, MessageKey>;

const wayWords = {
  up: 'practice_up',
  down: 'practice_down',
  left: 'practice_left',
  right: 'practice_toRight',
} as const satisfies Record<string, MessageKey>;

export interface AdviceContext {
  /** The letter that is to be drawn; '' if none is. */
  drawn: string;
  /** Name of a gesture, by its key. */
  nameOf(key: string): string;
  /** The letter that was right just now; '' if no word is spelled. */
  letter: string;
  /** The word that is spelled; '' if none is. */
  word: string;
}

/** @returns '' if there is nothing to say */
export function adviceSentence(words: Words, advice: Advice, context: AdviceContext): string {
  switch (advice.say) {
    case 'nothing':
      return '';
    case 'correct':
      return correctionSentence(words, advice.differences);
    case 'movement':
      return movementSentence(words, advice.difference);
    case 'reason':
      return words(hindranceWords[advice.why]);
    case 'other-hand':
      return words(advice.side === 'Left' ? 'practice_useLeft' : 'practice_useRight');
    case 'draw':
      return words('practice_draw', context.drawn);
    case 'read-as':
      return words('practice_readAs', context.nameOf(advice.key));
    case 'right':
      return rightSentence(words, advice.next, context);
    default:
      return words(simple[advice.say]);
  }
}

function rightSentence(words: Words, next: string, { letter, word }: AdviceContext): string {
  if (word === '') return words('practice_right');
  if (next === '') return words('practice_spelled', word);
  return words(next === letter ? 'practice_again' : 'practice_rightNext', next);
}

/** The first correction, with all fingers that need the same. */
export function correctionSentence(words: Words, differences: readonly Difference[]): string {
  const correction = differences[0]?.correction;
  if (correction === undefined) return '';
  if (!isOfFingers(correction)) return words(handCorrections[correction]);
  const alike = differences.filter((one) => one.correction === correction);
  const all = [...new Set(alike.flatMap(({ fingers }) => fingers))].sort();
  return words(fingerCorrections[correction], listed(words, all));
}

const isOfFingers = (correction: Correction): correction is keyof typeof fingerCorrections =>
  correction in fingerCorrections;

function listed(words: Words, all: readonly Finger[]): string {
  const names = all.map((finger) => words(fingerWords[finger]));
  return new Intl.ListFormat(words.lang, { type: 'conjunction' }).format(names);
}

function movementSentence(words: Words, difference: MovementDifference): string {
  if (difference.what === 'hands')
    return words(difference.both ? 'practice_twoHands' : 'practice_oneHand');
  if (difference.what === 'way')
    return words(partWords[difference.part], words(wayWords[difference.way]));
  return words(partWords[difference.part], correctionSentence(words, difference.differences));
}
