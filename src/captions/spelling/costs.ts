/**
 * What a held hand says about the letter that was meant, as costs (negative natural logarithms of
 * probabilities): from the classifier's scores, and from how it reads hands of people whom it was not
 * trained on. docs/spelling.md says how the numbers were chosen.
 */
import * as v from 'valibot';

export const confusionsFormat = 'sign-captions-confusions-1';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** The file that `npm run train` writes beside the classifier. */
export const confusionsSchema = v.pipe(
  v.object({
    format: v.literal(confusionsFormat),
    vocabulary: v.pipe(v.string(), v.maxLength(80)),
    /** The classifier's gestures, in its order. */
    gestures: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.minLength(1), v.maxLength(60)),
    /** For each gesture that is shown: the mean score of every gesture, over left-out people. */
    read: v.array(v.array(share)),
  }),
  v.check(
    ({ gestures, read }) =>
      read.length === gestures.length && read.every((row) => row.length === gestures.length),
    'One row and one column for each gesture.',
  ),
);
export type Confusions = v.InferOutput<typeof confusionsSchema>;

/** How much each kind of fault costs; all in nats but the shares. */
export interface SpellingWeights {
  /** How much the scores count against the table, 0..1. */
  own: number;
  /** Probability that a hand is read as anything, so that no letter is impossible. */
  floor: number;
  /** Exponent of the probabilities of one hand: below 1, no single hand decides alone. */
  trust: number;
  /** A letter that no hand was seen for. */
  missing: number;
  /** The second of two equal letters, which only a bounce or a short release shows. */
  missingDouble: number;
  /** A letter that the vocabulary cannot see, as J and Z while they are not recognised. */
  missingUnseen: number;
  /** A letter that was read although none was meant. */
  extra: number;
  /** The same letter read once more. */
  extraSame: number;
  /** A held hand without a letter that meant none. */
  extraNull: number;
  /** A word of each frequency class, the most frequent first. */
  frequency: readonly number[];
  /** A word of the user's own. */
  ownWord: number;
  /** Any text that is in no list; its letters cost as pairs of letters do in the list's words. */
  unlisted: number;
  /** How far a word must be ahead of the next word to replace the letters. */
  aheadOfNext: number;
  /** How far it must be ahead of the letters as they were spelled. */
  aheadOfLetters: number;
}

export const spellingWeights: SpellingWeights = {
  own: 0.8,
  floor: 0.002,
  trust: 1,
  missing: 5,
  missingDouble: 0.7,
  missingUnseen: 1,
  extra: 5,
  extraSame: 3,
  extraNull: 2.5,
  frequency: [9, 10, 11.5, 12],
  ownWord: 7,
  unlisted: 3,
  aheadOfNext: 1,
  aheadOfLetters: 1,
};

const letterCount = 26;
const letterA = 65;

/** The number of a letter, 0 for A; null for other gestures, as the space. */
export const letterIndex = (gesture: string): number | null =>
  /^[A-Z]$/.test(gesture) ? gesture.charCodeAt(0) - letterA : null;

/** How much a held hand looks like each gesture, by its id, 0..1; left out: 0. */
export type LetterScores = Readonly<Record<string, number>>;

export interface LetterCosts {
  /** Which of the 26 letters the vocabulary can see. */
  readonly seen: readonly boolean[];
  /** The cost of each of the 26 letters for a hand with these scores. */
  read(scores: LetterScores): Float64Array;
}

const damaged =
  'The table of confused letters is damaged or belongs to another version. Install the extension ' +
  'again, or rebuild the file with npm run train.';

/**
 * @param json the parsed contents of a `confusions.json`
 * @throws Error with a sentence for the user if it is damaged.
 */
export function letterCosts(
  json: unknown,
  { own, floor, trust }: SpellingWeights = spellingWeights,
): LetterCosts {
  const parsed = v.safeParse(confusionsSchema, json);
  if (!parsed.success) throw new Error(damaged);
  const { gestures, read } = parsed.output;
  const letters = gestures.map(letterIndex);
  const seen = Array.from({ length: letterCount }, (_, letter) => letters.includes(letter));
  /** Probability of being read as each gesture, by the letter that is shown. */
  const rows = gestures.map((_, shown) => normalised(read[shown]!));
  return {
    seen,
    read(scores) {
      const costs = new Float64Array(letterCount).fill(-trust * Math.log(floor));
      const values = gestures.map((gesture) => scores[gesture] ?? 0);
      const total = values.reduce((sum, score) => sum + score, 0);
      // What is left of a hand that is like nothing could be any letter.
      const rest = Math.max(0, 1 - total) / gestures.length;
      letters.forEach((letter, shown) => {
        if (letter === null) return;
        let confused = 0;
        values.forEach((score, as) => {
          confused += score * rows[shown]![as]!;
        });
        const probability = own * values[shown]! + (1 - own) * confused + rest;
        costs[letter] = -trust * Math.log(Math.min(1, probability + floor));
      });
      return costs;
    },
  };
}

function normalised(row: readonly number[]): number[] {
  const total = row.reduce((sum, value) => sum + value, 0);
  return row.map((value) => (total > 0 ? value / total : 0));
}
