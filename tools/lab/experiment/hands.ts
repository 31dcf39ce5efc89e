/** Compares losses and kinds of unknown hands on call gestures and fingerspelling. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import {
  bce,
  bceNa,
  bcenaObjective,
  bcenaZeroed,
  ce,
  ceNa,
  eos,
  type Objective,
  outlierExposure,
} from '../../../src/learning/objectives.ts';
import type { Batch } from '../../../src/learning/optimise.ts';
import { createRandom, type Random, shuffle } from '../../../src/learning/random.ts';
import { createSampler, type Sample } from '../../../src/learning/sampler.ts';
import type { Seen } from '../../../src/learning/scores-distance.ts';
import { type Head, trainHead } from '../../../src/learning/train.ts';
import { makeUnknowns, type UnknownKind } from '../../../src/learning/unknowns.ts';
import { dropoutCommittee, look, type View } from '../../../src/learning/view.ts';
import { featureCount, featuresOf } from '../../../src/recognizer/signs/features.ts';
import { gesturesOf, type VocabularyId } from '../shapes.ts';
import type { BankSample } from '../train/dataset.ts';
import { bentHand, posedSamples, posesToBend } from '../train/posed.ts';
import { shippingRecipe } from '../train/recipe.ts';
import type { TestSample } from './figures.ts';
import { type HandSplit, splitHands } from './hand-splits.ts';
import { replayed, resampled } from './pool.ts';
import type { Run } from './runs.ts';

/** The unknown hands that a loss is trained with. */
export const unknownNames = {
  none: 'none',
  shown: 'shown',
  mixed: 'shown + mixed',
  made: 'shown + all made',
} as const;
type Unknowns = keyof typeof unknownNames;

/** A smaller training than the shipped one, the same for every loss; the report states it. */
export const handBudget = {
  hidden: [96, 48],
  batches: 720,
  batchSize: 256,
  learningRate: 5e-3,
  weightDecay: shippingRecipe.weightDecay,
  dropout: shippingRecipe.dropout,
  labelSmoothing: 0,
} as const;
/** How many augmented hands to draw for each kind of unknowns; training goes through them repeatedly. */
export const poolSize = 61_440;
const posedPerPose = 60;
const mixedTries = 4000;
/** How many known hands to compare made hands with, which must keep a distance from them. */
const references = 800;
/** How many training hands the distance scores compare with. */
const seenCount = 1000;
/** How many passes of Monte Carlo dropout. */
const passes = 6;
/** How many networks an ensemble has. */
const members = 3;

interface Plan {
  objective: Objective;
  unknowns: Unknowns;
  committee: Run['committee'];
}

const plan = (
  unknowns: Unknowns,
  committee: Run['committee'],
  ...objectives: Objective[]
): Plan[] => objectives.map((objective) => ({ objective, unknowns, committee }));

export const handPlans: readonly Plan[] = [
  ...plan('none', 'dropout', ce),
  ...plan('none', null, bce),
  ...plan('shown', null, ceNa, bceNa, bcenaObjective, bcenaZeroed, eos, outlierExposure),
  ...plan('mixed', 'dropout', bcenaObjective),
  ...plan('mixed', null, ceNa, bceNa, eos),
  ...plan('made', null, bcenaObjective),
  ...plan('mixed', 'ensemble', bcenaObjective),
];

export interface HandOptions {
  vocabulary: VocabularyId;
  samples: readonly BankSample[];
  /** Sources of one person, by fold; one empty list if groups are divided instead. */
  folds: readonly (readonly string[])[];
  seeds: readonly number[];
  /** How many batches to train; by default those of {@link handBudget}. */
  batches?: number;
  plans?: readonly Plan[];
  onProgress: (done: number) => void;
}

/** Trains every plan on every fold and seed. */
export async function runHands(options: HandOptions): Promise<Run[]> {
  const { vocabulary, samples, folds, seeds, plans = handPlans, onProgress } = options;
  const runs: Run[] = [];
  const total = seeds.length * folds.length * plans.length;
  for (const seed of seeds) {
    for (const alone of folds) {
      const split = splitHands(samples, { alone, seed });
      const pools = poolsOf(vocabulary, split, createRandom(seed));
      for (const one of plans) {
        const result = await runOne(options, one, split, pools(one.unknowns), seed);
        runs.push({
          seed,
          fold: alone.join(' and ') || 'groups kept out',
          objective: one.objective,
          unknowns: unknownNames[one.unknowns],
          committee: one.committee,
          names: gesturesOf(vocabulary),
          ...result,
        });
        onProgress(runs.length / total);
      }
    }
  }
  return runs;
}

