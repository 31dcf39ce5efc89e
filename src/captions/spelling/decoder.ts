/**
 * The word decoder: finds the most probable words for the hands that were held while a word was
 * spelled. Pure; docs/spelling.md explains the method. One step for each hand, so that the work is
 * spread over the time of spelling and bounded for each hand.
 */
import { align } from './alignment.ts';
import {
  type LetterCosts,
  type LetterScores,
  letterCosts,
  letterIndex,
  type SpellingWeights,
  spellingWeights,
} from './costs.ts';
import { type LetterPairs, letterPairs } from './letter-pairs.ts';
import {
  type Beam,
  firstBeam,
  type HandCosts,
  type MissingCost,
  missingCost,
  missingCosts,
  stepBeam,
  wordsIn,
} from './search.ts';
import {
  encodeWordTree,
  lettersTo,
  readWordTree,
  spellingOf,
  type WordTree,
  writtenAt,
} from './word-tree.ts';

/** How many words are offered at most. */
export const maxCandidates = 3;
/** How many hands a word has at most; a longer one stays as it was spelled. */
export const maxHands = 48;
/** How many words of the user's own are read at most. */
export const maxOwnWords = 1000;
/** A word that costs more than the best one by this is not offered, nats. */
const offeredWithin = 9;

/** A hand that was held while a word was spelled. */
export interface LetterEvent {
  /** `A` to `Z`; null: a hand was held, but reached no letter's threshold. */
  letter: string | null;
  scores: LetterScores;
}

export interface SpelledWord {
  /** The word in capitals, if it is clearly more probable than any other and than the letters as spelled. */
  decoded: string | null;
  /** The most probable words in capitals, best first, at most {@link maxCandidates}. */
  candidates: string[];
  /** The letters as they were spelled. */
  letters: string;
}

/** A word that explains the hands. */
export interface Candidate {
  text: string;
  /** With the letters `A` to `Z`. */
  spelled: string;
  cost: number;
}

/** How far the best word is ahead, in nats. */
export interface Margins {
  /** The best words, at most {@link maxCandidates}. */
  found: readonly Candidate[];
  /** Ahead of the next word. */
  next: number;
  /** Ahead of the letters as they were spelled; negative if these are more probable. */
  letters: number;
}

export interface WordDecoder {
  /** How many hands the word has so far. */
  readonly hands: number;
  add(event: LetterEvent): void;
  /** Takes back the last letter, and hands without a letter after it. */
  undo(): void;
  /** What {@link word} decides by; for measurements. */
  margins(): Margins;
  /** What the word is if it ends now. */
  word(): SpelledWord;
  /**
   * Learns from the word as it is now known (decoded, chosen or restored) how this signer shows
   * letters; for the words that follow, and only in memory.
   */
  learn(text: string): void;
  /** Begins the next word. */
  reset(): void;
}

/** What all words of a language share; reading it takes some milliseconds. */
export interface SpellingLanguage {
  readonly tree: WordTree;
  readonly pairs: LetterPairs;
}

/**
 * @param file as `npm run build` writes it
 * @throws Error with a sentence for the user if it is damaged.
 */
export function readSpellingLanguage(file: Uint8Array): SpellingLanguage {
  const tree = readWordTree(file);
  return { tree, pairs: letterPairs(tree) };
}

export interface WordDecoderParts {
  language: SpellingLanguage;
  /** The parsed contents of the vocabulary's `confusions.json`. */
  confusions: unknown;
  /** The user's own words, as they write them; they come before all others. */
  ownWords?: readonly string[];
  weights?: SpellingWeights;
}

/** A tree, and the beams after each hand. */
interface Search {
  tree: WordTree;
  missing: MissingCost;
  wordCost: (frequency: number) => number;
  textOf: (node: number) => string;
  beams: Beam[];
}

