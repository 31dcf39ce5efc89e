/** Counts pictures, so that one in which no hand is found counts as wrong. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { roleOf, shapeOf, type VocabularyId } from '../shapes.ts';

const isPicture = (name: string) => /\.(jpe?g|png)$/i.test(name);

function filesOf(folder: string): string[] {
  if (existsSync(folder)) return readdirSync(folder);
  throw new Error(
    `The validation pictures are not in ${folder}. Name the data folder: npm run evaluate -- --data FOLDER.`,
  );
}

/**
 * The number of pictures of each of the vocabulary's known gestures.
 *
 * @throws Error with a sentence if the folder is missing.
 */
export function knownPictures(folder: string, vocabulary: VocabularyId): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of filesOf(folder)) {
    const role = roleOf(vocabulary, shapeOf(label));
    if (role.role !== 'known') continue;
    const pictures = readdirSync(join(folder, label)).filter(isPicture).length;
    counts.set(role.gesture, (counts.get(role.gesture) ?? 0) + pictures);
  }
  return counts;
}

/**
 * The number of pictures directly in the folder.
 *
 * @throws Error with a sentence if the folder is missing.
 */
export function countPictures(folder: string): number {
  return filesOf(folder).filter(isPicture).length;
}
