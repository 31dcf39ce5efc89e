/**
 * What a training draws from: features of augmented copies of hands, computed once. Augmenting
 * hands for every batch would take longer than learning from them.
 */
import { type Augmentation, augment } from '../learning/augment.ts';
import { handBetween } from '../learning/between.ts';
import { unknownLabel } from '../learning/losses.ts';
import { mixFingers } from '../learning/mix.ts';
import type { Random } from '../learning/random.ts';
import type { MadeHand, Sample } from '../learning/sampler.ts';
import type { Batch } from '../learning/train.ts';
import { featureCount, featuresOf } from '../recognizer/signs/features.ts';
import { idleShape, type ShippedHand } from './bank.ts';
import type { FeatureCache } from './feature-cache.ts';
import type { OwnHand } from './points.ts';
import type { PoolName, TeachingRecipe } from './recipe.ts';
import { distancesTo, type Space } from './space.ts';

/** Features of copies of hands, row by row, with a label each. */
export interface Pool {
  features: Float32Array;
  labels: Int32Array;
}

export type Pools = Partial<Record<PoolName, Pool>>;

/** This many copies of every hand; of several the first is not augmented. */
export function poolOf(
  hands: readonly (MadeHand & { label: number })[],
  copies: number,
  augmentation: Augmentation,
  random: Random,
): Pool {
  const count = hands.length * copies;
  const features = new Float32Array(count * featureCount);
  const labels = new Int32Array(count);
  let row = 0;
  for (const hand of hands) {
    for (let copy = 0; copy < copies; copy++) {
      const points =
        copy === 0 && copies > 1 ? hand.points : augment(hand.points, hand, augmentation, random);
      features.set(featuresOf(points), row * featureCount);
      labels[row] = hand.label;
      row++;
    }
  }
  return { features, labels };
}

/**
 * Equally many copies of every own gesture, whatever its number of samples. Within a gesture a take
 * counts by the square root of its samples.
 *
 * @param total about how many copies to make of all gestures together.
 */
