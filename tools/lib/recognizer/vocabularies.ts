/** Lists the shipped vocabularies. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const models = join(import.meta.dirname, '../../../models');

export function vocabularies(): string[] {
  return readdirSync(models)
    .filter((name) => existsSync(join(models, name, 'vocabulary.json')))
    .sort();
}

/** @throws Error that lists the known vocabularies, if `name` is not one of them. */
export function checkVocabulary(name: string, known: readonly string[] = vocabularies()): void {
  if (!known.includes(name))
    throw new Error(`There is no vocabulary "${name}"; there are: ${known.join(', ')}.`);
}
