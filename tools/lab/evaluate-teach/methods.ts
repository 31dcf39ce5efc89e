/** Ways to learn a case: the product's, and those that it is compared with. */
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

const known = new WeakMap<Float32Array, Float32Array>();

/** Every method asks for the same hands' features. */
function featuresOf(points: Float32Array): Float32Array {
  const kept = known.get(points) ?? computeFeatures(points);
  known.set(points, kept);
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
  what: Case,
  recipe: TeachingRecipe = teachingRecipe,
): Promise<Scorer> {
  return scorerOf(await fitted(what, recipe));
}

const fitted = (what: Case, recipe: TeachingRecipe) =>
  learn({
    keys: what.gestures.map(({ key }) => key),
    own: ownHands(what.gestures, []),
    shipped: what.shipped,
    recipe,
    seed: what.seed,
  });

/** Closed set: a softmax over the taught gestures that never saw another hand. */
export async function softmaxScorer(what: Case): Promise<Scorer> {
  const recipe = { ...teachingRecipe, objective: ce, shares: { ...teachingRecipe.shares } };
  const none = { nothing: 0, idle: 0, shipped: 0, other: 0, near: 0, made: 0 };
  const file = await fitted(what, { ...recipe, shares: { ...recipe.shares, ...none } });
  const head = unpackHead(file.heads[0]!);
  return (points) => softmax(logits(head, featuresOf(points)));
}

/** A softmax with one more output, for the very hands that the product trains as none. */
export async function softmaxWithRestScorer(what: Case): Promise<Scorer> {
  const head = unpackHead(
    (await fitted(what, { ...teachingRecipe, objective: ceNa, keepAll: true })).heads[0]!,
  );
  return (points) => softmax(logits(head, featuresOf(points))).slice(0, what.gestures.length);
}

function softmax(values: Float32Array): Float32Array {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}

/** Hands of the bank that the nearest one is looked for among. */
const bankHands = 600;

/** Nearest own sample: a closed set with a distance. */
export function nearestScorer(what: Case, against: boolean): Scorer {
  const own = ownHands(what.gestures, []);
  const features = (hands: readonly { points: Float32Array }[]) =>
    hands.map(({ points }) => featuresOf(points));
  const space = spaceOf(features([...own, ...what.shipped]));
  const scaled = (rows: Float32Array[]) => rows.map((row) => toSpreads(row, space));
  const references = what.gestures.map((_, label) =>
    scaled(features(own.filter((hand) => hand.label === label))),
  );
  // Enough to know what is near, and no more: every hand is compared with each.
  const every = Math.ceil(what.shipped.length / bankHands);
  const bank = against ? scaled(features(what.shipped.filter((_, i) => i % every === 0))) : [];
  return (points) => {
    const row = [toSpreads(featuresOf(points), space)];
    const none = against ? nearestDistances(row, bank)[0]! : 1;
    return references.map((rows) => -nearestDistances(row, rows)[0]! / none);
  };
}
