/**
 * What every classifier of ours shares, whatever its features describe: heads, thresholds and the
 * distance check of a `classifier.json`. Pure: no clock, no randomness, no tensors.
 */
import * as v from 'valibot';
import { logits } from '../../learning/infer.ts';
import type { Activation } from '../../learning/objectives.ts';
import { scoresOf } from '../../learning/scores.ts';
import type { Head } from '../../learning/train.ts';
import {
  type ClassifierFile,
  classifierSchema,
  toSpreads,
  unpackHead,
  unpackPrototypes,
} from './classifier-file.ts';
import type { Classification, Scores } from './types.ts';

const damaged =
  'The classifier file is damaged or belongs to another version. Install the extension again, ' +
  'or rebuild the file with npm run train.';

/** The features that a classifier was trained on. */
export interface FeatureSpace {
  /** Name of their layout. */
  layout: string;
  count: number;
}

export interface OpenSet {
  activation: Activation;
  gestures: readonly string[];
  thresholds: Readonly<Record<string, number>>;
  heads: readonly Head[];
  /** Prototypes in units of the features' spread, row by row. */
  prototypes: Float32Array;
  centre: Float32Array;
  spread: Float32Array;
  near: number;
  far: number;
}

/** More than the heads know of one hand: the user's own ways ([own-way.ts](own-way.ts)). */
export interface Likeness {
  /** The gesture's index. */
  gesture: number;
  /** Added to the gesture's logit, as far as the hand is like the takes. */
  bias: number;
  /** How much it is like them, 0..1. */
  likeness: number;
}

/**
 * @param json the parsed contents of a `classifier.json`
 * @throws Error with a sentence for the user when the file is not a complete classifier of these features
 */
export function loadOpenSet(json: unknown, space: FeatureSpace): OpenSet {
  const parsed = v.safeParse(classifierSchema, json);
  if (!parsed.success) throw new Error(damaged);
  try {
    return unpack(parsed.output, space);
  } catch {
    throw new Error(damaged);
  }
}

function unpack(file: ClassifierFile, space: FeatureSpace): OpenSet {
  const { gestures, thresholds, distance } = file;
  if (file.features !== space.layout) throw new RangeError('other features');
  for (const { length } of [distance.centre, distance.spread]) {
    if (length !== space.count) throw new RangeError('wrong length');
  }
  if (distance.far <= distance.near) throw new RangeError('wrong order');
  if (new Set(gestures).size !== gestures.length) throw new RangeError('a gesture twice');
  // `in` would also find inherited names such as `constructor`.
  if (gestures.some((gesture) => !Object.hasOwn(thresholds, gesture))) {
    throw new RangeError('a threshold is missing');
  }
  const heads = file.heads.map(unpackHead);
  for (const head of heads) checkChain(head, space.count, gestures.length);
  return {
    activation: file.activation ?? 'sigmoid',
    gestures,
    thresholds,
    heads,
    prototypes: unpackPrototypes(distance.prototypes, distance.count * space.count),
    centre: Float32Array.from(distance.centre),
    spread: Float32Array.from(distance.spread),
    near: distance.near,
    far: distance.far,
  };
}

/** Checks that each layer has as many inputs as the one before has outputs. */
function checkChain(head: Head, inputs: number, outputs: number): void {
  let width = inputs;
  for (const layer of head) {
    if (layer.inputs !== width) throw new RangeError('layers do not fit');
    width = layer.outputs;
  }
  if (width !== outputs) throw new RangeError('layers do not fit');
}

/**
 * @param scaled the features in their spreads
 * @param presence the landmark model's probability that a hand is there
 * @returns scores, and the best gesture if it reaches its threshold
 */
export function classifyFeatures(
  model: OpenSet,
  features: Float32Array,
  presence: number,
  own: readonly Likeness[] = [],
  scaled: Float32Array = toSpreads(features, model),
): Classification {
  const present = presenceFactor(presence);
  const distance = distanceFactor(model, scaled);
  const likeness = new Map(own.map((one) => [one.gesture, one.likeness]));
  const sums = new Float32Array(model.gestures.length);
  for (const head of model.heads) {
    logits(head, features).forEach((value, i) => {
      sums[i] = sums[i]! + value / model.heads.length;
    });
  }
  for (const { gesture, bias, likeness: much } of own) sums[gesture] = sums[gesture]! + bias * much;
  const activated = scoresOf({ logits: sums, na: null }, model.activation);
  const scores: Record<string, number> = {};
  model.gestures.forEach((gesture, i) => {
    // Coinciding or broken landmarks give NaN; they must not name a gesture.
    // A hand like a take is not unknown, but only as that gesture.
    const score = activated[i]! * Math.max(distance, likeness.get(i) ?? 0) * present;
    scores[gesture] = Number.isFinite(score) ? score : 0;
  });
  return named(model, scores);
}

/** Names the best gesture if it reaches its threshold. */
export function named(
  { gestures, thresholds }: Pick<OpenSet, 'gestures' | 'thresholds'>,
  scores: Scores,
): Classification {
  let best: string | null = null;
  for (const gesture of gestures)
    if (best === null || scores[gesture]! > scores[best]!) best = gesture;
  const passes = best !== null && scores[best]! >= thresholds[best]!;
  return { scores, gesture: passes ? best : null };
}

/**
 * Hands with a low presence name no gesture. On pictures of HaGRID's crops that were left out of
 * training, hardly one in five hands below a presence of 0.8 is named correctly, and of those above
 * 0.99 nearly all (docs/evaluation): at a low presence the landmarks themselves are wrong and could
 * cause a wrong caption.
 */
const noPresence = 0.7;
/** From this presence on a hand is trusted fully. */
export const fullPresence = 0.9;

/** 0 up to `noPresence`, 1 from `fullPresence`, linear in between. */
function presenceFactor(presence: number): number {
  return Math.max(0, Math.min(1, (presence - noPresence) / (fullPresence - noPresence)));
}

/**
 * The distance check: 1 up to the distance `near` from the nearest prototype of the training data,
 * falling linearly to 0 at `far`. What is far from all training data is unknown, whatever its scores
 * are. Distance: root mean square over the features, each in units of its spread.
 */
function distanceFactor(model: OpenSet, scaled: Float32Array): number {
  const { prototypes, near, far } = model;
  const count = scaled.length;
  let best = far * far * count;
  for (let at = 0; at < prototypes.length; at += count) {
    let total = 0;
    for (let f = 0; f < count && total < best; f++) {
      const difference = scaled[f]! - prototypes[at + f]!;
      total += difference * difference;
    }
    if (total < best) best = total;
  }
  const distance = Math.sqrt(best / count);
  return Math.max(0, Math.min(1, (far - distance) / (far - near)));
}
