/** Trains one classifier of the user's moving signs, without thresholds: for a fold, or the final one. */
import { unknownLabel } from '../../learning/losses.ts';
import { prototypesOf } from '../../learning/prototypes.ts';
import { createRandom, type Random } from '../../learning/random.ts';
import { type Batch, type Head, trainHead } from '../../learning/train.ts';
import {
  type ClassifierFile,
  packPrototypes,
  toSpreads,
} from '../../recognizer/signs/classifier-file.ts';
import type { Hooks } from '../learn.ts';
import { spaceOf } from '../space.ts';
import { openFile } from '../taught-file.ts';
import type { BankMovement } from './bank.ts';
import type { OwnMovement } from './own.ts';
import type { MovementRecipe } from './recipe.ts';

export interface LearnMovementsOptions extends Hooks {
  /** Gesture keys; a movement's label is an index of it. */
  keys: readonly string[];
  /** The user's movements, of gestures and unknown ones. */
  own: readonly OwnMovement[];
  /** Movements that are none of the user's signs. */
  bank: readonly BankMovement[];
  /** Layout of the embedding's numbers. */
  layout: string;
  recipe: MovementRecipe;
  seed: number;
}

/**
 * @returns a classifier whose thresholds are 0 and whose distance check every movement passes.
 * @throws the signal's reason when aborted; RangeError if there is no movement of an own gesture.
 */
export async function learnMovements(options: LearnMovementsOptions): Promise<ClassifierFile> {
  const { keys, own, recipe, seed, layout } = options;
  const known = own.filter(({ label }) => label !== unknownLabel);
  if (known.length === 0) throw new RangeError('There is no sample to learn from.');
  const random = createRandom(seed);
  const draw = drawFrom(options, known);
  const heads: Head[] = [];
  for (let i = 0; i < recipe.heads; i++) {
    heads.push(
      await trainHead({
        ...recipe,
        featureCount: known[0]!.numbers.length,
        gestureCount: keys.length,
        draw,
        seed: seed * 1000 + i + 1,
        transposed: true,
        onProgress: ({ batch, batches }) =>
          options.onProgress?.((i + batch / batches) / recipe.heads),
        signal: options.signal,
        pause: options.pause,
      }),
    );
  }
  return openFile(keys, layout, heads, prototypesFor(known, recipe.prototypesPerGesture, random));
}

/** Batches of the user's takes and their copies, and of movements that must stay unknown. */
function drawFrom(
  { own, bank, keys, recipe }: LearnMovementsOptions,
  known: readonly OwnMovement[],
): (size: number, random: Random) => Batch {
  const rows = keys.map((_, label) =>
    known.filter((one) => one.label === label).flatMap((one) => [one.numbers, ...one.copies]),
  );
  const labels = keys.map((_, label) => label).filter((label) => rows[label]!.length > 0);
  const ownUnknown = own
    .filter(({ label }) => label === unknownLabel)
    .flatMap((one) => [one.numbers, ...one.copies]);
  const idle = bank.filter(({ isIdle }) => isIdle).map(({ numbers }) => numbers);
  const others = bank.filter(({ isIdle }) => !isIdle).map(({ numbers }) => numbers);
  const count = known[0]!.numbers.length;

  const rowOf = (label: number, random: Random) => rows[label]![random.below(rows[label]!.length)]!;
  const anyLabel = (random: Random) => labels[random.below(labels.length)]!;
  /** The mean of a take and another movement, which is neither. */
  const meanRow = (random: Random): Float32Array | null => {
    const label = anyLabel(random);
    const isOwn = labels.length > 1 && random.uniform() < 0.5;
    const other = isOwn ? anyLabel(random) : null;
    if (other === label) return null;
    const b = other === null ? anyOf(others, random) : rowOf(other, random);
    if (!b) return null;
    const share = random.between(0.35, 0.65);
    return rowOf(label, random).map((value, i) => value * share + b[i]! * (1 - share));
  };
  const unknownRow = (random: Random): Float32Array => {
    const isOwn = ownUnknown.length > 0 && random.uniform() < recipe.ownUnknownShare;
    if (isOwn) return anyOf(ownUnknown, random)!;
    const mean = random.uniform() < recipe.meanShare ? meanRow(random) : null;
    const pool = random.uniform() < recipe.idleShare ? idle : others;
    return mean ?? anyOf(pool, random) ?? anyOf(others, random) ?? new Float32Array(count);
  };

  return (size, random) => {
    const batch: Batch = {
      features: new Float32Array(size * count),
      labels: new Int32Array(size),
      weights: new Float32Array(size).fill(1),
    };
    for (let i = 0; i < size; i++) {
      const isUnknown = random.uniform() < recipe.unknownShare;
      const label = isUnknown ? unknownLabel : anyLabel(random);
      batch.labels[i] = label;
      batch.features.set(isUnknown ? unknownRow(random) : rowOf(label, random), i * count);
    }
    return batch;
  };
}

const anyOf = <T>(items: readonly T[], random: Random): T | undefined =>
  items[random.below(Math.max(1, items.length))];

function prototypesFor(known: readonly OwnMovement[], each: number, random: Random) {
  const rowsOf = (movements: readonly OwnMovement[]) =>
    movements.flatMap(({ numbers, copies }) => [numbers, ...copies]);
  const space = spaceOf(rowsOf(known));
  const labels = [...new Set(known.map(({ label }) => label))].sort((a, b) => a - b);
  const prototypes = labels.flatMap((label) => {
    const rows = rowsOf(known.filter((one) => one.label === label));
    return prototypesOf(
      rows.map((row) => toSpreads(row, space)),
      each,
      random,
    );
  });
  return { count: prototypes.length, ...space, prototypes: packPrototypes(prototypes) };
}
