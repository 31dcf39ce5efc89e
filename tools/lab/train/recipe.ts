/** How a classifier is trained: every choice in one place. */
import { type Augmentation, augmentation } from '../../../src/learning/augment.ts';
import { logits } from '../../../src/learning/infer.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import {
  type Activation,
  bcenaObjective,
  eos,
  type Objective,
} from '../../../src/learning/objectives.ts';
import { prototypesOf } from '../../../src/learning/prototypes.ts';
import { createRandom, type Random } from '../../../src/learning/random.ts';
import { createSampler, type Sample } from '../../../src/learning/sampler.ts';
import { type Head, trainHead } from '../../../src/learning/train.ts';
import { hardestOf, makeUnknowns, type UnknownKind } from '../../../src/learning/unknowns.ts';
import { toSpreads } from '../../../src/recognizer/signs/classifier-file.ts';
import { featureCount, featuresOf } from '../../../src/recognizer/signs/features.ts';
import { idleShape } from '../../../src/teaching/bank.ts';
import { spaceOf } from '../../../src/teaching/space.ts';
import { gesturesOf, type VocabularyId } from '../shapes.ts';
import { bentHand, posedSamples, posesToBend } from './posed.ts';

export interface Recipe {
  /** Must have as many outputs as gestures: the classifier's file allows no others. */
  objective: Objective;
  hidden: readonly number[];
  heads: number;
  /** See `DenseOptions.transposed`: several times as fast. */
  transposed: boolean;
  batches: number;
  batchSize: number;
  learningRate: number;
  weightDecay: number;
  dropout: number;
  labelSmoothing: number;
  augmentation: Augmentation;
  unknownShare: number;
  /** How many unknown hands of each kind to try to make from known ones. */
  made: Readonly<Record<UnknownKind, number>>;
  /** How often one kind of made hands is drawn, relative to 1 for each source's unknown shape. */
  madeWeight: number;
  /**
   * The same for idle hands. Letters that are unknown to the call gestures come from thirty sources, idle
   * hands from three, and most hands of a call are idle.
   */
  idleWeight: number;
  madeQuantile: number;
  /** Share of the made hands to keep after a first short training: those with the greatest logits. */
  hardest: number;
  sizePower: number;
  /** How many hands to compute from each pose of the signer. */
  posedPerPose: number;
  prototypesPerGesture: number;
  /** For experiments: other features than those that ship. */
  features?: Features;
}

/** Turns points of a right hand into equally many numbers. */
export interface Features {
  count: number;
  of(points: Float32Array): Float32Array;
}

export const shippedFeatures: Features = { count: featureCount, of: featuresOf };

/** Chosen by leaving people out in turn; see docs/classifier.md. */
export const shippingRecipe: Omit<Recipe, 'objective'> = {
  hidden: [192, 96],
  heads: 2,
  transposed: true,
  batches: 1500,
  batchSize: 256,
  learningRate: 3e-3,
  weightDecay: 0.01,
  dropout: 0.1,
  labelSmoothing: 0.05,
  augmentation: augmentation,
  unknownShare: 0.4,
  made: { mixed: 20000, between: 8000, bent: 12000 },
  madeWeight: 1,
  idleWeight: 2,
  madeQuantile: 0.7,
  hardest: 1,
  sizePower: 0.5,
  posedPerPose: 250,
  prototypesPerGesture: 12,
};

/**
 * The loss of each vocabulary, chosen from docs/experiments and by leaving people out in turn. On
 * letters EOS was slightly better than BCENa in every fold. On call gestures no loss differs
 * measurably from BCENa at equal known accuracy, and its sigmoids can be read one by one.
 */
const objectiveOf: Readonly<Record<VocabularyId, Objective>> = {
  fingerspelling: eos,
  'call-gestures': bcenaObjective,
};

export function recipeOf(vocabulary: VocabularyId): Recipe {
  return { ...shippingRecipe, objective: objectiveOf[vocabulary] };
}

/** The short training that finds the hard made hands has this share of a long one's batches. */
const miningShare = 0.25;
const isMade = (origin: string) => origin === 'mixed' || origin === 'between' || origin === 'bent';

const isIdle = (origin: string) => origin.endsWith(`/${idleShape}`);

function weightOf(origin: string, { madeWeight, idleWeight }: Recipe): number {
  if (isMade(origin)) return madeWeight;
  return isIdle(origin) ? idleWeight : 1;
}

/** A trained classifier before it is rounded. */
export interface Trained {
  activation: Activation;
  heads: Head[];
  centre: number[];
  spread: number[];
  /** In spreads from the centre. */
  prototypes: Float32Array[];
}

