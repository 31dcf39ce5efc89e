/** Packs a trained classifier into the file that ships. */
import {
  type ClassifierFile,
  classifierFormat,
  packLayer,
  packPrototypes,
} from '../../../src/recognizer/signs/classifier-file.ts';
import { featureLayout } from '../../../src/recognizer/signs/features.ts';
import type { Calibration } from './calibration.ts';
import type { Trained } from './recipe.ts';

export function packClassifier(
  vocabulary: string,
  gestures: readonly string[],
  trained: Trained,
  { thresholds, near, far }: Calibration,
  training: Record<string, string | number> = {},
): ClassifierFile {
  return {
    format: classifierFormat,
    vocabulary,
    features: featureLayout,
    gestures: [...gestures],
    thresholds: Object.fromEntries(
      gestures.map((gesture, i) => [gesture, Number(thresholds[i]!.toFixed(3))]),
    ),
    activation: trained.activation,
    heads: trained.heads.map((head) => head.map(packLayer)),
    distance: {
      count: trained.prototypes.length,
      centre: trained.centre,
      spread: trained.spread,
      prototypes: packPrototypes(trained.prototypes),
      near: Number(near.toFixed(3)),
      far: Number(far.toFixed(3)),
    },
    training,
  };
}
