/** Loads the shipped vocabularies in Node, from the folder `models/`. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { LoadedVocabulary } from '../../../src/recognizer/recognizer.ts';
import { createVocabularies } from '../../../src/recognizer/worker/vocabularies.ts';

/** Names of the shipped vocabularies. */
export async function vocabularyNames(root = '.'): Promise<string[]> {
  const entries = await readdir(`${root}/models`, { withFileTypes: true });
  return entries
    .filter(({ name }) => existsSync(`${root}/models/${name}/vocabulary.json`))
    .map(({ name }) => name)
    .sort();
}

/** Loads a vocabulary by name. @throws Error with a sentence if it is unknown or not trained */
export async function loadNodeVocabulary(name: string, root = '.'): Promise<LoadedVocabulary> {
  const names = await vocabularyNames(root);
  if (!names.includes(name)) {
    throw new Error(`There is no vocabulary ${name}. There are: ${names.join(', ')}.`);
  }
  if (!existsSync(`${root}/models/${name}/classifier.json`)) {
    throw new Error(`The vocabulary ${name} has no classifier yet. Make it with npm run train.`);
  }
  const load = createVocabularies(
    async (path) => JSON.parse(readFileSync(`${root}/${path}`, 'utf8')) as unknown,
  );
  return load(name);
}