/**
 * Trains heads and prototypes on these samples, on hands computed from poses and on unknown hands made
 * from known ones (`src/learning/unknowns.ts`).
 *
 * @param bank known and unknown samples, no unseen ones
 */
export async function trainOn(
  bank: readonly Sample[],
  vocabulary: VocabularyId,
  recipe: Recipe,
  seed: number,
  onProgress: (done: number) => void = () => {},
): Promise<Trained> {
  const random = createRandom(seed);
  const features = recipe.features ?? shippedFeatures;
  const gestureCount = gesturesOf(vocabulary).length;
  const samples = [...bank, ...posedSamples(vocabulary, recipe.posedPerPose, random)];
  const known = samples.filter((sample) => sample.label !== unknownLabel);
  const poses = posesToBend(vocabulary);
  const made = makeUnknowns(
    {
      samples: known,
      features: features.of,
      tries: recipe.made,
      quantile: recipe.madeQuantile,
      references: 2500,
      bend: (source) => bentHand(poses, source),
    },
    random,
  );
  const headOn = (unknowns: readonly Sample[], i: number, batches: number, from: number) =>
    trainHead({
      ...recipe,
      featureCount: features.count,
      gestureCount,
      draw: createSampler({
        samples: [...samples, ...unknowns],
        features: features.of,
        featureCount: features.count,
        augmentation: recipe.augmentation,
        unknownShare: recipe.unknownShare,
        sizePower: recipe.sizePower,
        originWeight: (origin) => weightOf(origin, recipe),
      }),
      seed: seed * 1000 + i,
      batches,
      onProgress: ({ batch }) => onProgress((from + batch) / all),
    });
  const mining = recipe.hardest < 1 ? Math.round(recipe.batches * miningShare) : 0;
  const all = mining + recipe.heads * recipe.batches;
  let unknowns: readonly Sample[] = made;
  if (mining > 0)
    unknowns = hardestOf(
      made,
      greatestLogits(await headOn(made, 0, mining, 0), made, features),
      recipe.hardest,
    );
  const heads: Head[] = [];
  for (let i = 0; i < recipe.heads; i++) {
    heads.push(await headOn(unknowns, i + 1, recipe.batches, mining + i * recipe.batches));
  }
  return {
    activation: recipe.objective.activation,
    heads,
    ...prototypesFor(known, recipe.prototypesPerGesture, features, random),
  };
}

/** The greatest logit of each sample. */
function greatestLogits(head: Head, samples: readonly Sample[], { of }: Features): number[] {
  return samples.map(({ points }) => Math.max(...logits(head, of(points))));
}

function prototypesFor(
  known: readonly Sample[],
  count: number,
  features: Features,
  random: Random,
) {
  const rows = known.map((sample) => features.of(sample.points));
  const { centre, spread } = spaceOf(rows);
  const scaled = rows.map((row) => toSpreads(row, { centre, spread }));
  const labels = [...new Set(known.map((sample) => sample.label))].sort((a, b) => a - b);
  const prototypes = labels.flatMap((label) =>
    prototypesOf(
      scaled.filter((_, i) => known[i]!.label === label),
      count,
      random,
    ),
  );
  return { centre, spread, prototypes };
}

/**
 * The folds of calibration: the sources of several people, left out in turn. s05 and s07 show the same
 * hand; motion-01 to -03 are one team; in each fold of letters some people show the whole alphabet, to
 * cameras and to photographers. Sources of many people are divided among the folds.
 */
export const people: Readonly<Record<VocabularyId, readonly (readonly string[])[]>> = {
  fingerspelling: [
    ['davidlee', 'sibi-1', 'table-03', 'table-04', 'table-11'],
    ['s03', 'motion-01', 'motion-02', 'motion-03', 'table-05'],
    ['s05', 's07', 'fsl-', 'table-12', 'table-13'],
    ['borisgraudt', 'sibi-2', 'bim', 'table-02', 'table-06'],
    ['insitee', 'sibi-3', 'sibi-webcam', 'table-07', 'table-08'],
    ['sibi-4', 'sibi-5', 'table-01', 'table-09', 'table-10', 'table-14', 'motion-04', 'motion-05'],
  ],
  'call-gestures': [
    ['davidlee', 's03', 'sibi-1', 'sibi-2', 'table-01', 'table-02', 'motion-04'],
    ['s05', 's07', 'fsl-', 'motion-01', 'motion-02', 'motion-03', 'motion-05', 'table-07'],
    ['borisgraudt', 'kinivi', 'insitee', 'sibi-', 'bim', 'table-', 'motion-'],
  ],
};
