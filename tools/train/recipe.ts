/** How a classifier is trained: everything that was chosen, in one place. */
import { AUGMENTATION, type Augmentation } from '../../src/learning/augment.ts';
import { UNKNOWN } from '../../src/learning/losses.ts';
import { mixFingers } from '../../src/learning/mix.ts';
import { prototypesOf } from '../../src/learning/prototypes.ts';
import { createRandom, type Random } from '../../src/learning/random.ts';
import { createSampler, type Sample } from '../../src/learning/sampler.ts';
import { type Head, trainHead } from '../../src/learning/train.ts';
import { toSpreads } from '../../src/recognizer/signs/classifier-file.ts';
import { FEATURE_COUNT, featuresOf } from '../../src/recognizer/signs/features.ts';
import { gesturesOf, type VocabularyId } from '../shapes.ts';
import { posedSamples } from './posed.ts';

export interface Recipe {
  hidden: readonly number[];
  heads: number;
  batches: number;
  batchSize: number;
  learningRate: number;
  weightDecay: number;
  dropout: number;
  labelSmoothing: number;
  augmentation: Augmentation;
  unknownShare: number;
  /** How often mixed hands are drawn, against one for each source's unknown shape. */
  mixedWeight: number;
  mixTries: number;
  mixQuantile: number;
  sizePower: number;
  /** Hands posed by arithmetic, for each pose of the signer. */
  posedPerPose: number;
  prototypesPerGesture: number;
}

/** Chosen by leaving people out in turn: see docs/classifier.md. */
export const RECIPE: Recipe = {
  hidden: [192, 96],
  heads: 2,
  batches: 1500,
  batchSize: 256,
  learningRate: 3e-3,
  weightDecay: 0.01,
  dropout: 0.1,
  labelSmoothing: 0.05,
  augmentation: AUGMENTATION,
  unknownShare: 0.4,
  mixedWeight: 1,
  mixTries: 20000,
  mixQuantile: 0.7,
  sizePower: 0.5,
  posedPerPose: 250,
  prototypesPerGesture: 12,
};

/** A trained classifier before it is rounded. */
export interface Trained {
  heads: Head[];
  centre: number[];
  spread: number[];
  /** In spreads from the centre. */
  prototypes: Float32Array[];
}

/**
 * Trains heads and prototypes on these samples, on hands posed by arithmetic and on unknown ones
 * mixed from the known.
 *
 * @param bank known and unknown ones (no unseen ones).
 */
export async function trainOn(
  bank: readonly Sample[],
  vocabulary: VocabularyId,
  recipe: Recipe,
  seed: number,
  onProgress: (done: number) => void = () => {},
): Promise<Trained> {
  const random = createRandom(seed);
  const gestureCount = gesturesOf(vocabulary).length;
  const samples = [...bank, ...posedSamples(vocabulary, recipe.posedPerPose, random)];
  const known = samples.filter((sample) => sample.label !== UNKNOWN);
  const mixed = mixFingers(
    {
      samples: known,
      features: featuresOf,
      tries: recipe.mixTries,
      quantile: recipe.mixQuantile,
      references: 2500,
    },
    random,
  );
  const draw = createSampler({
    samples: [...samples, ...mixed],
    features: featuresOf,
    featureCount: FEATURE_COUNT,
    augmentation: recipe.augmentation,
    unknownShare: recipe.unknownShare,
    sizePower: recipe.sizePower,
    originWeight: (origin) => (origin === 'mixed' ? recipe.mixedWeight : 1),
  });
  const heads: Head[] = [];
  for (let i = 0; i < recipe.heads; i++) {
    heads.push(
      await trainHead({
        featureCount: FEATURE_COUNT,
        gestureCount,
        draw,
        seed: seed * 1000 + i + 1,
        ...recipe,
        onProgress: ({ batch, batches }) => onProgress((i + batch / batches) / recipe.heads),
      }),
    );
  }
  return { heads, ...prototypesFor(known, recipe.prototypesPerGesture, random) };
}

function prototypesFor(known: readonly Sample[], count: number, random: Random) {
  const rows = known.map((sample) => featuresOf(sample.points));
  const { centre, spread } = scalingOf(rows);
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

function scalingOf(rows: readonly Float32Array[]): { centre: number[]; spread: number[] } {
  const centre: number[] = [];
  const spread: number[] = [];
  for (let f = 0; f < FEATURE_COUNT; f++) {
    let total = 0;
    let squares = 0;
    for (const row of rows) {
      total += row[f]!;
      squares += row[f]! ** 2;
    }
    const mean = total / rows.length;
    centre.push(Number(mean.toFixed(4)));
    const variance = Math.max(squares / rows.length - mean * mean, 0);
    spread.push(Number(Math.max(Math.sqrt(variance), 1e-2).toFixed(4)));
  }
  return { centre, spread };
}

/**
 * The folds of calibration: sources of one person or few, left out in turn. s05 and s07 show the
 * same hand. Call gestures are known from many people, who are dealt over the folds.
 */
export const PEOPLE: Readonly<Record<VocabularyId, readonly (readonly string[])[]>> = {
  fingerspelling: [['davidlee'], ['s03'], ['s05', 's07'], ['borisgraudt'], ['insitee']],
  'call-gestures': [
    ['davidlee', 's03'],
    ['s05', 's07'],
    ['borisgraudt', 'kinivi', 'insitee'],
  ],
};
