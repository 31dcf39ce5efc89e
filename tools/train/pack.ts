/** From trained numbers to the file that ships. */
import {
  CLASSIFIER_FORMAT,
  type ClassifierFile,
  packLayer,
  packPrototypes,
} from '../../src/recognizer/signs/classifier-file.ts';
import { FEATURE_LAYOUT } from '../../src/recognizer/signs/features.ts';
import type { Trained } from './recipe.ts';

export interface Calibration {
  /** One per gesture. */
  thresholds: readonly number[];
  near: number;
  far: number;
}

/** A calibration that lets every score through unchanged: to score before calibrating. */
export function openCalibration(gestureCount: number): Calibration {
  return { thresholds: new Array<number>(gestureCount).fill(0), near: 1e3, far: 2e3 };
}

export function packClassifier(
  vocabulary: string,
  gestures: readonly string[],
  trained: Trained,
  { thresholds, near, far }: Calibration,
  training: Record<string, string | number> = {},
): ClassifierFile {
  return {
    format: CLASSIFIER_FORMAT,
    vocabulary,
    features: FEATURE_LAYOUT,
    gestures: [...gestures],
    thresholds: Object.fromEntries(
      gestures.map((gesture, i) => [gesture, Number(thresholds[i]!.toFixed(3))]),
    ),
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
