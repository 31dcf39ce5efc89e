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
  /** How many hands the table counts as against those of this signer. */
  habit: number;
  /** A letter that no hand was seen for. */
  missing: number;
  /** The second of two equal letters, which only a bounce or a short release shows. */
  missingDouble: number;
  /** A letter that no held hand shows, as J and Z, which are drawn and often missed; with or without a hand. */
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
  /** Of the letters as they were spelled: how much their pairs count, by how often words have them. */
  pairs: number;
  /** Of the letters as they were spelled: a held hand that gave none, so that they lack a letter. */
  unnamed: number;
  /** How far a word must be ahead of the next word to replace the letters. */
  aheadOfNext: number;
  /** How far it must be ahead of the letters as they were spelled; includes that any text may be meant. */
  aheadOfLetters: number;
}

/** Chosen on left-out people of the training data by `tools/lab/spelling/choose.ts`. */
export const spellingWeights: SpellingWeights = {
  own: 0.68,
  floor: 0.0008,
  trust: 1,
  habit: 4,
  missing: 3.4,
  missingDouble: 0.7,
  missingUnseen: 1.5,
  extra: 5,
  extraSame: 3.75,
  extraNull: 3.9,
  frequency: [9, 9.5, 10.2, 10.5],
  ownWord: 7,
  pairs: 0.5,
  unnamed: 6,
  aheadOfNext: 0.1,
  aheadOfLetters: -3.5,
};

const letterCount = 26;
const letterA = 65;

/** The number of a letter, 0 for A; null for other gestures, as the space. */
export const letterIndex = (gesture: string): number | null =>
  /^[A-Z]$/.test(gesture) ? gesture.charCodeAt(0) - letterA : null;

/** How much a held hand looks like each gesture, by its id, 0..1; left out: 0. */
export type LetterScores = Readonly<Record<string, number>>;

export interface LetterCosts {
  /** Which of the 26 letters a held hand can show. */
  readonly seen: readonly boolean[];
  /** The cost of each of the 26 letters for a hand with these scores. */
  read(scores: LetterScores): Float64Array;
  /** Learns how this signer shows a letter (0 is A), from a hand that is known to show it. */
  learn(letter: number, scores: LetterScores): void;
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
  { own, floor, trust, habit, missingUnseen }: SpellingWeights = spellingWeights,
): LetterCosts {
  const parsed = v.safeParse(confusionsSchema, json);
  if (!parsed.success) throw new Error(damaged);
  const { gestures, read } = parsed.output;
  const letters = gestures.map(letterIndex);
  const seen = Array.from({ length: letterCount }, (_, letter) => letters.includes(letter));
  /** How hands of each gesture were read, as sums of shares; last, how much was like no gesture. */
  const rows = read.map((row) => withRest(row).map((share) => share * habit));
  const totals = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
  const sharesOf = (scores: LetterScores): number[] =>
    withRest(gestures.map((gesture) => scores[gesture] ?? 0));
  return {
    seen,
    read(scores) {
      // A letter that is not held may look like any other.
      const costs = new Float64Array(letterCount).fill(
        missingUnseen + trust * Math.log(gestures.length),
      );
      const shares = sharesOf(scores);
      // What is left of a hand that is like nothing could be any letter.
      const rest = shares[gestures.length]! / gestures.length;
      letters.forEach((letter, shown) => {
        if (letter === null) return;
        const row = rows[shown]!;
        let confused = 0;
        for (let as = 0; as < shares.length; as++) confused += shares[as]! * row[as]!;
        const probability = own * (shares[shown]! + rest) + ((1 - own) * confused) / totals[shown]!;
        costs[letter] = -trust * Math.log(Math.min(1, probability + floor));
      });
      for (const { letter, gesture, as } of drawnLetters) {
        if (seen[letter]) continue;
        const drawn = -trust * Math.log(Math.min(1, (scores[gesture] ?? 0) + floor));
        costs[letter] = Math.min(costs[letter]!, costs[as]! + drawnCost, drawn);
      }
      return costs;
    },
    learn(letter, scores) {
      const shown = letters.indexOf(letter);
      if (shown < 0) return;
      const row = rows[shown]!;
      // Old habits fade, so that a few wrong lessons do not stay.
      const fading = totals[shown]! >= mostLearnt * habit ? 1 - 1 / totals[shown]! : 1;
      sharesOf(scores).forEach((share, as) => {
        row[as] = row[as]! * fading + share;
      });
      totals[shown] = row.reduce((sum, value) => sum + value, 0);
    },
  };
}

/** J is drawn with the hand of an I, Z with that of a D. */
const drawnLetters = [
  { letter: 9, gesture: 'J', as: 8 },
  { letter: 25, gesture: 'Z', as: 3 },
] as const;
/** What it costs beyond the letter that a drawn one looks like if it was not recognised as drawn, nats. */
const drawnCost = 1;

/** How many times the table's own weight a letter's row has at most. */
const mostLearnt = 6;

/** Shares that add up to 1; the last one is what remains. */
function withRest(scores: readonly number[]): number[] {
  const total = scores.reduce((sum, value) => sum + value, 0);
  const shares = total > 1 ? scores.map((score) => score / total) : [...scores];
  return [...shares, Math.max(0, 1 - total)];
}
