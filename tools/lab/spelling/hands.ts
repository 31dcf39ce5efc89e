/** The hands with which each person spells: from pictures, or from the landmark bank. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Hand } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import { readPicture } from '../../lib/media/pictures.ts';
import { loadNodeHandModels } from '../../lib/recognizer/node-engine.ts';
import { handSize } from '../bank/bank.ts';

/** A person's hands by letter; null: a picture in which no hand was found. */
export interface Speller {
  name: string;
  hands: ReadonlyMap<string, readonly (Hand | null)[]>;
}

const isPicture = (file: string): boolean => /\.(jpe?g|png)$/i.test(file);

const handSchema = v.object({
  landmarks: v.pipe(v.array(v.tuple([v.number(), v.number(), v.number()])), v.length(21)),
  handedness: v.picklist(['Left', 'Right']),
  leftness: v.number(),
  presence: v.number(),
});
const keptSchema = v.record(v.string(), v.array(v.nullable(handSchema)));

/**
 * The people of a folder `person/LETTER/*.jpg`. Found hands are kept in `build/spelling`, because
 * finding them takes minutes.
 *
 * @throws Error with a sentence if the folder holds no such pictures.
 */
export async function readSpellers(
  folder: string,
  only: string | undefined,
  report: (line: string) => void,
): Promise<Speller[]> {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (only === undefined || entry.name === only))
    .map(({ name }) => name)
    .sort();
  let models: HandModels | null = null;
  const people: Speller[] = [];
  try {
    for (const name of names) {
      const files = lettersOf(join(folder, name));
      if (files.length === 0) continue;
      const kept = join('build/spelling', `${name}-${fingerprint(files)}.json`);
      if (!existsSync(kept)) {
        models ??= await loadNodeHandModels();
        report(`${name}: looking for hands in ${files.length} pictures`);
        const found = await findAll(models, files);
        mkdirSync('build/spelling', { recursive: true });
        writeFileSync(kept, `${JSON.stringify(found)}\n`);
      }
      people.push({ name, hands: new Map(Object.entries(read(kept))) });
    }
  } finally {
    models?.dispose();
  }
  if (people.length === 0)
    throw new Error(`${folder} holds no pictures of letters (PERSON/LETTER/*.jpg).`);
  return people;
}

interface LetterPicture {
  letter: string;
  file: string;
}

const lettersOf = (folder: string): LetterPicture[] =>
  readdirSync(folder)
    .filter((letter) => /^[A-Z]$/.test(letter))
    .flatMap((letter) =>
      readdirSync(join(folder, letter))
        .filter(isPicture)
        .sort()
        .map((file) => ({ letter, file: join(folder, letter, file) })),
    );

function fingerprint(pictures: readonly LetterPicture[]): string {
  const hash = createHash('sha256');
  for (const { file } of pictures) hash.update(`${file} ${statSync(file).size}\n`);
  return hash.digest('hex').slice(0, 12);
}

async function findAll(
  models: HandModels,
  pictures: readonly LetterPicture[],
): Promise<Record<string, (Hand | null)[]>> {
  const found: Record<string, (Hand | null)[]> = {};
  for (const { letter, file } of pictures) {
    const hands = await findHandsInStill(models, await readPicture(file));
    const [largest] = hands.sort((a, b) => handSize(b.landmarks) - handSize(a.landmarks));
    found[letter] = [...(found[letter] ?? []), largest ? rounded(largest) : null];
  }
  return found;
}

const rounded = ({ landmarks, handedness, leftness, presence }: Hand): Hand => ({
  landmarks: landmarks.map(([x, y, z]) => [to(x, 1), to(y, 1), to(z, 1)] as const),
  handedness,
  leftness: to(leftness, 3),
  presence: to(presence, 3),
});
const to = (value: number, digits: number): number => Number(value.toFixed(digits));

function read(file: string): v.InferOutput<typeof keptSchema> {
  const parsed = v.safeParse(keptSchema, JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.output;
  throw new Error(`${file} is damaged. Delete it and run the command again.`);
}
