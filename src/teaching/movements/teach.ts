/** From samples of moving signs to a classifier with a report. Seeded. */
import { unknownLabel } from '../../learning/losses.ts';
import { createRandom } from '../../learning/random.ts';
import type { UnknownSample } from '../../packs/samples.ts';
import { type ClassifierFile, toSpreads } from '../../recognizer/signs/classifier-file.ts';
import type { Embedding } from '../../recognizer/signs/movement/embedding.ts';
import { classifyFeatures, loadOpenSet } from '../../recognizer/signs/open-set.ts';
import type { Hooks } from '../learn.ts';
import { reportOf } from '../report.ts';
import { folds, foldsOf } from '../split.ts';
import { calibratedFile, prototypeDistances } from '../taught-file.ts';
import { calibrate, type HeldHand, heldKindOf } from '../thresholds.ts';
import type { QualityReport, TaughtGesture } from '../types.ts';
import type { BankMovement } from './bank.ts';
import { learnMovements } from './learn.ts';
import { withoutLookalikes } from './lookalikes.ts';
import { type OwnMovement, ownMovements } from './own.ts';
import { type MovementRecipe, movementRecipe } from './recipe.ts';

export interface TeachMovementsOptions extends Hooks {
  recipe?: MovementRecipe;
  seed: number;
}

export interface TaughtMovements {
  classifier: ClassifierFile;
  report: QualityReport;
}

/**
 * Trains on the user's takes and the bank, on the tfjs backend that the caller has set. The same input
 * and seed give the same classifier on the same backend.
 *
 * @param gestures moving ones, each with samples. @param unknowns movements only
 * @throws the signal's reason when aborted
 */
export async function teachMovements(
  gestures: readonly TaughtGesture[],
  unknowns: readonly UnknownSample[],
  { embedding, bank: all }: { embedding: Embedding; bank: readonly BankMovement[] },
  options: TeachMovementsOptions,
): Promise<TaughtMovements> {
  const { recipe = movementRecipe, seed } = options;
  const keys = gestures.map(({ key }) => key);
  const own = await ownMovements(gestures, unknowns, {
    embedding,
    augmentation: recipe.augmentation,
    copies: recipe.copies,
    random: createRandom(seed),
    breathe: async () => {
      await options.pause?.();
      options.signal?.throwIfAborted();
    },
  });
  const bank = withoutLookalikes(all, own, recipe.likeness);
  const isOut = (i: number, fold: number) => i % folds === fold;
  const runs = folds + 1;
  const train = (run: number, mine: readonly OwnMovement[], others: readonly BankMovement[]) =>
    learnMovements({
      keys,
      own: mine,
      bank: others,
      layout: embedding.layout,
      recipe,
      seed: seed + run,
      signal: options.signal,
      pause: options.pause,
      onProgress: (share) => options.onProgress?.((run + share) / runs),
    });
  const held: HeldHand[] = [];
  for (const [fold, { train: mine, test }] of foldsOf(own).entries()) {
    if (!mine.some(({ label }) => label !== unknownLabel)) continue;
    const file = await train(
      fold,
      mine,
      bank.filter((_, i) => !isOut(i, fold)),
    );
    held.push(
      ...scored(file, embedding, [
        ...test.map(ofOwn),
        ...bank.filter((_, i) => isOut(i, fold)).map(ofBank),
      ]),
    );
  }
  const calibration = calibrate(held, keys.length, recipe.calibration);
  const learnt = await train(folds, own, bank);
  return {
    classifier: calibratedFile(learnt, calibration, {
      seed,
      movements: own.length,
      bank: bank.length,
    }),
    report: reportOf({ keys, own, held, moves: true, calibration }),
  };
}

type Unscored = Omit<HeldHand, 'scores' | 'distance'> & {
  numbers: Float32Array;
  presence: number;
};

function ofOwn({ label, origin, id, numbers, presence }: OwnMovement): Unscored {
  return { kind: heldKindOf(origin), label, id, numbers, presence };
}

const ofBank = ({ isIdle, numbers }: BankMovement): Unscored => ({
  kind: isIdle ? 'idle' : 'other',
  label: unknownLabel,
  id: null,
  numbers,
  presence: 1,
});

/** Scores and distances by the rounded classifier, as captions would use it. */
function scored(
  file: ClassifierFile,
  embedding: Embedding,
  movements: readonly Unscored[],
): HeldHand[] {
  const model = loadOpenSet(file, embedding);
  const rows = movements.map(({ numbers }) => toSpreads(numbers, model));
  const distances = prototypeDistances(rows, file.distance);
  return movements.map(({ numbers, presence, ...held }, i) => {
    const { scores } = classifyFeatures(model, numbers, presence);
    return {
      ...held,
      scores: file.gestures.map((key) => scores[key]!),
      distance: distances[i]!,
    };
  });
}
