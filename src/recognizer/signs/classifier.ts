import * as v from 'valibot';
import { logits } from '../../learning/infer.ts';
import type { Activation } from '../../learning/objectives.ts';
import { scoresOf } from '../../learning/scores.ts';
import type { Head } from '../../learning/train.ts';
import type { Hand } from '../hand.ts';
import {
  type ClassifierFile,
  classifierSchema,
  toSpreads,
  unpackHead,
  unpackPrototypes,
} from './classifier-file.ts';
import { featureCount, featureLayout, featuresOf, rightHandPoints } from './features.ts';
import { type LoadedWay, likenessTo, loadWays } from './own-way.ts';
import type { Classification, Classifier } from './types.ts';

const damaged =
  'The classifier file is damaged or belongs to another version. Install the extension again, ' +
  'or rebuild the file with npm run train.';

/**
 * Builds a classifier from the parsed contents of a `classifier.json`.
 *
 * @throws Error with a sentence for the user when the file is not a complete classifier.
 */
export function loadClassifier(json: unknown): Classifier {
  const parsed = v.safeParse(classifierSchema, json);
  if (!parsed.success) throw new Error(damaged);
  return classifierOf(unpack(parsed.output), []);
}

function classifierOf(model: Model, ways: readonly LoadedWay[]): Classifier {
  const { gestures, thresholds } = model;
  return {
    gestures,
    thresholds,
    classify: (hand) => classify(model, ways, hand),
    withWays: (own) => classifierOf(model, loadWays(own, gestures, model)),
  };
}

interface Model {
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

function unpack(file: ClassifierFile): Model {
  const { gestures, thresholds, distance } = file;
  try {
    if (file.features !== featureLayout) throw new RangeError('other features');
    for (const { length } of [distance.centre, distance.spread]) {
      if (length !== featureCount) throw new RangeError('wrong length');
    }
    if (distance.far <= distance.near) throw new RangeError('wrong order');
    if (new Set(gestures).size !== gestures.length) throw new RangeError('a gesture twice');
    // `in` would also find inherited names such as `constructor`.
    if (gestures.some((gesture) => !Object.hasOwn(thresholds, gesture))) {
      throw new RangeError('a threshold is missing');
    }
    const heads = file.heads.map(unpackHead);
    for (const head of heads) checkChain(head, gestures.length);
    return {
      activation: file.activation ?? 'sigmoid',
      gestures,
      thresholds,
      heads,
      prototypes: unpackPrototypes(distance.prototypes, distance.count * featureCount),
      centre: Float32Array.from(distance.centre),
      spread: Float32Array.from(distance.spread),
      near: distance.near,
      far: distance.far,
    };
  } catch {
    throw new Error(damaged);
  }
}

/** Checks that each layer has as many inputs as the one before has outputs. */
function checkChain(head: Head, outputs: number): void {
  let width = featureCount;
  for (const layer of head) {
    if (layer.inputs !== width) throw new RangeError('layers do not fit');
    width = layer.outputs;
  }
  if (width !== outputs) throw new RangeError('layers do not fit');
}

function classify(model: Model, ways: readonly LoadedWay[], hand: Hand): Classification {
  const features = featuresOf(rightHandPoints(hand));
  const scaled = toSpreads(features, model);
  const presence = presenceFactor(hand.presence);
  const distance = distanceFactor(model, scaled);
  // How much the hand is like the user's own takes, by gesture.
  const likeness = new Map(ways.map((way) => [way.gesture, likenessTo(way, scaled)]));
  const sums = new Float32Array(model.gestures.length);
  for (const head of model.heads) {
    logits(head, features).forEach((value, i) => {
      sums[i] = sums[i]! + value / model.heads.length;
    });
  }
  for (const { gesture, bias } of ways) {
    sums[gesture] = sums[gesture]! + bias * likeness.get(gesture)!;
  }
  const activated = scoresOf({ logits: sums, na: null }, model.activation);
  const scores: Record<string, number> = {};
  let best: string | null = null;
  model.gestures.forEach((gesture, i) => {
    // Coinciding or broken landmarks give NaN; they must not name a gesture.
    // A hand like a take is not unknown, but only as that gesture.
    const score = activated[i]! * Math.max(distance, likeness.get(i) ?? 0) * presence;
    scores[gesture] = Number.isFinite(score) ? score : 0;
    if (best === null || scores[gesture]! > scores[best]!) best = gesture;
  });
  const passes = best !== null && scores[best]! >= model.thresholds[best]!;
  return { scores, gesture: passes ? best : null };
}

/**
 * Hands with a low presence name no gesture. On pictures of HaGRID's crops that were left out of
 * training, hardly one in five hands below a presence of 0.8 is named correctly, and of those above
 * 0.99 nearly all (docs/evaluation): at a low presence the landmarks themselves are wrong and could
 * cause a wrong caption.
 */
const noPresence = 0.7;
const fullPresence = 0.9;

/** 0 up to `noPresence`, 1 from `fullPresence`, linear in between. */
function presenceFactor(presence: number): number {
  return Math.max(0, Math.min(1, (presence - noPresence) / (fullPresence - noPresence)));
}

/**
 * The distance check: 1 up to the distance `near` from the nearest prototype of the training data,
 * falling linearly to 0 at `far`. A hand far from all training data is unknown, whatever its scores
 * are. Distance: root mean square over the features, each in units of its spread.
 */
function distanceFactor(model: Model, scaled: Float32Array): number {
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
