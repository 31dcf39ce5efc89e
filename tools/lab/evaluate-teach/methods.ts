/** Methods to learn a case: the product's, and those that it is compared with. */
import { logits } from '../../../src/learning/infer.ts';
import { nearestDistances } from '../../../src/learning/neighbours.ts';
import { ce, ceNa } from '../../../src/learning/objectives.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import {
  type ClassifierFile,
  toSpreads,
  unpackHead,
} from '../../../src/recognizer/signs/classifier-file.ts';
import { featuresOf as computeFeatures } from '../../../src/recognizer/signs/features.ts';
import { learn } from '../../../src/teaching/learn.ts';
import { ownHands } from '../../../src/teaching/points.ts';
import { type TeachingRecipe, teachingRecipe } from '../../../src/teaching/recipe.ts';
import { spaceOf } from '../../../src/teaching/space.ts';
import { handOfPoints } from '../train/run.ts';
import type { Case } from './cases.ts';
import type { Scorer } from './figures.ts';

const featureCache = new WeakMap<Float32Array, Float32Array>();

/** Cached, because every method needs the features of the same hands. */
function featuresOf(points: Float32Array): Float32Array {
  const kept = featureCache.get(points) ?? computeFeatures(points);
  featureCache.set(points, kept);
  return kept;
}

export function scorerOf(file: ClassifierFile): Scorer {
  const classifier = loadClassifier(file);
  return (points) => {
    const { scores } = classifier.classify(handOfPoints(points));
    return file.gestures.map((key) => scores[key]!);
  };
}

/** The product's own training, without its thresholds. */
export async function taughtScorer(
  teachingCase: Case,
  recipe: TeachingRecipe = teachingRecipe,
): Promise<Scorer> {
  return scorerOf(await fitted(teachingCase, recipe));
}

const fitted = (teachingCase: Case, recipe: TeachingRecipe) =>
  learn({
    keys: teachingCase.gestures.map(({ key }) => key),
    own: ownHands(teachingCase.gestures, []),
    shipped: teachingCase.shipped,
    recipe,
    seed: teachingCase.seed,
  });

/** Closed set: a softmax over the taught gestures, trained on no other hands. */
export async function softmaxScorer(teachingCase: Case): Promise<Scorer> {
  const recipe = { ...teachingRecipe, objective: ce, shares: { ...teachingRecipe.shares } };
  const none = { nothing: 0, idle: 0, shipped: 0, other: 0, near: 0, made: 0 };
  const file = await fitted(teachingCase, { ...recipe, shares: { ...recipe.shares, ...none } });
  const head = unpackHead(file.heads[0]!);
  return (points) => softmax(logits(head, featuresOf(points)));
}

/** A softmax with one more output, for the hands that the product trains as none of the gestures. */
export async function softmaxWithRestScorer(teachingCase: Case): Promise<Scorer> {
  const head = unpackHead(
    (await fitted(teachingCase, { ...teachingRecipe, objective: ceNa, keepAll: true })).heads[0]!,
  );
  return (points) =>
    softmax(logits(head, featuresOf(points))).slice(0, teachingCase.gestures.length);
}

function softmax(values: Float32Array): Float32Array {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}

/** About how many hands of the bank to search for the nearest one. */
const bankHands = 600;

/**
 * Distance to the nearest own sample, as a closed set.
 * @param against whether to divide it by the distance to the nearest hand of the bank
 */
export function nearestScorer(teachingCase: Case, against: boolean): Scorer {
  const own = ownHands(teachingCase.gestures, []);
  const features = (hands: readonly { points: Float32Array }[]) =>
    hands.map(({ points }) => featuresOf(points));
  const space = spaceOf(features([...own, ...teachingCase.shipped]));
  const scaled = (rows: Float32Array[]) => rows.map((row) => toSpreads(row, space));
  const references = teachingCase.gestures.map((_, label) =>
    scaled(features(own.filter((hand) => hand.label === label))),
  );
  // A subset is enough, and every hand is compared with each.
  const every = Math.ceil(teachingCase.shipped.length / bankHands);
  const bank = against
    ? scaled(features(teachingCase.shipped.filter((_, i) => i % every === 0)))
    : [];
  return (points) => {
    const row = [toSpreads(featuresOf(points), space)];
    const none = against ? nearestDistances(row, bank)[0]! : 1;
    return references.map((rows) => -nearestDistances(row, rows)[0]! / none);
  };
}
