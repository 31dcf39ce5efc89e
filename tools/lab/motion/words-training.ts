/** Trains signs that ship, from many people's takes, and measures them on people left out in turn. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import { createRandom, type Random } from '../../../src/learning/random.ts';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import type { Embedding } from '../../../src/recognizer/signs/movement/embedding.ts';
import { classifyFeatures, loadOpenSet } from '../../../src/recognizer/signs/open-set.ts';
import { augmentMovement } from '../../../src/teaching/movements/augment.ts';
import type { BankMovement } from '../../../src/teaching/movements/bank.ts';
import { learnMovements } from '../../../src/teaching/movements/learn.ts';
import type { OwnMovement } from '../../../src/teaching/movements/own.ts';
import { type MovementRecipe, movementRecipe } from '../../../src/teaching/movements/recipe.ts';
import type { Take } from './takes.ts';
import { isIdle, wordOf } from './words.ts';

/** A sign that is to ship: a gesture id and the word that its takes show. */
export interface Sign {
  id: string;
  word: string;
}

/** Many people need fewer copies of each take than one person's five. */
export const wordsRecipe: MovementRecipe = { ...movementRecipe, copies: 6, batches: 500 };

/** Whose take it is; the people of a repository that does not name them count as one. */
export const personOf = ({ file, person }: Take): string => person ?? file;

/** A take of somebody who was left out, and the scores of all signs. */
export interface HeldTake {
  take: Take;
  /** The sign's index; -1: it shows none of them. */
  label: number;
  scores: readonly number[];
}

export async function trainSigns(
  signs: readonly Sign[],
  takes: readonly Take[],
  embedding: Embedding,
  seed: number,
): Promise<ClassifierFile> {
  const random = createRandom(seed);
  const labelled = takes.map((take) => ({ take, label: labelOf(signs, take) }));
  const own = labelled
    .filter(({ label }) => label >= 0)
    .map(({ take, label }, i) => ownTake(take, label, `${i}`, embedding, random));
  const bank = labelled
    .filter(({ label }) => label < 0)
    .map(
      ({ take }): BankMovement => ({
        group: wordOf(take) ?? 'idle',
        isIdle: isIdle(take),
        numbers: embedding.embed(take.movement),
      }),
    );
  return learnMovements({
    keys: signs.map(({ id }) => id),
    own,
    bank,
    layout: embedding.layout,
    recipe: wordsRecipe,
    seed,
  });
}

const labelOf = (signs: readonly Sign[], take: Take): number => {
  const word = wordOf(take);
  return word === null ? unknownLabel : signs.findIndex((sign) => sign.word === word);
};

function ownTake(
  { movement }: Take,
  label: number,
  id: string,
  embedding: Embedding,
  random: Random,
): OwnMovement {
  const { augmentation, copies } = wordsRecipe;
  return {
    id,
    label,
    take: id,
    recordedAt: 0,
    origin: null,
    presence: 1,
    numbers: embedding.embed(movement),
    copies: Array.from({ length: copies }, () =>
      embedding.embed(augmentMovement(movement, augmentation, random)),
    ),
  };
}

/** Scores of takes by a classifier that was trained without their people. */
export function scoresOf(
  file: ClassifierFile,
  signs: readonly Sign[],
  takes: readonly Take[],
  embedding: Embedding,
): HeldTake[] {
  const model = loadOpenSet(file, embedding);
  return takes.map((take) => {
    const { scores } = classifyFeatures(model, embedding.embed(take.movement), 1);
    return {
      take,
      label: Math.max(-1, labelOf(signs, take)),
      scores: signs.map(({ id }) => scores[id]!),
    };
  });
}

/** What one sign's threshold does on people left out. */
export interface SignFigures {
  id: string;
  threshold: number;
  people: number;
  takes: number;
  /** Share of its takes that are named right. */
  right: number;
  /** Share of takes of other words that it fires on. */
  fired: number;
}

const best = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores));

/** @param fires the share of takes of other words that a sign may fire on */
export function figuresOf(
  signs: readonly Sign[],
  held: readonly HeldTake[],
  fires: number,
): SignFigures[] {
  return signs.map(({ id }, label) => {
    const mine = held.filter((one) => one.label === label);
    const others = held.filter((one) => one.label !== label && !isIdle(one.take));
    const wrongly = others
      .map(({ scores }) => (best(scores) === label ? scores[label]! : 0))
      .sort((a, b) => b - a);
    const allowed = wrongly[Math.floor(fires * wrongly.length)] ?? 0;
    const threshold = Math.min(0.95, Math.max(0.3, allowed + 0.005));
    const right = mine.filter(
      ({ scores }) => best(scores) === label && scores[label]! >= threshold,
    ).length;
    return {
      id,
      threshold: Number(threshold.toFixed(3)),
      people: new Set(mine.map(({ take }) => personOf(take))).size,
      takes: mine.length,
      right: right / Math.max(1, mine.length),
      fired: wrongly.filter((score) => score >= threshold).length / Math.max(1, wrongly.length),
    };
  });
}
