/** Reads the shipped files of movements, and trains an embedding without a repository once. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { type Embedding, loadEmbedding } from '../../../src/recognizer/signs/movement/embedding.ts';
import { movementLayout } from '../../../src/recognizer/signs/movement/features.ts';
import type { Movement } from '../../../src/recognizer/signs/movement/movement.ts';
import type { BankMovement } from '../../../src/teaching/movements/bank.ts';
import { embeddingRecipe, trainEmbedding } from './embedding.ts';
import type { Take } from './takes.ts';
import { isIdle, wordOf } from './words.ts';

/** Where the shipped files of movements are. */
export const movementsFolder = 'models/movements';

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8')) as unknown;

export const shippedEmbedding = (): Embedding =>
  loadEmbedding(readJson(join(movementsFolder, 'embedding.json')));

/** Repositories of the same people, who are left out together. */
const teams: readonly (readonly string[])[] = [['traduttore', 'dmohazab']];

/** The takes of all people but those of a repository. */
export function without(takes: readonly Take[], file: string): Take[] {
  const team = teams.find((files) => files.includes(file)) ?? [file];
  return takes.filter((take) => !team.includes(take.file));
}

/**
 * The embedding of these takes, kept in `build` by what it was made of.
 *
 * @param name of the file, for a person who looks into the folder
 */
export async function keptEmbedding(
  name: string,
  takes: readonly Take[],
  seed: number,
  onProgress: (share: number) => void,
): Promise<Embedding> {
  const made = createHash('sha256')
    .update(
      JSON.stringify([
        movementLayout,
        embeddingRecipe,
        seed,
        takes.map(({ movement }) => movement),
      ]),
    )
    .digest('hex')
    .slice(0, 12);
  const file = join('build/movements', `${name}-${made}.json`);
  if (!existsSync(file) || !hasOurLayout(readJson(file))) {
    const embedding = await trainEmbedding(takes, embeddingRecipe, seed, onProgress);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(embedding));
  }
  return loadEmbedding(readJson(file));
}

/** Files of another layout of the features are made anew. */
const hasOurLayout = (file: unknown): boolean =>
  v.is(v.looseObject({ features: v.literal(movementLayout) }), file);

/** At most this many takes of a word of one repository are kept in a bank. */
const mostOfWord = 12;

/** At most this many silent movements are kept in a bank. */
const mostSilent = 300;

/**
 * Takes and movements that mean nothing, as the unknown movements of a teaching.
 *
 * @param silent evenly thinned
 */
export function bankOf(
  takes: readonly Take[],
  silent: readonly Movement[],
  embedding: Embedding,
): BankMovement[] {
  const every = Math.max(1, Math.ceil(silent.length / mostSilent));
  return [
    ...takesOfBank(takes, embedding),
    ...silent
      .filter((_, i) => i % every === 0)
      .map(
        (movement): BankMovement => ({
          group: 'silent',
          isIdle: true,
          numbers: embedding.embed(movement),
        }),
      ),
  ];
}

function takesOfBank(takes: readonly Take[], embedding: Embedding): BankMovement[] {
  const counts = new Map<string, number>();
  return takes.flatMap((take): BankMovement[] => {
    const word = wordOf(take);
    const key = `${take.file} ${word}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > mostOfWord) return [];
    return [
      { group: word ?? 'idle', isIdle: isIdle(take), numbers: embedding.embed(take.movement) },
    ];
  });
}
