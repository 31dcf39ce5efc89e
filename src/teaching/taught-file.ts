/** The file of a taught classifier, whatever its features are: as it is learnt, and as it is kept. */
import * as v from 'valibot';
import { nearestDistances } from '../learning/neighbours.ts';
import type { Head } from '../learning/train.ts';
import {
  type ClassifierFile,
  classifierFormat,
  classifierSchema,
  packLayer,
  unpackHead,
  unpackPrototypes,
} from '../recognizer/signs/classifier-file.ts';
import type { Calibration } from './thresholds.ts';

/** Name of the vocabulary in a taught classifier's file. */
export const taught = 'taught';

/** A distance check that everything passes, so that scores are those of the heads. */
const openDistance = { near: 1e3, far: 2e3 };

/**
 * A classifier whose thresholds are 0 and whose distance check everything passes.
 *
 * @param features layout of the features. @param space with the prototypes in it
 */
export function openFile(
  keys: readonly string[],
  features: string,
  heads: readonly Head[],
  space: Omit<ClassifierFile['distance'], 'near' | 'far'>,
): ClassifierFile {
  return {
    format: classifierFormat,
    vocabulary: taught,
    features,
    gestures: [...keys],
    thresholds: Object.fromEntries(keys.map((key) => [key, 0])),
    heads: heads.map((head) => head.map(packLayer)),
    distance: { ...space, ...openDistance },
  };
}

/** The same classifier with thresholds and distance check, rounded as they are stored. */
export function calibratedFile(
  learnt: ClassifierFile,
  { thresholds, near, far }: Calibration,
  training: ClassifierFile['training'],
): ClassifierFile {
  const rounded = (value: number): number => Number(value.toFixed(3));
  return {
    ...learnt,
    thresholds: Object.fromEntries(learnt.gestures.map((key, i) => [key, rounded(thresholds[i]!)])),
    distance: { ...learnt.distance, near: rounded(near), far: rounded(far) },
    training,
  };
}

/**
 * The distance of each row to the nearest prototype, as the distance check measures it.
 *
 * @param rows features in their spreads
 */
export function prototypeDistances(
  rows: readonly Float32Array[],
  { count, centre, prototypes }: ClassifierFile['distance'],
): number[] {
  const width = centre.length;
  const flat = unpackPrototypes(prototypes, count * width);
  const each = Array.from({ length: count }, (_, i) => flat.subarray(i * width, (i + 1) * width));
  return Array.from(nearestDistances(rows, each), (distance) => distance / Math.sqrt(width));
}

/**
 * Whether this is a whole classifier's file, whatever its features are: a later version of the
 * extension may have others, and then asks the user to train again.
 */
export function isClassifierFile(json: unknown): boolean {
  const parsed = v.safeParse(classifierSchema, json);
  if (!parsed.success) return false;
  const { heads, distance } = parsed.output;
  try {
    for (const head of heads) unpackHead(head);
    unpackPrototypes(distance.prototypes, distance.count * distance.centre.length);
    return true;
  } catch {
    return false;
  }
}
