/** Trains one vocabulary: calibrates on sources left out in turn, then trains on all of them. */

import type { Confusions } from '../../../src/captions/spelling/costs.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import { type ClassifierFile, toSpreads } from '../../../src/recognizer/signs/classifier-file.ts';
import { featuresOf } from '../../../src/recognizer/signs/features.ts';
import { prototypeDistances } from '../../../src/teaching/taught-file.ts';
import type { Table } from '../evaluate/table.ts';
import { gesturesOf, type VocabularyId } from '../shapes.ts';
import { calibrate, checkedScores, openCalibration } from './calibration.ts';
import { confusionsOf } from './confusions.ts';
import type { BankSample } from './dataset.ts';
import { type Fold, leaveOneOut } from './folds.ts';
import type { HeldOut } from './held-out.ts';
import { leftOutTable } from './left-out.ts';
import { packClassifier } from './pack.ts';
import { type Recipe, trainOn } from './recipe.ts';

export interface RunOptions {
  vocabulary: VocabularyId;
  samples: readonly BankSample[];
  /** Sources of one person (or a few), by fold; each is left out once. */
  alone: readonly (readonly string[])[];
  recipe: Recipe;
  seed: number;
  bankHash: string;
  report: (line: string) => void;
  /** Called with the finished share of the whole run, 0..1. */
  progress?: (share: number) => void;
}

export interface RunResult {
  file: ClassifierFile;
  leftOut: Table;
  confusions: Confusions;
}

export async function trainVocabulary(options: RunOptions): Promise<RunResult> {
  const { vocabulary, samples, recipe, seed, report } = options;
  const gestures = gesturesOf(vocabulary);
  const usable = samples.filter((sample) => sample.role !== 'unseen');
  const heldOut: HeldOut[] = [];
  const runs = options.alone.length + 1;
  let run = 0;
  const reportShare = (share: number) => options.progress?.((run + share) / runs);
  for (const fold of leaveOneOut(samples, options.alone)) {
    report(`${vocabulary}: without ${fold.name} (${fold.test.length} hands to score)`);
    const trained = await trainOn(fold.train, vocabulary, recipe, seed, reportShare);
    run++;
    const file = packClassifier(vocabulary, gestures, trained, openCalibration(gestures.length));
    heldOut.push(...scoreFold(fold, file));
  }
  const calibration = calibrate(heldOut, gestures.length);
  report(`${vocabulary}: all ${usable.length} hands`);
  const trained = await trainOn(usable, vocabulary, recipe, seed, reportShare);
  const file = packClassifier(vocabulary, gestures, trained, calibration, {
    seed,
    hands: usable.length,
    bank: options.bankHash,
    idleLeftOut: calibration.idle?.hands ?? 0,
    idleAccepted: calibration.idle?.accepted ?? 0,
  });
  return {
    file,
    leftOut: leftOutTable(vocabulary, heldOut, calibration),
    confusions: confusionsOf(vocabulary, gestures, checkedBy(file, heldOut)),
  };
}

/** The scores after the distance check of a file, whose limits are rounded. */
const checkedBy = ({ distance }: ClassifierFile, heldOut: readonly HeldOut[]): HeldOut[] =>
  heldOut.map((hand) => ({
    ...hand,
    scores: checkedScores(hand, { ...distance, thresholds: [] }),
  }));

/**
 * How left-out people's hands are read.
 *
 * @param folds each with the classifier that was trained without it, and the shipped distance check
 */
export function confusionsOfFolds(
  folds: readonly { name: string; test: readonly BankSample[]; classifier: ClassifierFile }[],
): Confusions {
  const { vocabulary, gestures } = folds[0]!.classifier;
  const heldOut = folds.flatMap((fold) => scoreFold(fold, fold.classifier));
  return confusionsOf(vocabulary, gestures, heldOut);
}

/** Scores a fold's hands with the rounded classifier, as it would ship. */
function scoreFold(
  fold: Pick<Fold, 'name'> & { test: readonly BankSample[] },
  file: ClassifierFile,
): HeldOut[] {
  const classifier = loadClassifier(file);
  const { distance } = file;
  const rows = fold.test.map((sample) => toSpreads(featuresOf(sample.points), distance));
  const distances = prototypeDistances(rows, distance);
  const weights = balancedWeights(fold.test);
  return fold.test.map((sample, i) => {
    const { scores } = classifier.classify(handOfPoints(sample.points));
    return {
      fold: fold.name,
      sample,
      label: sample.label,
      scores: file.gestures.map((gesture) => scores[gesture]!),
      weight: weights[i]!,
      distance: distances[i]!,
    };
  });
}

/** Weights hands by one over the square root of their origin's size, within each gesture and the unknown hands. */
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
