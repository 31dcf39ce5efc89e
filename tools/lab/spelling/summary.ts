/** What the program prints. */
import { spellingOf } from '../../../src/captions/spelling/word-tree.ts';

/** One spelled word. */
export interface WordLine {
  person: string;
  word: string;
  letters: string;
  decoded: string;
  candidates: readonly string[];
  msPerLetter: number;
}

export interface PersonSummary {
  words: number;
  /** Shares of the words. */
  lettersRight: number;
  decodedRight: number;
  /** The word is what is shown, or is among the candidates. */
  inThree: number;
  /** Median time of the decoder for a hand, ms. */
  msPerLetter: number;
}

export function summarise(lines: readonly WordLine[]): Record<string, PersonSummary> {
  const people = new Map<string, WordLine[]>();
  for (const line of lines) people.set(line.person, [...(people.get(line.person) ?? []), line]);
  return Object.fromEntries(
    [...people].map(([person, own]) => {
      const share = (right: (line: WordLine) => boolean): number =>
        Number((own.filter(right).length / own.length).toFixed(3));
      const times = own.map(({ msPerLetter }) => msPerLetter).sort((a, b) => a - b);
      return [
        person,
        {
          words: own.length,
          lettersRight: share(({ word, letters }) => letters === word),
          decodedRight: share(({ word, decoded }) => plain(decoded) === word),
          inThree: share(
            ({ word, decoded, candidates }) =>
              plain(decoded) === word || candidates.map(plain).includes(word),
          ),
          msPerLetter: Number((times[times.length >> 1] ?? 0).toFixed(3)),
        },
      ];
    }),
  );
}

/** What happened to a word that is not read right, in the order in which it is asked. */
export const misses = [
  'nothing was read',
  'in two words',
  'another ending',
  'as spelled, the word offered',
  'as spelled',
  'another word, the word offered',
  'another word',
] as const;
export type Miss = (typeof misses)[number];

/** @returns null: the word is right */
export function missOf({ word, letters, decoded, candidates }: WordLine): Miss | null {
  const shown = plain(decoded);
  if (shown === word) return null;
  if (shown === '') return 'nothing was read';
  if (decoded.includes(' ')) return 'in two words';
  if (shown.length !== word.length && (shown.startsWith(word) || word.startsWith(shown)))
    return 'another ending';
  const isOffered = candidates.map(plain).includes(word);
  if (decoded === letters) return isOffered ? 'as spelled, the word offered' : 'as spelled';
  return isOffered ? 'another word, the word offered' : 'another word';
}

/** How many of the words were missed in which way, for people to read. */
export function missesInShort(lines: readonly WordLine[]): string {
  const found = lines.map(missOf);
  const counts = misses.map((miss) => `${miss} ${found.filter((one) => one === miss).length}`);
  return `${found.filter((one) => one !== null).length} of ${lines.length} words wrong: ${counts.join(', ')}`;
}

/** Words are compared as they are spelled. */
const plain = (text: string): string => spellingOf(text) ?? text;

/** Mean and least of each share, for people to read. */
export function inShort(summary: Readonly<Record<string, PersonSummary>>): string {
  const people = Object.values(summary);
  const of = (name: string, share: (person: PersonSummary) => number): string => {
    const shares = people.map(share);
    const mean = shares.reduce((sum, value) => sum + value, 0) / shares.length;
    return `${name} ${mean.toFixed(3)} (worst ${Math.min(...shares).toFixed(3)})`;
  };
  return [
    of('right by letters', ({ lettersRight }) => lettersRight),
    of('right by decoder', ({ decodedRight }) => decodedRight),
    of('in three', ({ inThree }) => inThree),
  ].join(', ');
}
