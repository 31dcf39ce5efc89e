import type { Hand } from '../hand.ts';
import { toSpreads } from './classifier-file.ts';
import { featureCount, featureLayout, featuresOf, rightHandPoints } from './features.ts';
import { classifyFeatures, loadOpenSet, type OpenSet } from './open-set.ts';
import { type LoadedWay, likenessTo, loadWays } from './own-way.ts';
import type { Classification, Classifier } from './types.ts';

/**
 * Builds a classifier of held hands from the parsed contents of a `classifier.json`.
 *
 * @throws Error with a sentence for the user when the file is not a complete classifier.
 */
export function loadClassifier(json: unknown): Classifier {
  return classifierOf(loadOpenSet(json, { layout: featureLayout, count: featureCount }), []);
}

function classifierOf(model: OpenSet, ways: readonly LoadedWay[]): Classifier {
  const { gestures, thresholds } = model;
  return {
    gestures,
    thresholds,
    classify: (hand) => classify(model, ways, hand),
    withWays: (own) => classifierOf(model, loadWays(own, gestures, model)),
  };
}

function classify(model: OpenSet, ways: readonly LoadedWay[], hand: Hand): Classification {
  const features = featuresOf(rightHandPoints(hand));
  const scaled = toSpreads(features, model);
  const own = ways.map((way) => ({ ...way, likeness: likenessTo(way, scaled) }));
  return classifyFeatures(model, features, hand.presence, own, scaled);
}
