/** Reads a clip's true signs from the file that the signer writes beside it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseVocabulary } from '../../../src/packs/vocabulary.ts';
import { roleOf, shapeOf, vocabularyIds } from '../shapes.ts';
import { clipSchema, factsFile } from '../signer/clip.ts';
import type { TrueSign } from './metrics.ts';

/**
 * @returns the signs that the vocabulary knows, by its own names; null if there is no such file beside
 *   the clip, or if the signer did not write it
 */
export async function trueSigns(
  clip: string,
  vocabulary: string,
  read: (path: string) => Promise<string> = (path) => readFile(path, 'utf8'),
): Promise<TrueSign[] | null> {
  const text = await read(factsFile(clip)).catch(() => null);
  if (text === null) return null;
  const facts = v.safeParse(clipSchema, parsedOrNull(text));
  if (!facts.success) return null;
  const id = vocabularyIds.find((name) => name === vocabulary);
  const vocabularyFile = join(import.meta.dirname, `../../../models/${vocabulary}/vocabulary.json`);
  const own = new Set(
    parseVocabulary(JSON.parse(await read(vocabularyFile))).gestures.map((gesture) => gesture.id),
  );
  const held = facts.output.intervals.flatMap(({ gesture, from, to }) => {
    const role = id && roleOf(id, shapeOf(gesture));
    const name = role?.role === 'known' ? role.gesture : gesture;
    return own.has(name) ? [{ gesture: name, from, to }] : [];
  });
  const moving = (facts.output.movements ?? []).flatMap(({ sign, from, to }) =>
    own.has(sign) ? [{ gesture: sign, from, to }] : [],
  );
  return [...held, ...moving].sort((a, b) => a.from - b.from);
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Another file that happens to have this name.
    return null;
  }
}
