import { classifyFeatures, loadOpenSet } from '../open-set.ts';
import type { MovementClassifier } from '../types.ts';
import type { Embedding } from './embedding.ts';
import type { Movement } from './movement.ts';

/**
 * Builds a classifier of movements from the parsed contents of its file, which has the format of a
 * `classifier.json`; its features are the numbers of the embedding.
 *
 * @throws Error with a sentence for the user when the file is damaged, or was trained with another embedding.
 */
export function loadMovementClassifier(json: unknown, embedding: Embedding): MovementClassifier {
  const model = loadOpenSet(json, embedding);
  const { gestures, thresholds } = model;
  return {
    gestures,
    thresholds,
    classify: (movement) =>
      classifyFeatures(model, embedding.embed(movement), presenceOf(movement)),
  };
}

/** Mean presence over all moments of both hands. */
export function presenceOf({ left, right }: Movement): number {
  const all = [...left, ...right];
  return all.reduce((sum, { presence }) => sum + presence, 0) / all.length;
}
