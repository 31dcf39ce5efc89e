/**
 * From samples to a classifier with a report: cross-validation, then the final training. Seeded.
 */
import { unknownLabel } from '../learning/losses.ts';
import { createRandom } from '../learning/random.ts';
import type { Hand } from '../recognizer/hand.ts';
import { loadClassifier } from '../recognizer/signs/classifier.ts';
import { type ClassifierFile, toSpreads } from '../recognizer/signs/classifier-file.ts';
import { featuresOf } from '../recognizer/signs/features.ts';
import { type BankHand, besideVocabularies, idleShape, type ShippedHand } from './bank.ts';
import { createFeatureCache } from './feature-cache.ts';
import { type Hooks, learn } from './learn.ts';
import { type OwnHand, ownHands } from './points.ts';
import { type TeachingRecipe, teachingRecipe } from './recipe.ts';
import { reportOf } from './report.ts';
import { folds, foldsOf } from './split.ts';
import { calibratedFile, prototypeDistances } from './taught-file.ts';
import { calibrate, type HeldHand, type HeldKind, heldKindOf } from './thresholds.ts';
import type { QualityReport, TeachingProgress, TeachingTask } from './types.ts';

export interface TeachOptions extends Omit<Hooks, 'onProgress'> {
  onProgress?: (progress: TeachingProgress) => void;
  recipe?: TeachingRecipe;
}

export interface Taught {
  classifier: ClassifierFile;
  report: QualityReport;
}

/**
 * Trains on the task's samples and the bank, on the tfjs backend that the caller has set.
 * The same task, bank and seed give the same classifier on the same backend. All tensors made here
 * are disposed of, also on abort.
 *
 * @throws RangeError if there is no gesture with a sample; the signal's reason when aborted.
 */
export async function teach(
  task: TeachingTask,
  bank: readonly BankHand[],
  options: TeachOptions = {},
): Promise<Taught> {
  const { recipe = teachingRecipe } = options;
  const gestures = task.gestures.filter(({ samples }) => samples.length > 0);
  const keys = gestures.map(({ key }) => key);
  const own = ownHands(gestures, task.unknowns);
  const shipped = besideVocabularies(bank, task.vocabularies);
  const weight = recipe.foldBatches / (folds * recipe.foldBatches + recipe.batches);
  const run = (from: number, share: number, stage: TeachingProgress['stage']) => ({
    signal: options.signal,
    pause: options.pause,
    onProgress: (done: number) =>
      options.onProgress?.({ share: Math.min(1, from + share * done), stage }),
  });
  const cache = createFeatureCache(recipe.augmentation, createRandom(task.seed));
  const held: HeldHand[] = [];
  for (const [fold, { train, test }] of foldsOf(own).entries()) {
    const isOut = ({ split }: ShippedHand) => split % folds === fold;
    const file = await learn({
      keys,
      own: train,
      shipped: shipped.filter((hand) => !isOut(hand)),
      recipe: { ...recipe, batches: recipe.foldBatches },
      seed: task.seed + fold + 1,
      cache,
      ...run(fold * weight, weight, 'checking'),
    });
    held.push(
      ...scored(file, test.map(toHeld)),
      ...scored(file, shipped.filter(isOut).map(fromBank)),
    );
  }
  const calibration = calibrate(held, keys.length);
  const from = folds * weight;
  const learnt = await learn({
    keys,
    own,
    shipped,
    recipe,
    seed: task.seed,
    cache,
    ...run(from, 1 - from, 'training'),
  });
  options.onProgress?.({ share: 1, stage: 'report' });
  return {
    classifier: calibratedFile(learnt, calibration, {
      seed: task.seed,
      hands: own.length,
      shipped: shipped.length,
    }),
    report: reportOf({ keys, own, held, calibration }),
  };
}

type Unscored = Omit<HeldHand, 'scores' | 'distance'> & {
  points: Float32Array;
  presence: number;
};

function toHeld({ label, origin, id, points, presence }: OwnHand): Unscored {
  return { kind: heldKindOf(origin), label, id, points, presence };
}

function fromBank({ key, shape, points }: ShippedHand): Unscored {
  const kind: HeldKind = key !== null ? 'shipped' : shape === idleShape ? 'idle' : 'other';
  return { kind, label: unknownLabel, id: key, points, presence: 1 };
}

/** Scores and distances by the rounded classifier, as captions would use it. */
function scored(file: ClassifierFile, hands: readonly Unscored[]): HeldHand[] {
  const classifier = loadClassifier(file);
  const rows = hands.map(({ points }) => toSpreads(featuresOf(points), file.distance));
  const distances = prototypeDistances(rows, file.distance);
  return hands.map(({ points, presence, ...hand }, i) => {
    const { scores } = classifier.classify(rightHand(points, presence));
    return {
      ...hand,
      scores: file.gestures.map((key) => scores[key]!),
      distance: distances[i]!,
    };
  });
}

function rightHand(points: Float32Array, presence: number): Hand {
  const landmarks = Array.from(
    { length: points.length / 3 },
    (_, i) => [points[i * 3]!, points[i * 3 + 1]!, points[i * 3 + 2]!] as const,
  );
  return { landmarks, handedness: 'Right', leftness: 0, presence };
}
