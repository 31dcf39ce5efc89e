/** Names the letters that are drawn, J and Z, by the strokes of a movement. */
import { classifyFeatures, loadOpenSet, named } from '../open-set.ts';
import type { MovementClassifier } from '../types.ts';
import { presenceOf } from './classifier.ts';
import { drawnFeatures, drawnSpace } from './drawn-features.ts';
import { strokesOf } from './stroke.ts';

/** Whether the parsed contents of a `movements.json` were trained on strokes. */
export const isOfStrokes = (json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  'features' in json &&
  json.features === drawnSpace.layout;

/**
 * Builds a classifier from the parsed contents of its file, which has the format of a `classifier.json`. A
 * movement's scores are those of the stroke that is most like each letter; without strokes all are 0.
 *
 * @throws Error with a sentence for the user when the file is damaged or was trained on other features.
 */
export function loadDrawnClassifier(json: unknown): MovementClassifier {
  const model = loadOpenSet(json, drawnSpace);
  const { gestures, thresholds } = model;
  return {
    gestures,
    thresholds,
    classify(movement) {
      const presence = presenceOf(movement);
      const judged = strokesOf(movement).map(
        (stroke) => classifyFeatures(model, drawnFeatures(stroke), presence).scores,
      );
      const scores = Object.fromEntries(
        gestures.map((id) => [id, Math.max(0, ...judged.map((one) => one[id]!))]),
      );
      return named(model, scores);
    },
  };
}
