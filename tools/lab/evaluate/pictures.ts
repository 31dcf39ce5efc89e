/** How many pictures there are, so that a hand not found counts as wrong. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { roleOf, shapeOf, type VocabularyId } from '../shapes.ts';

const isPicture = (name: string) => /\.(jpe?g|png)$/i.test(name);

function filesOf(folder: string): string[] {
  if (existsSync(folder)) return readdirSync(folder);
  throw new Error(
    `The validation pictures are not in ${folder}. Say where the data lies: npm run evaluate -- --data FOLDER.`,
  );
}

/**
 * Pictures of the vocabulary's known gestures, by gesture.
 *
 * @throws Error with a sentence when the folder is missing.
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
 * Pictures that lie in the folder itself.
 *
 * @throws Error with a sentence when the folder is missing.
 */
export function countPictures(folder: string): number {
  return filesOf(folder).filter(isPicture).length;
}
