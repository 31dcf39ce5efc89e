/** Trains the letters that are drawn, J and Z, and measures them on people who are left out in turn. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import { createRandom } from '../../../src/learning/random.ts';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { loadDrawnClassifier } from '../../../src/recognizer/signs/movement/drawn-classifier.ts';
import {
  drawnFeatures,
  drawnSpace,
} from '../../../src/recognizer/signs/movement/drawn-features.ts';
import type { Movement } from '../../../src/recognizer/signs/movement/movement.ts';
import { type Stroke, strokesOf } from '../../../src/recognizer/signs/movement/stroke.ts';
import type { BankMovement } from '../../../src/teaching/movements/bank.ts';
import { learnMovements } from '../../../src/teaching/movements/learn.ts';
import type { OwnMovement } from '../../../src/teaching/movements/own.ts';
import { type MovementRecipe, movementRecipe } from '../../../src/teaching/movements/recipe.ts';
import { augmentStroke, notLetters } from './stroke-copies.ts';
import type { Take } from './takes.ts';
import { isIdle, wordOf } from './words.ts';
import { personOf } from './words-training.ts';
import { awayFrom, type WrittenLetter, writtenLetters, writtenStroke } from './written.ts';

/** A recipe of its own: strokes have few numbers, and made strokes stand for means and idle ones. */
const recipe: MovementRecipe = {
  ...movementRecipe,
  hidden: [48],
  batches: 600,
  copies: 40,
  unknownShare: 0.6,
  ownUnknownShare: 0.5,
  meanShare: 0,
  prototypesPerGesture: 24,
};
/** Copies of what is no letter, and of letters that are written rather than recorded. */
const otherCopies = 4;
const writtenCopies = 10;
/** How many letters are written. */
const writtenCount = 60;
/** A recorded stroke that is farther from how its letter is written is not trained on: it shows something else. */
const farthest = 0.75;

/** A recorded movement with its strokes. */
export interface DrawnTake {
  take: Take;
  strokes: readonly Stroke[];
}

export const drawnTakes = (takes: readonly Take[]): DrawnTake[] =>
  takes.map((take) => ({ take, strokes: strokesOf(take.movement) }));

const letterOf = (take: Take): WrittenLetter | undefined =>
  writtenLetters.find(({ word }) => word === wordOf(take));

/** @param silent movements that mean nothing */
export async function trainDrawn(
  takes: readonly DrawnTake[],
  silent: readonly Movement[],
  seed: number,
): Promise<ClassifierFile> {
  const random = createRandom(seed);
  const own: OwnMovement[] = [];
  const add = (stroke: Stroke, label: number, copies: number): void => {
    own.push({
      id: `${own.length}`,
      label,
      take: `${own.length}`,
      recordedAt: 0,
      origin: null,
      presence: 1,
      numbers: drawnFeatures(stroke),
      copies: Array.from({ length: copies }, () => drawnFeatures(augmentStroke(stroke, random))),
    });
  };
  for (const { take, strokes } of takes) {
    const letter = letterOf(take);
    const shown = letter && nearest(letter, strokes);
    if (!shown) continue;
    add(shown, writtenLetters.indexOf(letter), recipe.copies);
    for (const other of notLetters(shown)) add(other, unknownLabel, otherCopies);
  }
  writtenLetters.forEach((letter, label) => {
    const alike = takes
      .flatMap(({ strokes }) => strokes)
      .filter(({ finger }) => finger === letter.finger);
    for (let i = 0; i < writtenCount; i++) {
      const stroke = writtenStroke(letter, alike[random.below(alike.length)]!, random);
      add(stroke, label, writtenCopies);
      for (const other of notLetters(stroke)) add(other, unknownLabel, 0);
    }
  });
  const bankOf = (strokes: readonly Stroke[], group: string, idle: boolean) =>
    strokes.map(
      (stroke): BankMovement => ({ group, isIdle: idle, numbers: drawnFeatures(stroke) }),
    );
  const bank = [
    ...takes
      .filter(({ take }) => !letterOf(take))
      .flatMap(({ take, strokes }) => bankOf(strokes, wordOf(take) ?? 'idle', isIdle(take))),
    ...silent.flatMap((movement) => bankOf(strokesOf(movement), 'silent', true)),
  ];
  const keys = writtenLetters.map(({ id }) => id);
  return learnMovements({ keys, own, bank, layout: drawnSpace.layout, recipe, seed });
}

