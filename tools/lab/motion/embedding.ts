/** Trains the embedding of movements on recorded takes (docs/moving-signs.md). */
import { createHash } from 'node:crypto';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { ce } from '../../../src/learning/objectives.ts';
import { createRandom, type Random } from '../../../src/learning/random.ts';
import { type Head, trainHead } from '../../../src/learning/train.ts';
import { packLayer } from '../../../src/recognizer/signs/classifier-file.ts';
import {
  type EmbeddingFile,
  embeddingFormat,
} from '../../../src/recognizer/signs/movement/embedding.ts';
import {
  momentCount,
  movementFeatureCount,
  movementFeatures,
  movementLayout,
  perMoment,
} from '../../../src/recognizer/signs/movement/features.ts';
import type { Movement } from '../../../src/recognizer/signs/movement/movement.ts';
import { augmentMovement, movementAugmentation } from '../../../src/teaching/movements/augment.ts';
import { mixed } from './mix.ts';
import type { Take } from './takes.ts';
import { wordOf } from './words.ts';

export interface EmbeddingRecipe {
  batches: number;
  batchSize: number;
  learningRate: number;
  weightDecay: number;
  dropout: number;
  labelSmoothing: number;
  /** Outputs of the layers; each sees twice as many moments as the one before, the last all. */
  widths: readonly [number, number, number, number];
  /** How many made words there are: the shapes of one word on the path of another. */
  madeWords: number;
  /** Share of takes of made words in a batch. */
  madeShare: number;
}

/** Chosen by leaving whole repositories out; see docs/moving-signs.md. */
export const embeddingRecipe: EmbeddingRecipe = {
  batches: 1500,
  batchSize: 128,
  learningRate: 2e-3,
  weightDecay: 0.02,
  dropout: 0.2,
  labelSmoothing: 0.05,
  widths: [64, 96, 128, 128],
  madeWords: 150,
  madeShare: 0.4,
};

/** Share of takes that are drawn as a call would cut them. */
const cutShare = 0.4;

interface Word {
  /** Takes by repository, which are drawn equally often. */
  takes: readonly (readonly Take[])[];
}

/**
 * @param takes idle ones are left out
 * @returns the file of the trained network without its last layer
 */
export async function trainEmbedding(
  takes: readonly Take[],
  recipe: EmbeddingRecipe,
  seed: number,
  onProgress: (share: number) => void = () => {},
): Promise<EmbeddingFile> {
  const random = createRandom(seed);
  const words = wordsOf(takes);
  const made = madeWords(takes, recipe.madeWords, random);
  const [first, second, third, last] = recipe.widths;
  const head = await trainHead({
    ...recipe,
    featureCount: movementFeatureCount,
    gestureCount: words.length + made.length,
    seed,
    hidden: [
      { inputs: perMoment, outputs: first },
      { inputs: 2 * first, outputs: second },
      { inputs: 2 * second, outputs: third },
      { inputs: (momentCount / 4) * third, outputs: last },
    ],
    objective: ce,
    transposed: true,
    draw: (size, randomOfStep) => drawBatch(words, made, recipe.madeShare, size, randomOfStep),
    onProgress: ({ batch, batches }) => onProgress(batch / batches),
  });
  return fileOf(head.slice(0, -1));
}

function fileOf(layers: Head): EmbeddingFile {
  const packed = layers.map(packLayer);
  const hash = createHash('sha256').update(JSON.stringify(packed)).digest('hex').slice(0, 8);
  return {
    format: embeddingFormat,
    features: movementLayout,
    layout: `movement-embedding-${hash}`,
    layers: packed,
  };
}

function wordsOf(takes: readonly Take[]): Word[] {
  const words = new Map<string, Map<string, Take[]>>();
  for (const take of takes) {
    const word = wordOf(take);
    if (word === null) continue;
    const files = words.get(word) ?? new Map<string, Take[]>();
    words.set(word, files);
    files.set(take.file, [...(files.get(take.file) ?? []), take]);
  }
  return [...words.values()].map((files) => ({ takes: [...files.values()] }));
}

/** Pairs of different words; the second is no held letter, which has no path. */
function madeWords(
  takes: readonly Take[],
  count: number,
  random: Random,
): [shapes: Word, path: Word][] {
  const words = wordsOf(takes);
  const moving = wordsOf(takes.filter((take) => !isHeldLetter(wordOf(take))));
  const pairs = new Map<string, [Word, Word]>();
  for (let tries = 0; pairs.size < count && tries < 20 * count; tries++) {
    const shapes = random.below(words.length);
    const path = random.below(moving.length);
    if (words[shapes]!.takes[0]![0] === moving[path]!.takes[0]![0]) continue;
    pairs.set(`${shapes} ${path}`, [words[shapes]!, moving[path]!]);
  }
  return [...pairs.values()];
}

const isHeldLetter = (word: string | null): boolean =>
  word?.startsWith('letter_') === true && !/_[jz]$/.test(word);

function drawBatch(
  words: readonly Word[],
  made: readonly (readonly [Word, Word])[],
  madeShare: number,
  size: number,
  random: Random,
) {
  const features = new Float32Array(size * movementFeatureCount);
  const labels = new Int32Array(size).fill(unknownLabel);
  for (let i = 0; i < size; i++) {
    const isMade = random.uniform() < madeShare;
    const index = random.below(isMade ? made.length : words.length);
    labels[i] = isMade ? words.length + index : index;
    const movement: Movement = isMade
      ? mixed(takeOf(made[index]![0], random), takeOf(made[index]![1], random))
      : takeOf(words[index]!, random);
    const copy = augmentMovement(movement, movementAugmentation, random);
    features.set(movementFeatures(copy), i * movementFeatureCount);
  }
  return { features, labels, weights: new Float32Array(size).fill(1) };
}

function takeOf({ takes }: Word, random: Random): Movement {
  const file = takes[random.below(takes.length)]!;
  const take = file[random.below(file.length)]!;
  const isCut = random.uniform() < cutShare;
  return (isCut ? take.longest : null) ?? take.movement;
}
