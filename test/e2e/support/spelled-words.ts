/** Words that the synthetic signer spells, at two paces, and with letters that are drawn. */
import { expect } from 'vitest';
import type { Settings } from '../../../src/settings/schema.ts';
import { type ClipChoice, calmLead } from './signer-clip.ts';

/** Clips show a word after the other, with three seconds without a hand after each. */
export const spelledWords = ['FLY', 'IF', 'BY'];

export interface Pace {
  name: string;
  clip: string;
  choice: ClipChoice;
  settings: Partial<Settings>;
  /** What the words become when they end. */
  words: readonly string[];
}

/** From before the first letter until the last word has ended. */
const whole = { lead: calmLead, tail: 3.2 };

export const paces: readonly Pace[] = [
  {
    name: '3.2 s a letter',
    clip: 'words-slow',
    choice: whole,
    settings: {},
    words: spelledWords,
  },
  {
    // The clip's letters take 0.6 s, of which a busy machine sees too few frames: at its own pace it
    // is tested with recorded scores (`test/unit/captions/spelled-words.test.ts`). No letter is held
    // for the dwell that is set here, so that all are read in a flow.
    name: '1.2 s a letter, in a flow',
    clip: 'words-fast',
    choice: { ...whole, slower: 2 },
    settings: { spelling: 'flowing', dwellMs: 2000, ownWords: ['Fly'] },
    // One of the signer's own words is read as they write it.
    words: ['Fly', 'IF', 'BY'],
  },
];

/** Expects that every line was one of the words, or its first letters while it was being spelled. */
export function expectWords(read: readonly string[], words: readonly string[]): void {
  const begun = spelledWords.flatMap((word) => [...word].map((_, i) => word.slice(0, i + 1)));
  const all = `all lines: ${read.join(', ')}`;
  for (const line of read) expect([...begun, ...words], all).toContain(line);
  expect(read).toEqual(expect.arrayContaining([...words]));
}

export const drawnWords = ['JOB', 'LAZY'];

/** The clip of these, with three seconds without a hand after each; J is drawn before a letter is held. */
export const drawnClip = { clip: 'words-drawn', choice: { ...whole, lead: 3.8, slower: 1.5 } };

/**
 * Expects the letters of JOB and LAZY in their order. An I may come before the J that replaces it, and a D
 * before the Z. A busy machine sees too few frames of a letter that is drawn now and then, so that one of the
 * two may be missing, or be read as the letter that its hand holds; at the clip's own pace both are tested with
 * recorded hands (`test/unit/captions/drawn-letters.test.ts`).
 */
export function expectDrawn(letters: readonly string[]): void {
  expect(letters.join('')).toMatch(/^(I?J|I)?OBLA(D?Z|D)?Y$/);
  expect(letters.join('')).toMatch(/[JZ]/);
}