/** Draws the pool for each kind of unknowns when it is first used. */
function poolsOf(
  vocabulary: VocabularyId,
  { train }: HandSplit,
  random: Random,
): (unknowns: Unknowns) => Batch {
  const shown: Sample[] = [...train, ...posedSamples(vocabulary, posedPerPose, random)];
  const known = shown.filter(({ label }) => label !== unknownLabel);
  const poses = posesToBend(vocabulary);
  const make = (tries: Partial<Record<UnknownKind, number>>) =>
    makeUnknowns(
      {
        samples: known,
        features: featuresOf,
        tries,
        quantile: shippingRecipe.madeQuantile,
        references: references,
        bend: (source) => bentHand(poses, source),
      },
      random,
    );
  /** In the proportions of the shipping recipe. */
  const all = Object.fromEntries(
    Object.entries(shippingRecipe.made).map(([kind, tries]) => [
      kind,
      Math.round((mixedTries * tries) / Math.max(1, shippingRecipe.made.mixed)),
    ]),
  );
  const samples: Record<Unknowns, () => readonly Sample[]> = {
    none: () => known,
    shown: () => shown,
    mixed: () => [...shown, ...make({ mixed: mixedTries })],
    made: () => [...shown, ...make(all)],
  };
  const pools = new Map<Unknowns, Batch>();
  return (unknowns) => {
    const found = pools.get(unknowns);
    if (found) return found;
    const draw = createSampler({
      samples: samples[unknowns](),
      features: featuresOf,
      featureCount: featureCount,
      augmentation: shippingRecipe.augmentation,
      unknownShare: shippingRecipe.unknownShare,
      sizePower: shippingRecipe.sizePower,
    });
    const pool = draw(poolSize, random);
    pools.set(unknowns, pool);
    return pool;
  };
}

async function runOne(
  { vocabulary, batches }: HandOptions,
  { objective, committee }: Plan,
  split: HandSplit,
  pool: Batch,
  seed: number,
): Promise<Pick<Run, 'test' | 'seen'>> {
  const gestureCount = gesturesOf(vocabulary).length;
  const random = createRandom(seed);
  const train = (memberSeed: number, bootstrap: boolean): Promise<Head> =>
    trainHead({
      ...handBudget,
      ...(batches && { batches }),
      featureCount: featureCount,
      gestureCount,
      objective,
      draw: bootstrap ? resampled(pool, random) : replayed(pool)(),
      seed: memberSeed,
      transposed: true,
    });
  const options = { objective, gestureCount };
  const heads: Head[] = [];
  if (committee === 'ensemble') {
    for (let i = 0; i < members; i++) heads.push(await train(seed * 100 + i, true));
  } else heads.push(await train(seed, false));
  const head = heads[0]!;
  const dropout = { share: handBudget.dropout, random };

  function viewOfPoints(points: Float32Array): View {
    const features = featuresOf(points);
    if (committee === 'ensemble') return together(heads.map((one) => look(one, features, options)));
    const view = look(head, features, options);
    if (committee === null) return view;
    return {
      ...view,
      committee: dropoutCommittee(head, features, { ...options, dropout }, passes),
    };
  }

  return {
    test: split.test.map(
      ({ sample, kind }): TestSample => ({
        kind,
        label: kind === 'known' ? sample.label : unknownLabel,
        name: sample.shape,
        view: viewOfPoints(sample.points),
      }),
    ),
    seen: committee === 'ensemble' ? [] : seenBy(head, split.train, options, random),
  };
}

/** The mean logits of several networks; their views are the committee. */
function together(views: readonly View[]): View {
  const [first] = views as [View, ...View[]];
  const meanOf = (value: (view: View) => number) =>
    views.reduce((sum, view) => sum + value(view), 0) / views.length;
  return {
    ...first,
    logits: first.logits.map((_, c) => meanOf((view) => view.logits[c]!)),
    na: first.na === null ? null : meanOf((view) => view.na!),
    committee: views,
  };
}

function seenBy(
  head: Head,
  train: readonly BankSample[],
  options: { objective: Objective; gestureCount: number },
  random: Random,
): Seen[] {
  const known = train.filter(({ label }) => label !== unknownLabel);
  return shuffle([...known], random)
    .slice(0, seenCount)
    .map(({ points, label }) => ({
      label,
      features: look(head, featuresOf(points), options).features,
    }));
}
