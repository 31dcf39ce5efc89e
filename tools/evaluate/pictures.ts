/** How many pictures a person's folders hold, so that a hand not found counts as wrong. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { roleOf, shapeOf, type VocabularyId } from '../shapes.ts';

/**
 * Pictures of the vocabulary's known gestures.
 *
 * @throws Error with a sentence when the folder is missing.
 */
export function countKnownPictures(folder: string, vocabulary: VocabularyId): number {
  if (!existsSync(folder)) {
    throw new Error(
      `The validation pictures are not in ${folder}. Say where the data lies: npm run evaluate -- --data FOLDER.`,
    );
  }
  let count = 0;
  for (const label of readdirSync(folder)) {
    if (roleOf(vocabulary, shapeOf(label)).role !== 'known') continue;
    count += readdirSync(join(folder, label)).filter((name) => /\.(jpe?g|png)$/i.test(name)).length;
  }
  return count;
}
