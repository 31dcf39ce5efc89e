/** Keeps letter hands in a folder: see `contact/store.ts`, and a file of crops beside them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStored, writeStored } from '../contact/store.ts';
import { cropLength, type LetterHand } from './look.ts';

const cropsFile = (folder: string, name: string) => join(folder, `${name}.grey`);

/** Whether a source's hands are kept; the crops are written last. */
export const isKept = (folder: string, name: string): boolean =>
  existsSync(cropsFile(folder, name));

export function writeLetters(folder: string, name: string, hands: readonly LetterHand[]): void {
  writeStored(
    folder,
    name,
    hands.map(({ crop: _, ...hand }) => hand),
  );
  const crops = new Uint8Array(hands.length * cropLength);
  hands.forEach(({ crop }, i) => {
    crops.set(crop, i * cropLength);
  });
  writeFileSync(cropsFile(folder, name), crops);
}

/** @throws Error if the files are missing or do not belong together */
export function readLetters(folder: string, name: string): LetterHand[] {
  const hands = readStored(folder, name);
  const crops = new Uint8Array(readFileSync(cropsFile(folder, name)));
  if (crops.length !== hands.length * cropLength) throw new Error(`${name} is damaged.`);
  return hands.map((hand, i) => ({
    ...hand,
    crop: crops.subarray(i * cropLength, (i + 1) * cropLength),
  }));
}
