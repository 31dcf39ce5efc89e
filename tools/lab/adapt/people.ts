/** Who shows letters, which classifier judges them, and which hands must stay silent meanwhile. */
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { besideVocabularies, idleShape, type ShippedHand } from '../../../src/teaching/bank.ts';
import type { BankRow } from '../bank/bank.ts';
import { type ChosenHand, chosenHands, usableHands } from '../bank/teaching-bank.ts';
import { roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import { isCopy, samplesOf } from '../train/dataset.ts';
import type { LeftOutFold } from './folds.ts';

/** Points of a right hand: 21 x (x, y, z). */
export type Points = Float32Array;

export interface Shown {
  points: Points;
  /** Near-copies have the same group; bursts have one. */
  group: string;
}

export interface Person {
  name: string;
  /** Was not trained on this person. */
  classifier: ClassifierFile;
  /** By gesture id of the vocabulary. */
  hands: ReadonlyMap<string, readonly Shown[]>;
  /** The hands that an adaptation may be compared with: what ships, without this person. */
  bank: readonly ShippedHand[];
  /** Idle hands, and gestures of no vocabulary, that neither the classifier nor `bank` has. */
  idle: readonly Points[];
  unseen: readonly Points[];
}

/** Rows that show a gesture of the vocabulary, as training would see them. */
function shownBy(rows: readonly BankRow[], vocabulary: VocabularyId): Map<string, Shown[]> {
  const hands = new Map<string, Shown[]>();
  for (const row of rows) {
    for (const { points, role, shape, group } of samplesOf(vocabulary, [row])) {
      const known = roleOf(vocabulary, shape);
      if (role !== 'known' || known.role !== 'known') continue;
      const list = hands.get(known.gesture) ?? [];
      hands.set(known.gesture, list);
      list.push({ points, group });
    }
  }
  return hands;
}

const sourceOf = (group: string): string => group.split('/')[0]!;

/** Hands that no training sees: reserved idle hands, and gestures of no vocabulary. */
function neverTrained(rows: readonly BankRow[], vocabulary: VocabularyId) {
  const unseen = samplesOf(
    vocabulary,
    rows.filter((row) => !isCopy(row)),
  ).filter(({ role }) => role === 'unseen');
  return {
    idle: unseen.filter(({ shape }) => shape === idleShape).map(({ points }) => points),
    unseen: unseen.filter(({ shape }) => shape !== idleShape).map(({ points }) => points),
  };
}

const bankOf = (hands: readonly ChosenHand[], vocabulary: VocabularyId): ShippedHand[] =>
  besideVocabularies(chosenHands(hands), [vocabulary]);

/** People of the landmark bank, each judged by the classifier of the fold that they were left out of. */
export function leftOutPeople(
  vocabulary: VocabularyId,
  rows: readonly BankRow[],
  folds: readonly LeftOutFold[],
): Person[] {
  const usable = usableHands(rows);
  const kept = neverTrained(rows, vocabulary);
  return folds.flatMap((fold) => {
    const isOwn = (source: string) => fold.sources.some((name) => source.startsWith(name));
    const tested = new Set(fold.test.map(({ group }) => group));
    const bank = bankOf(
      usable.filter(({ source, group }) => !isOwn(source) && !tested.has(group)),
      vocabulary,
    );
    const idle = fold.test.filter(({ shape, copy }) => shape === idleShape && !copy);
    const sources = [...new Set(fold.test.map(({ group }) => sourceOf(group)))].filter(isOwn);
    return sources.map(
      (source): Person => ({
        name: source,
        classifier: fold.classifier,
        hands: shownBy(
          rows.filter((row) => row.source === source),
          vocabulary,
        ),
        bank,
        idle: [...kept.idle, ...idle.map(({ points }) => points)],
        unseen: kept.unseen,
      }),
    );
  });
}

/** People who are in no bank that ships, judged by the shipped classifier. */
export function strangers(
  vocabulary: VocabularyId,
  rows: readonly BankRow[],
  own: readonly BankRow[],
  classifier: ClassifierFile,
): Person[] {
  const bank = bankOf(usableHands(rows), vocabulary);
  const sources = [...new Set(own.map(({ source }) => source))];
  return sources.flatMap((name) => {
    const hands = shownBy(
      own.filter((row) => row.source === name && shapeOf(row.label) !== idleShape),
      vocabulary,
    );
    if (hands.size === 0) return [];
    return [{ name, classifier, hands, bank, ...neverTrained(rows, vocabulary) }];
  });
}
