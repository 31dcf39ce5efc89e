/** Words that the synthetic signer spells, at two paces. */
import { expect } from 'vitest';
import type { Settings } from '../../../src/settings/schema.ts';
import { type ClipChoice, calmLead } from './signer-clip.ts';

/** Both clips show these, with three seconds without a hand after each. */
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
  for (const line of read) expect([...begun, ...words]).toContain(line);
  expect(read).toEqual(expect.arrayContaining([...words]));
}
