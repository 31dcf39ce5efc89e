/**
 * Cross-validates on hundreds of people and idle hands: HaGRID's people (landmark file) and pictures
 * (crops) are divided into parts, and each part is judged by a classifier that was trained on all the
 * others. Every other source is trained on in all parts.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { featureLayout } from '../../../src/recognizer/signs/features.ts';
import type { BankRow } from '../bank/bank.ts';
import { gesturesOf, roleOf, shapes, type VocabularyId } from '../shapes.ts';
import { openCalibration } from '../train/calibration.ts';
import { picturesOf, samplesOf } from '../train/dataset.ts';
import { readClassifierFile } from '../train/kept.ts';
import { packClassifier } from '../train/pack.ts';
import { type Recipe, recipeOf, trainOn } from '../train/recipe.ts';
import { hashOfFolder } from './inputs.ts';

export const foldParts = 3;
const seed = 1;
const poses = join(import.meta.dirname, '../signer/poses');

/** Whether a row belongs to a single part; all other rows are trained on in every part. */
export const isDealt = ({ source }: Pick<BankRow, 'source'>): boolean =>
  source.startsWith('hagrid-');

/** The part whose classifier has not seen this row's person or picture: 0 to foldParts - 1. */
export function partOf({ source, group }: Pick<BankRow, 'source' | 'group'>): number {
  const hash = createHash('sha256')
    .update(`${picturesOf(source)}/${group}`)
    .digest();
  return hash.readUInt32LE(0) % foldParts;
}

/** The rows that the classifier of a part is trained on. */
export const trainingRows = (rows: readonly BankRow[], part: number): BankRow[] =>
  rows.filter((row) => !isDealt(row) || partOf(row) !== part);

/** A hash of everything that the classifiers depend on except the program text. */
export function crossFingerprint(vocabulary: VocabularyId, bankFolder: string): string {
  const table = shapes.map((shape) => [shape, roleOf(vocabulary, shape)]);
  const { objective, hidden, heads, transposed, ...rest } = recipeOf(vocabulary);
  // `turned` is an earlier name of `transposed`: another name would make stored classifiers unusable.
  const recipe = { hidden, heads, turned: transposed, ...rest };
  const gestures = gesturesOf(vocabulary);
  const choice = { foldParts, seed, featureLayout, recipe, loss: objective.name, gestures };
  return createHash('sha256')
    .update(JSON.stringify([choice, table]))
    .update(hashOfFolder(bankFolder))
    .update(hashOfFolder(poses))
    .digest('hex')
    .slice(0, 16);
}

/** Where the classifiers of a fingerprint are stored. */
export interface CrossFolder {
  vocabulary: VocabularyId;
  /** Contains a folder for each vocabulary and fingerprint. */
  root: string;
  fingerprint: string;
}

const fileOf = ({ root, vocabulary, fingerprint }: CrossFolder, part: number): string =>
  join(root, `${vocabulary}-${fingerprint}`, `part-${part + 1}.json`);

/**
 * The classifiers of all parts; null if one is missing.
 *
 * @throws Error with a sentence if a file is damaged.
 */
export function readCross(folder: CrossFolder): ClassifierFile[] | null {
  const files: ClassifierFile[] = [];
  for (let part = 0; part < foldParts; part++) {
    const name = fileOf(folder, part);
    if (!existsSync(name)) return null;
    const classifier = readClassifierFile(name);
    if (classifier === null) {
      throw new Error(
        `${name} is damaged. Delete it and run npm run evaluate -- --cross-validate.`,
      );
    }
    files.push(classifier);
  }
  return files;
}

/**
 * Trains the missing classifiers, part by part, on the tfjs backend that the caller has set. An
 * interrupted run continues where it stopped.
 */
export async function trainCross(
  folder: CrossFolder,
  rows: readonly BankRow[],
  report: (line: string) => void,
  recipe: Recipe = recipeOf(folder.vocabulary),
): Promise<void> {
  const { vocabulary } = folder;
  const gestures = gesturesOf(vocabulary);
  for (let part = 0; part < foldParts; part++) {
    const name = fileOf(folder, part);
    if (existsSync(name)) continue;
    const samples = samplesOf(vocabulary, trainingRows(rows, part)).filter(
      ({ role }) => role !== 'unseen',
    );
    report(`${vocabulary}: part ${part + 1} of ${foldParts}, ${samples.length} hands to train on`);
    const trained = await trainOn(samples, vocabulary, recipe, seed);
    const file = packClassifier(vocabulary, gestures, trained, openCalibration(gestures.length));
    mkdirSync(join(name, '..'), { recursive: true });
    writeFileSync(name, `${JSON.stringify(file)}\n`);
  }
}

/**
 * Gives a part's classifier the shipped thresholds and distance check; if the shipped classifier has
 * other gestures, all thresholds are 0.5.
 */
export function calibratedAs(file: ClassifierFile, shipped: ClassifierFile): ClassifierFile {
  const same = file.gestures.join() === shipped.gestures.join();
  if (!same) {
    return { ...file, thresholds: Object.fromEntries(file.gestures.map((name) => [name, 0.5])) };
  }
  const { near, far } = shipped.distance;
  return { ...file, thresholds: shipped.thresholds, distance: { ...file.distance, near, far } };
}
