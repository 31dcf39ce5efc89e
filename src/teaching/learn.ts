/**
 * Trains one classifier of the user's gestures, without thresholds: for a fold, or the final one.
 */
import { unknownLabel } from '../learning/losses.ts';
import { prototypesOf } from '../learning/prototypes.ts';
import { createRandom, type Random } from '../learning/random.ts';
import { type Head, type Layer, trainHead } from '../learning/train.ts';
import {
  type ClassifierFile,
  packPrototypes,
  toSpreads,
} from '../recognizer/signs/classifier-file.ts';
import { featureCount, featureLayout, featuresOf } from '../recognizer/signs/features.ts';
import { idleShape, type ShippedHand } from './bank.ts';
import { createFeatureCache, type FeatureCache } from './feature-cache.ts';
import type { OwnHand } from './points.ts';
import {
  bankPools,
  drawFrom,
  farFrom,
  madeHands,
  nearestTo,
  ownPool,
  type Pools,
  poolOf,
  sharedPool,
} from './pools.ts';
import type { TeachingRecipe } from './recipe.ts';
import { type Space, spaceOf } from './space.ts';
import { openFile } from './taught-file.ts';

/** Progress, pauses and cancellation of a training. */
export interface Hooks {
  /** Called with the share of this training that is done. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
  pause?: () => Promise<void>;
}

export interface LearnOptions extends Hooks {
  /** Gesture keys; a hand's label is an index of it. */
  keys: readonly string[];
  /** The user's hands, of gestures and unknown ones. */
  own: readonly OwnHand[];
  shipped: readonly ShippedHand[];
  recipe: TeachingRecipe;
  seed: number;
  /** Shared by the trainings of one task; left out: a new one. */
  cache?: FeatureCache;
}

/**
 * @returns a classifier whose thresholds are 0 and whose distance check every hand passes.
 * @throws the signal's reason when aborted; RangeError if there is no hand of an own gesture.
 */
export async function learn(options: LearnOptions): Promise<ClassifierFile> {
  const { keys, own, recipe, seed } = options;
  const random = createRandom(seed);
  const cache = options.cache ?? createFeatureCache(recipe.augmentation, random);
  const known = own.filter(({ label }) => label !== unknownLabel);
  if (known.length === 0) throw new RangeError('There is no sample to learn from.');
  const space = spaceOf([...known, ...options.shipped].map(cache.plain));
  const shipped = withoutLookalikes(options.shipped, fewOf(known), space, recipe.apart, cache);
  const helpers = recipe.helpers ? [...new Set(shipped.flatMap(({ key }) => key ?? []))] : [];
  const pools = await poolsFor(own, shipped, helpers, space, options, cache, random);
  const heads: Head[] = [];
  for (let i = 0; i < recipe.heads; i++) {
    const head = await trainHead({
      featureCount: featureCount,
      gestureCount: keys.length + helpers.length,
      draw: drawFrom(pools, recipe.shares),
      ...recipe,
      seed: seed * 1000 + i + 1,
      transposed: true,
      onProgress: ({ batch, batches }) =>
        options.onProgress?.((i + batch / batches) / recipe.heads),
      signal: options.signal,
      pause: options.pause,
    });
    heads.push(
      recipe.keepAll ? head : firstOutputs(head, recipe.objective.firstGesture, keys.length),
    );
  }
  return openFile(
    keys,
    featureLayout,
    heads,
    prototypesFor(known, space, recipe.prototypesPerGesture, random),
  );
}

/** At most this many hands of an own gesture are compared with others; more add little but time. */
const compared = 15;

/** At most {@link compared} hands of every gesture, evenly spaced from its first to its last. */
function fewOf(known: readonly OwnHand[]): OwnHand[] {
  const labels = [...new Set(known.map(({ label }) => label))];
  return labels.flatMap((label) => {
    const hands = known.filter((hand) => hand.label === label);
    const every = Math.ceil(hands.length / compared);
    return hands.filter((_, i) => i % every === 0);
  });
}

/**
 * Leaves out the bank's unknown hands that look like an own gesture: trained as unknown, they would
 * silence the gesture.
 */
function withoutLookalikes(
  shipped: readonly ShippedHand[],
  known: readonly OwnHand[],
  space: Space,
  apart: number,
  cache: FeatureCache,
): ShippedHand[] {
  const others = shipped.filter(({ key, shape }) => key === null && shape !== idleShape);
  const far = new Set(farFrom(known, others, space, apart, cache));
  return shipped.filter((hand) => hand.key !== null || hand.shape === idleShape || far.has(hand));
}

async function poolsFor(
  own: readonly OwnHand[],
  shipped: readonly ShippedHand[],
  helpers: readonly string[],
  space: Space,
  { recipe, keys, pause, signal }: LearnOptions,
  cache: FeatureCache,
  random: Random,
): Promise<Pools> {
  const { augmentation, otherCopies } = recipe;
  const known = own.filter(({ label }) => label !== unknownLabel);
  const breathe = async () => {
    await pause?.();
    signal?.throwIfAborted();
  };
  const labelOf = ({ key }: ShippedHand) => {
    const helper = key === null ? -1 : helpers.indexOf(key);
    return helper < 0 ? unknownLabel : keys.length + helper;
  };
  const unknown = (hands: readonly { points: Float32Array }[]) =>
    hands.map(({ points }) => ({ points, depth: true, aspect: true, label: unknownLabel }));
  const ofBank = bankPools(shipped, labelOf, otherCopies, cache);
  await breathe();
  const made = madeHands(known, shipped, space, recipe, cache, random).map((hand) => ({
    ...hand,
    label: unknownLabel,
  }));
  await breathe();
  const pools: Pools = {
    ...ofBank,
    own: ownPool(known, recipe.ownCopies, augmentation, random),
    nothing: poolOf(
      unknown(own.filter(({ label }) => label === unknownLabel)),
      10 * otherCopies,
      augmentation,
      random,
    ),
    near: sharedPool(
      nearestTo(fewOf(known), shipped, space, recipe.nearest, cache),
      labelOf,
      2 * otherCopies,
      cache,
    ),
    made: poolOf(made, otherCopies, augmentation, random),
  };
  await breathe();
  return pools;
}

/** The head without the outputs that were only needed for training. */
function firstOutputs(head: Head, from: number, count: number): Head {
  const last = head[head.length - 1]!;
  const weights = new Float32Array(last.inputs * count);
  for (let i = 0; i < last.inputs; i++) {
    for (let j = 0; j < count; j++) {
      weights[i * count + j] = last.weights[i * last.outputs + from + j]!;
    }
  }
  const cut: Layer = {
    inputs: last.inputs,
    outputs: count,
    weights,
    bias: last.bias.slice(from, from + count),
  };
  return [...head.slice(0, -1), cut];
}

function prototypesFor(
  known: readonly OwnHand[],
  space: Space,
  each: number,
  random: Random,
): Pick<ClassifierFile['distance'], 'count' | 'centre' | 'spread' | 'prototypes'> {
  const labels = [...new Set(known.map(({ label }) => label))].sort((a, b) => a - b);
  const prototypes = labels.flatMap((label) =>
    prototypesOf(
      known
        .filter((hand) => hand.label === label)
        .map(({ points }) => toSpreads(featuresOf(points), space)),
      each,
      random,
    ),
  );
  return { count: prototypes.length, ...space, prototypes: packPrototypes(prototypes) };
}
