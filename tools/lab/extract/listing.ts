/** Lists the picture files of the data folder. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Poor } from '../../lib/media/pictures.ts';
import type { BankHeader } from '../bank/bank.ts';

/** One picture to extract a hand from. */
export interface LabelledPicture {
  file: string;
  label: string;
  group: number;
  /** Degrade the picture first, as a worse camera would show it. */
  poor?: Poor;
}

export interface PictureSource {
  header: BankHeader;
  /** Whether the pictures are crops, in which a hand's size says nothing about its size in a camera frame. */
  crops: boolean;
  /** How many pictures the published data set has. */
  published?: number;
  pictures(): LabelledPicture[];
}

export const extracted =
  'Changed: only hand landmarks are kept, computed from the pictures by MediaPipe hand models and given relative to the wrist in units of hand size.';

/** Says which letters of a source are not read; empty if all are. */
export const leftOutNote = (letters: string): string =>
  letters === '' ? '' : `Left out: ${[...letters].join(', ')}.`;

/** A source's notes in one line, without the empty ones. */
export const notesOf = (...notes: string[]): string =>
  notes.filter((note) => note !== '').join(' ');

/** The files of a folder in the order of their names. @throws Error with a sentence if the folder is missing */
export function list(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new Error(
      `${folder} does not exist. Name the data folder: npm run extract -- --data FOLDER.`,
    );
  }
  return readdirSync(folder).sort();
}

export const isPicture = (name: string) => /\.(jpe?g|png)$/i.test(name);

/** Numbers keys in the order in which they occur, so that no name gets into the bank. */
export function numbering(): (key: string) => number {
  const numbers = new Map<string, number>();
  return (key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
}

/** Pictures in folders that are named after their labels. */
export function labelledFolders(
  root: string,
  groupOf: (label: string, file: string) => string,
  number = numbering(),
): LabelledPicture[] {
  return list(root).flatMap((label) =>
    list(join(root, label))
      .filter(isPicture)
      .map((file) => ({
        file: join(root, label, file),
        label,
        group: number(groupOf(label, file)),
      })),
  );
}
