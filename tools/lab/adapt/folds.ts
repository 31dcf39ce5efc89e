/**
 * The classifiers that people of the landmark bank are judged by: each was trained without one of them.
 * They get the shipped thresholds and are kept in build/, because training them takes minutes.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import type { BankRow } from '../bank/bank.ts';
import { calibratedAs, crossFingerprint } from '../evaluate/cross-validation.ts';
import { gesturesOf, type VocabularyId } from '../shapes.ts';
import { openCalibration } from '../train/calibration.ts';
import { type BankSample, samplesOf } from '../train/dataset.ts';
import { leaveOneOut } from '../train/folds.ts';
import { readClassifierFile } from '../train/kept.ts';
import { packClassifier } from '../train/pack.ts';
import { people, recipeOf, trainOn } from '../train/recipe.ts';

/** A classifier and the hands that it was not trained on. */
export interface LeftOutFold {
  name: string;
  /** Prefixes of the sources that show the person (or the few) who was left out. */
  sources: readonly string[];
  classifier: ClassifierFile;
  /** Also the share of the sources with many people that this fold holds. */
  test: readonly BankSample[];
}

const seed = 1;

/**
 * Trains the folds of calibration, or reads those that an earlier run left in build/, on the tfjs
 * backend that the caller has set.
 *
 * @throws Error with a sentence if a kept file is damaged.
 */
export async function leftOutFolds(
  vocabulary: VocabularyId,
  rows: readonly BankRow[],
  bankFolder: string,
  shipped: ClassifierFile,
  report: (line: string) => void,
): Promise<LeftOutFold[]> {
  const alone = people[vocabulary];
  const print = createHash('sha256')
    .update(crossFingerprint(vocabulary, bankFolder))
    .update(JSON.stringify(alone))
    .digest('hex')
    .slice(0, 16);
  const folder = join('build/left-out', `${vocabulary}-${print}`);
  const gestures = gesturesOf(vocabulary);
  const out: LeftOutFold[] = [];
  for (const [i, { name, train, test }] of leaveOneOut(
    samplesOf(vocabulary, rows),
    alone,
  ).entries()) {
    const file = join(folder, `${i}.json`);
    if (!existsSync(file)) {
      report(`${vocabulary}: training without ${name}, ${train.length} hands`);
      const trained = await trainOn(train, vocabulary, recipeOf(vocabulary), seed);
      const packed = packClassifier(
        vocabulary,
        gestures,
        trained,
        openCalibration(gestures.length),
      );
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `${JSON.stringify(packed)}\n`);
    }
    out.push({
      name,
      sources: alone[i]!,
      classifier: calibratedAs(read(file), shipped),
      test,
    });
  }
  return out;
}

function read(file: string): ClassifierFile {
  const classifier = readClassifierFile(file);
  if (classifier !== null) return classifier;
  throw new Error(`${file} is damaged. Delete it and run the command again.`);
}
