/** Test cases of teaching: who teaches what, beside which bank, and which hands test it. */
import { createRandom } from '../../../src/learning/random.ts';
import { besideVocabularies, idleShape, type ShippedHand } from '../../../src/teaching/bank.ts';
import type { TaughtGesture } from '../../../src/teaching/types.ts';
import { type ChosenHand, chosenHands } from '../bank/teaching-bank.ts';
import { vocabularyIds } from '../shapes.ts';
import { isCopy } from '../train/dataset.ts';
import { isAlike, isSameShape } from './alike.ts';
import { divide, sampleOf, setsOf, type Teacher } from './people.ts';

/** How many gestures are taught together. */
export const taughtTogether = 5;

/** Hands that no training sees; the figures are measured on them. */
export interface TestHands {
  /** Hands of the person who taught; `label` is the gesture's index in the case. */
  same: { hand: ChosenHand; label: number }[];
  /** The same shapes by other people. */
  others: { hand: ChosenHand; label: number }[];
  /** Hands that must stay silent: the teacher's other gestures, other people's gestures, idle hands. */
  rest: ChosenHand[];
  gestures: ChosenHand[];
  idle: ChosenHand[];
}

export interface Case {
  teacher: string;
  k: number;
  seed: number;
  gestures: TaughtGesture[];
  shipped: ShippedHand[];
  test: TestHands;
}

export interface HandPools {
  /** Hands that may be in a bank. */
  usable: readonly ChosenHand[];
  /** Hands that are in no bank: idle ones reserved for reports, and shapes unseen in all vocabularies. */
  kept: readonly ChosenHand[];
  /** Hands of other people who show the same shapes; by default those in `usable`. */
  others?: readonly ChosenHand[];
}

const manyPeople = /^hagrid/;

/**
 * Makes test cases. The taught shapes and the teacher are removed from the bank. Of the sources with
 * many people, half of the groups (whole people or pictures) are removed too and used as test hands,
 * alternating between cases; the same groups of hands that are in no bank are tested as well.
 */
export function casesOf(pools: HandPools, teacher: Teacher, k: number, sets: number, seed: number) {
  const shapes = [...teacher.hands.keys()].filter(
    (shape) => shape !== idleShape && !shape.startsWith('unknown:'),
  );
  const random = createRandom(seed);
  return setsOf(shapes, taughtTogether, sets, random).map((taught, i) =>
    caseOf(pools, teacher, taught, k, seed + i),
  );
}

export function caseOf(
  pools: HandPools,
  teacher: Teacher,
  taught: readonly string[],
  k: number,
  seed: number,
): Case {
  const isTaught = ({ shape }: ChosenHand) => taught.some((own) => isSameShape(own, shape));
  const mayPass = ({ shape }: ChosenHand) => taught.some((own) => isAlike(own, shape));
  const isTeacher = ({ source }: ChosenHand) => teacher.sources.includes(source);
  const isTested = ({ source, split }: ChosenHand) =>
    manyPeople.test(source) && split % 2 === seed % 2;
  const divided = taught.map((shape) => divide(teacher.hands.get(shape)!, k, teacher.split, seed));
  const bank = pools.usable.filter(
    (hand) => !isTaught(hand) && !isTeacher(hand) && !isTested(hand),
  );
  const silent = [...pools.usable, ...pools.kept].filter(
    (hand) => isTested(hand) && !mayPass(hand) && !isTeacher(hand) && !isCopy(hand),
  );
  const sameShape = (pools.others ?? pools.usable).filter(
    (hand) => isTaught(hand) && !isTeacher(hand) && !/^rendered/.test(hand.source),
  );
  return {
    teacher: teacher.name,
    k,
    seed,
    gestures: taught.map((shape, i) => ({
      key: `my-gestures:${shape}`,
      name: shape,
      samples: divided[i]!.taught.map(sampleOf),
    })),
    shipped: besideVocabularies(chosenHands(bank), vocabularyIds),
    test: {
      same: divided.flatMap(({ test }, label) => test.map((hand) => ({ hand, label }))),
      others: sameShape.map((hand) => ({
        hand,
        label: taught.findIndex((own) => isSameShape(own, hand.shape)),
      })),
      rest: [...teacher.hands].flatMap(([shape, hands]) =>
        taught.some((own) => isAlike(own, shape)) ? [] : [...hands],
      ),
      gestures: silent.filter(({ shape }) => shape !== idleShape),
      idle: silent.filter(({ shape }) => shape === idleShape),
    },
  };
}
