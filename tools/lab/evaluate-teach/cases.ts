/** One teaching: who teaches what, beside which bank, and what it is tested on. */
import { createRandom } from '../../../src/learning/random.ts';
import { besideVocabularies, idleShape, type ShippedHand } from '../../../src/teaching/bank.ts';
import type { TaughtGesture } from '../../../src/teaching/types.ts';
import { type ChosenHand, chosenHands } from '../bank/teaching-bank.ts';
import { vocabularyIds } from '../shapes.ts';
import { isCopy } from '../train/dataset.ts';
import { isAlike, isSameShape } from './alike.ts';
import { divide, sampleOf, setsOf, type Teacher } from './people.ts';

/** Gestures that are taught together. */
export const taughtTogether = 5;

/** Hands that no training sees, with which the figures are made. */
export interface TestHands {
  /** Of the person who taught: index of the gesture in the case. */
  same: { hand: ChosenHand; label: number }[];
  /** The same shapes by other people. */
  others: { hand: ChosenHand; label: number }[];
  /** What must stay silent: the teacher's other gestures, other people's gestures, idle hands. */
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

export interface World {
  /** Hands that a bank may be made of. */
  usable: readonly ChosenHand[];
  /** Hands that no bank holds: idle ones kept for reports, shapes unseen to all vocabularies. */
  kept: readonly ChosenHand[];
  /** Other people who show the same shapes; left out: those of `usable`. */
  others?: readonly ChosenHand[];
}

const manyPeople = /^hagrid/;

/**
 * The taught shapes and the teacher are taken out of the bank, and of the hands of many people every
 * second group, turn about, to test with: whole people and pictures, also of hands that no bank holds.
 */
export function casesOf(world: World, teacher: Teacher, k: number, sets: number, seed: number) {
  const shapes = [...teacher.hands.keys()].filter(
    (shape) => shape !== idleShape && !shape.startsWith('unknown:'),
  );
  const random = createRandom(seed);
  return setsOf(shapes, taughtTogether, sets, random).map((taught, i) =>
    caseOf(world, teacher, taught, k, seed + i),
  );
}

export function caseOf(
  world: World,
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
  const bank = world.usable.filter(
    (hand) => !isTaught(hand) && !isTeacher(hand) && !isTested(hand),
  );
  const silent = [...world.usable, ...world.kept].filter(
    (hand) => isTested(hand) && !mayPass(hand) && !isTeacher(hand) && !isCopy(hand),
  );
  const sameShape = (world.others ?? world.usable).filter(
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
