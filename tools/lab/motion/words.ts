/** Which recorded takes show the same sign, whatever their repositories call it. */
import type { Take } from './takes.ts';

/** Labels of sequences in which nobody signs. */
const idle = new Set(['-', 'IDLE', 'noinput']);

/** Labels of American signs that are spelled in several ways. */
const sameWord: Readonly<Record<string, string>> = {
  'thank-you': 'thank you',
  thanks: 'thank you',
  goodbye: 'bye',
  'i love you': 'iloveyou',
  i: 'me',
  ...Object.fromEntries([...'abcd'].map((letter) => [letter, `letter_${letter}`])),
};

/** Labels of Brazilian signs that are the American ones; all others are words of their own. */
const brazilian: Readonly<Record<string, string>> = {
  a: 'letter_a',
  b: 'letter_b',
  j: 'letter_j',
  euteamo: 'iloveyou',
};

/** @returns the word, the same for all repositories, or null if nothing is signed */
export function wordOf({ file, label }: Pick<Take, 'file' | 'label'>): string | null {
  if (idle.has(label)) return null;
  if (file === 'yunlisa96') return `Korean ${label}`;
  if (file === 'dayanecordeiro') return brazilian[label] ?? `Libras ${label}`;
  const word = label.toLowerCase();
  return sameWord[word] ?? word;
}

export const isIdle = (take: Pick<Take, 'file' | 'label'>): boolean => wordOf(take) === null;
