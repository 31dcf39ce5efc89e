/** Trains one vocabulary: calibrates on sources kept out in turn, then trains on all of them. */
import { calibrateThresholds, type Scored } from '../../src/learning/calibrate.ts';
import { UNKNOWN } from '../../src/learning/losses.ts';
import { nearestDistances } from '../../src/learning/neighbours.ts';
import type { Hand } from '../../src/recognizer/hand.ts';
import { loadClassifier } from '../../src/recognizer/signs/classifier.ts';
import {
  type ClassifierFile,
  toSpreads,
  unpackPrototypes,
} from '../../src/recognizer/signs/classifier-file.ts';
import { FEATURE_COUNT, featuresOf } from '../../src/recognizer/signs/features.ts';
import { gesturesOf, type VocabularyId } from '../shapes.ts';
import type { BankSample } from './dataset.ts';
import { type Fold, leaveOneSourceOut } from './folds.ts';
import { type Calibration, openCalibration, packClassifier } from './pack.ts';
import { type Recipe, trainOn } from './recipe.ts';

/** A held-out hand's scores without the distance check, and its distance from all prototypes. */
export interface HeldOut extends Scored {
  fold: string;
  sample: BankSample;
  distance: number;
}

/** Share of held-out known hands that the distance check may lower at all. */
const NEAR_QUANTILE = 0.98;
/** From full score to none over this many times the distance `near`. */
const FAR_FACTOR = 1.6;
/** How many right captions a wrong one costs. Silence is worth more than one missed letter. */
const FALSE_COST = 3;
const LOWEST_THRESHOLD = 0.3;
const HIGHEST_THRESHOLD = 0.9;

export interface RunOptions {
  vocabulary: VocabularyId;
  samples: readonly BankSample[];
  /** Sources of one person (or few): each is left out once. */
  alone: readonly string[];
  recipe: Recipe;
  seed: number;
  bankHash: string;
  report: (line: string) => void;
}

export interface RunResult {
  file: ClassifierFile;
  heldOut: HeldOut[];
}

export async function trainVocabulary(options: RunOptions): Promise<RunResult> {
  const { vocabulary, samples, recipe, seed, report } = options;
  const gestures = gesturesOf(vocabulary);
  const usable = samples.filter((sample) => sample.role !== 'unseen');
  const heldOut: HeldOut[] = [];
  for (const fold of leaveOneSourceOut(samples, options.alone)) {
    report(`${vocabulary}: without ${fold.name} (${fold.test.length} hands to score)`);
    const trained = await trainOn(fold.train, gestures.length, recipe, seed);
    const file = packClassifier(vocabulary, gestures, trained, openCalibration(gestures.length));
    heldOut.push(...scoreFold(fold, file));
  }
  const calibration = calibrate(heldOut, gestures.length);
  report(`${vocabulary}: all ${usable.length} hands`);
  const trained = await trainOn(usable, gestures.length, recipe, seed);
  return {
    file: packClassifier(vocabulary, gestures, trained, calibration, {
      seed,
      hands: usable.length,
      bank: options.bankHash,
    }),
    heldOut,
  };
}

/** Scores a fold's hands with the rounded classifier, as it would ship. */
function scoreFold(fold: Fold, file: ClassifierFile): HeldOut[] {
  const classifier = loadClassifier(file);
  const { distance } = file;
  const flat = unpackPrototypes(distance.prototypes, distance.count * FEATURE_COUNT);
  const prototypes = Array.from({ length: distance.count }, (_, i) =>
    flat.subarray(i * FEATURE_COUNT, (i + 1) * FEATURE_COUNT),
  );
  const rows = fold.test.map((sample) => toSpreads(featuresOf(sample.points), distance));
  const distances = nearestDistances(rows, prototypes);
  const weights = balancedWeights(fold.test);
  return fold.test.map((sample, i) => {
    const { scores } = classifier.classify(handOfPoints(sample.points));
    return {
      fold: fold.name,
      sample,
      label: sample.label,
      scores: file.gestures.map((gesture) => scores[gesture]!),
      weight: weights[i]!,
      distance: distances[i]! / Math.sqrt(FEATURE_COUNT),
    };
  });
}

/** Each origin counts alike within its gesture (or within the unknown), however many its hands. */
function balancedWeights(samples: readonly BankSample[]): number[] {
  const sizes = new Map<string, number>();
  const keyOf = (sample: BankSample) => `${sample.label}/${sample.origin}`;
  for (const sample of samples) sizes.set(keyOf(sample), (sizes.get(keyOf(sample)) ?? 0) + 1);
  return samples.map((sample) => 1 / Math.sqrt(sizes.get(keyOf(sample))!));
}

export function handOfPoints(points: Float32Array): Hand {
  const landmarks = Array.from(
    { length: points.length / 3 },
    (_, i) => [points[i * 3]!, points[i * 3 + 1]!, points[i * 3 + 2]!] as const,
  );
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}

/** Distance check first, then thresholds on the scores that it leaves. */
export function calibrate(heldOut: readonly HeldOut[], gestureCount: number): Calibration {
  const distances = heldOut
    .filter((hand) => hand.label !== UNKNOWN)
    .map((hand) => hand.distance)
    .sort((a, b) => a - b);
  const near = distances[Math.floor(NEAR_QUANTILE * (distances.length - 1))] ?? 1;
  const far = near * FAR_FACTOR;
  const checked = heldOut.map((hand) => {
    const factor = Math.max(0, Math.min(1, (far - hand.distance) / (far - near)));
    return { ...hand, scores: Array.from(hand.scores, (score) => score * factor) };
  });
  const thresholds = calibrateThresholds(checked, {
    gestureCount,
    falseCost: FALSE_COST,
    lowest: LOWEST_THRESHOLD,
    highest: HIGHEST_THRESHOLD,
  });
  return { thresholds, near, far };
}