/** @throws Error with a sentence for the user if the confusions are damaged. */
export function createWordDecoder(parts: WordDecoderParts): WordDecoder {
  const { language, confusions, ownWords = [], weights = spellingWeights } = parts;
  const costs = letterCosts(confusions, weights);
  const searches = [
    searchOf(ownTree(ownWords), costs, weights, () => weights.ownWord, writtenAt),
    searchOf(
      language.tree,
      costs,
      weights,
      (frequency) => weights.frequency[frequency]!,
      (tree, node) => writtenAt(tree, node).toUpperCase(),
    ),
  ];
  let events: LetterEvent[] = [];
  let hands: HandCosts[] = [];

  const letters = (): string => events.map(({ letter }) => letter ?? '').join('');

  /** The cost of the letters as they were spelled, as a text in no list. */
  function costOfLetters(): number {
    let cost = weights.pairs * language.pairs.cost(letters());
    events.forEach(({ letter }, i) => {
      const index = letter === null ? null : letterIndex(letter);
      cost += index === null ? weights.unnamed : hands[i]!.letters[index]!;
    });
    return cost;
  }

  function candidates(): Candidate[] {
    const found: Candidate[] = [];
    for (const { tree, missing, wordCost, textOf, beams } of searches) {
      for (const { node, cost } of wordsIn(tree, beams.at(-1) ?? firstBeam, missing, wordCost))
        found.push({ text: textOf(node), spelled: lettersTo(tree, node), cost });
    }
    found.sort((a, b) => a.cost - b.cost || (a.text < b.text ? -1 : 1));
    // An own word may stand in the list too.
    const kept: Candidate[] = [];
    for (const one of found) {
      if (kept.length === maxCandidates || one.cost - found[0]!.cost > offeredWithin) break;
      if (kept.every(({ spelled }) => spelled !== one.spelled)) kept.push(one);
    }
    return kept;
  }

  function margins(): Margins {
    const found = candidates();
    const [best, next] = found;
    if (!best) return { found, next: 0, letters: 0 };
    return {
      found,
      next: (next?.cost ?? Infinity) - best.cost,
      letters: costOfLetters() - best.cost,
    };
  }

  return {
    get hands() {
      return events.length;
    },
    add(event) {
      const previous = events.at(-1);
      events.push(event);
      const hand = {
        letters: costs.read(event.scores),
        extra: extraCost(event, previous, weights),
      };
      hands.push(hand);
      if (events.length > maxHands) return;
      for (const { tree, beams, missing } of searches)
        beams.push(stepBeam(tree, beams.at(-1) ?? firstBeam, hand, missing));
    },
    undo() {
      let last: LetterEvent | undefined;
      do {
        last = events.pop();
        hands.pop();
      } while (last && last.letter === null);
      for (const { beams } of searches) beams.length = Math.min(beams.length, events.length);
    },
    margins,
    word() {
      const spelled = letters();
      // Without a single letter there is nothing that a word could replace.
      if (spelled === '' || events.length > maxHands)
        return { decoded: null, candidates: [], letters: spelled };
      const { found, next, letters: ahead } = margins();
      const isClear =
        next >= weights.aheadOfNext &&
        (found[0]?.spelled === spelled || ahead >= weights.aheadOfLetters);
      return {
        decoded: isClear ? (found[0]?.text ?? null) : null,
        candidates: found.map(({ text }) => text),
        letters: spelled,
      };
    },
    learn(text) {
      const spelled = spellingOf(text);
      if (spelled === null || events.length > maxHands) return;
      const indices = [...spelled].map((letter) => letterIndex(letter)!);
      const found = align(events.length, indices.length, {
        shown: (i, j) => hands[i]!.letters[indices[j]!]!,
        extra: (i) => hands[i]!.extra,
        missing: (j) => missingCost(indices[j]!, indices[j - 1], costs.seen, weights),
      });
      found.forEach((letter, i) => {
        if (letter !== null) costs.learn(indices[letter]!, events[i]!.scores);
      });
    },
    reset() {
      events = [];
      hands = [];
      for (const { beams } of searches) beams.length = 0;
    },
  };
}

function searchOf(
  tree: WordTree,
  costs: LetterCosts,
  weights: SpellingWeights,
  wordCost: (frequency: number) => number,
  text: (tree: WordTree, node: number) => string,
): Search {
  return {
    tree,
    missing: missingCosts(tree, costs.seen, weights),
    wordCost,
    textOf: (node) => text(tree, node),
    beams: [],
  };
}

/** The user's words as a tree; those that cannot be spelled by hand are left out. */
function ownTree(words: readonly string[]): WordTree {
  const listed = words.slice(0, maxOwnWords).flatMap((written) => {
    const spelled = spellingOf(written);
    return spelled === null ? [] : [{ spelled, written, frequency: 0 }];
  });
  return readWordTree(encodeWordTree(listed));
}

function extraCost(
  { letter }: LetterEvent,
  previous: LetterEvent | undefined,
  { extra, extraNull, extraSame }: SpellingWeights,
): number {
  if (letter === null) return extraNull;
  return previous?.letter === letter ? extraSame : extra;
}