/** The stroke that is most like the letter; undefined if none is like it. */
function nearest(letter: WrittenLetter, strokes: readonly Stroke[]): Stroke | undefined {
  const [best] = strokes
    .filter(({ finger }) => finger === letter.finger)
    .map((stroke) => ({ stroke, away: awayFrom(letter, stroke) }))
    .filter(({ away }) => away <= farthest)
    .sort((a, b) => a.away - b.away);
  return best?.stroke;
}

/** A take of somebody who was left out. */
export interface HeldDrawn {
  take: Take;
  scores: Readonly<Record<string, number>>;
}

/** The scores of all takes, by classifiers that were trained without the person. */
export async function leftOutDrawn(
  takes: readonly DrawnTake[],
  silent: readonly Movement[],
  seed: number,
): Promise<HeldDrawn[]> {
  const held: HeldDrawn[] = [];
  for (const person of new Set(takes.map(({ take }) => personOf(take)))) {
    const isTheirs = ({ take }: DrawnTake) => personOf(take) === person;
    const file = await trainDrawn(
      takes.filter((one) => !isTheirs(one)),
      silent,
      seed,
    );
    const { classify } = loadDrawnClassifier(file);
    for (const { take } of takes.filter(isTheirs))
      held.push({ take, scores: classify(take.movement).scores });
  }
  return held;
}

export interface DrawnFigures {
  id: string;
  threshold: number;
  people: number;
  takes: number;
  /** Share of its takes that reach the threshold. */
  right: number;
  /** How many takes of other signs there are, and which words of them reach it. */
  others: number;
  fired: readonly string[];
}

/**
 * The least threshold of each letter, in steps of 0.05 from 0.5, that hardly any take of another sign
 * reaches.
 *
 * @param mostFired the share of those that may
 */
export const drawnFigures = (held: readonly HeldDrawn[], mostFired: number): DrawnFigures[] =>
  writtenLetters.map((letter) => {
    const { id } = letter;
    const mine = held.filter(({ take }) => letterOf(take) === letter);
    const others = held.filter(({ take }) => letterOf(take) !== letter);
    const reaching = (some: readonly HeldDrawn[], threshold: number) =>
      some.filter(({ scores }) => scores[id]! >= threshold);
    const steps = Array.from({ length: 10 }, (_, i) => 0.5 + i * 0.05);
    const threshold =
      steps.find((step) => reaching(others, step).length <= mostFired * others.length) ?? 0.95;
    return {
      id,
      threshold: Number(threshold.toFixed(2)),
      people: new Set(mine.map(({ take }) => personOf(take))).size,
      takes: mine.length,
      right: reaching(mine, threshold).length / Math.max(1, mine.length),
      others: others.length,
      fired: reaching(others, threshold).map(({ take }) => wordOf(take) ?? 'idle'),
    };
  });

/** The share of takes of other signs that may reach a letter's threshold. */
export const mostFiredShare = 0.001;

/** The classifier with the thresholds that takes of people who were left out give. */
export const calibratedDrawn = (
  learnt: ClassifierFile,
  held: readonly HeldDrawn[],
): ClassifierFile => ({
  ...learnt,
  vocabulary: 'fingerspelling',
  thresholds: Object.fromEntries(
    drawnFigures(held, mostFiredShare).map(({ id, threshold }) => [id, threshold]),
  ),
});