export function ownPool(
  own: readonly OwnHand[],
  total: number,
  augmentation: Augmentation,
  random: Random,
): Pool {
  const byGesture = groupedBy(own, ({ label }) => String(label));
  const each = total / Math.max(1, byGesture.length);
  const parts = byGesture.flatMap((gesture) => {
    const takes = groupedBy(gesture, ({ take }) => take);
    return takes.flatMap((hands) => {
      // By the square root, so that a take of two samples is not half of all copies.
      const weights = takes.map(({ length }) => Math.sqrt(length));
      const share = Math.sqrt(hands.length) / weights.reduce((a, b) => a + b);
      const copies = Math.max(2, Math.round((each * share) / hands.length));
      const asMade = hands.map(({ points, label }) => ({
        points,
        label,
        depth: true,
        aspect: true,
      }));
      return [poolOf(asMade, copies, augmentation, random)];
    });
  });
  return joined(parts);
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = groups.get(key);
    if (list) list.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function joined(pools: readonly Pool[]): Pool {
  const rows = pools.reduce((sum, { labels }) => sum + labels.length, 0);
  const features = new Float32Array(rows * featureCount);
  const labels = new Int32Array(rows);
  let at = 0;
  for (const pool of pools) {
    features.set(pool.features, at * featureCount);
    labels.set(pool.labels, at);
    at += pool.labels.length;
  }
  return { features, labels };
}

/**
 * Unknown hands made from known ones: with mixed fingers, or on the way between two gestures. Own
 * and shipped hands are used about equally often. A made hand near an own one is dropped; one near
 * a shipped one may stay, because that is not an own gesture either.
 */
export function madeHands(
  own: readonly OwnHand[],
  shipped: readonly ShippedHand[],
  space: Space,
  recipe: Pick<TeachingRecipe, 'made' | 'apart'>,
  cache: FeatureCache,
  random: Random,
): MadeHand[] {
  const known = materials(own, shipped);
  if (known.length === 0 || own.length === 0) return [];
  const made: MadeHand[] = [];
  for (let i = 0; i < recipe.made.mixed; i++) {
    const hand = mixFingers(known, random);
    if (hand) made.push(hand);
  }
  for (let i = 0; i < recipe.made.between; i++) {
    const hand = handBetween(known, random);
    if (hand) made.push(hand);
  }
  return farFrom(own, made, space, recipe.apart, cache);
}

/** About equally many own and shipped hands, with a different label for each gesture. */
function materials(own: readonly OwnHand[], shipped: readonly ShippedHand[]): Sample[] {
  const keys = [...new Set(shipped.map(({ key }) => key))];
  const ofOthers = shipped.flatMap(({ points, depth, aspect, key, source }): Sample[] =>
    key === null
      ? []
      : [{ points, depth, aspect, label: 10_000 + keys.indexOf(key), origin: source }],
  );
  const ofOwn = own.map(
    ({ points, label, take }): Sample => ({
      points,
      depth: true,
      aspect: true,
      label,
      origin: take,
    }),
  );
  const times = Math.max(1, Math.round(ofOthers.length / Math.max(1, ofOwn.length)));
  return [...ofOthers, ...Array.from({ length: times }, () => ofOwn).flat()];
}

/** Those of the hands that are farther than `apart` from every own one. */
export function farFrom<T extends { points: Float32Array }>(
  own: readonly OwnHand[],
  hands: readonly T[],
  space: Space,
  apart: number,
  cache: FeatureCache,
): T[] {
  const distances = distancesTo(hands.map(cache.plain), own.map(cache.plain), space);
  return hands.filter((_, i) => distances[i]! > apart);
}

/** This share of the hands, those nearest to own ones: they teach the decision boundary. */
export function nearestTo(
  own: readonly OwnHand[],
  hands: readonly ShippedHand[],
  space: Space,
  share: number,
  cache: FeatureCache,
): ShippedHand[] {
  const distances = distancesTo(hands.map(cache.plain), own.map(cache.plain), space);
  const order = hands.map((_, i) => i).sort((a, b) => distances[a]! - distances[b]!);
  return order.slice(0, Math.ceil(share * hands.length)).map((i) => hands[i]!);
}

/** This many copies of every hand, from the cache. */
export function sharedPool(
  hands: readonly ShippedHand[],
  labelOf: (hand: ShippedHand) => number,
  copies: number,
  cache: FeatureCache,
): Pool {
  const count = hands.length * copies;
  const features = new Float32Array(count * featureCount);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const hand = hands[Math.floor(row / copies)]!;
    features.set(cache.copy(hand, row % copies), row * featureCount);
    labels[row] = labelOf(hand);
  }
  return { features, labels };
}

/** The bank's hands, sorted into pools by their role in the training. */
export function bankPools(
  shipped: readonly ShippedHand[],
  labelOf: (hand: ShippedHand) => number,
  copies: number,
  cache: FeatureCache,
): Pools {
  const pool = (passes: (hand: ShippedHand) => boolean) =>
    sharedPool(shipped.filter(passes), labelOf, copies, cache);
  return {
    idle: pool(({ shape }) => shape === idleShape),
    shipped: pool(({ key }) => key !== null),
    other: pool(({ key, shape }) => key === null && shape !== idleShape),
  };
}

/** Draws batches from the pools by their shares; the share of an empty pool goes to the others. */
export function drawFrom(
  pools: Pools,
  shares: Readonly<Record<PoolName, number>>,
): (size: number, random: Random) => Batch {
  const names = (Object.keys(shares) as PoolName[]).filter(
    (name) => shares[name] > 0 && (pools[name]?.labels.length ?? 0) > 0,
  );
  const total = names.reduce((sum, name) => sum + shares[name], 0);
  const pick = (random: Random): Pool => {
    let at = random.uniform() * total;
    for (const name of names) {
      at -= shares[name];
      if (at < 0) return pools[name]!;
    }
    return pools[names[names.length - 1]!]!;
  };
  return (size, random) => {
    const batch: Batch = {
      features: new Float32Array(size * featureCount),
      labels: new Int32Array(size).fill(unknownLabel),
      weights: new Float32Array(size).fill(1),
    };
    for (let i = 0; i < size; i++) {
      const { features, labels } = pick(random);
      const row = random.below(labels.length);
      const values = features.subarray(row * featureCount, (row + 1) * featureCount);
      batch.features.set(values, i * featureCount);
      batch.labels[i] = labels[row]!;
    }
    return batch;
  };
}
