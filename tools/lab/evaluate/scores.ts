/** Judges the hands of a bank with a classifier. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import type { Judged as Decoded } from '../../../src/learning/open-set.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import type { BankRow } from '../bank/bank.ts';
import { handOf } from '../bank/bank.ts';
import { type Role, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import { samplesOf } from '../train/dataset.ts';
import { handOfPoints } from '../train/run.ts';

export interface Judged {
  row: BankRow;
  shape: string;
  /** `left-out` if the classifier has no output for the gesture. */
  role: Role;
  /** The greatest score. */
  score: number;
  /** The gesture with the greatest score. */
  best: string;
  /** The greatest score minus its gesture's threshold; negative means silence. */
  margin: number;
  /** The captioned gesture; null for silence. */
  caption: string | null;
}

/** Judges a hand as the landmark model found it. */
export function judge(classifier: Classifier, vocabulary: VocabularyId, row: BankRow): Judged {
  const shape = shapeOf(row.label);
  return judgeHand(classifier, row, handOf(row), shape, roleOf(vocabulary, shape));
}

/**
 * Judges a hand of the training bank as training would see it, with aspect ratio and side corrected.
 * If the side of an unknown hand is not known, it depends on the group number, so that each hand
 * counts once.
 *
 * @returns null for hands that the vocabulary leaves out; hands that no training sees are `unseen`
 */
export function judgeTraining(
  classifier: Classifier,
  vocabulary: VocabularyId,
  row: BankRow,
): Judged | null {
  const samples = samplesOf(vocabulary, [row]);
  const sample = samples[row.group % samples.length];
  if (!sample) return null;
  const role = sample.role === 'unseen' ? { role: sample.role } : roleOf(vocabulary, sample.shape);
  return judgeHand(classifier, row, handOfPoints(sample.points), sample.shape, role);
}

function judgeHand(
  { gestures, thresholds, classify }: Classifier,
  row: BankRow,
  hand: Hand,
  shape: string,
  role: Role,
): Judged {
  const { scores, gesture } = classify(hand);
  let best = gestures[0]!;
  for (const name of gestures) if (scores[name]! > scores[best]!) best = name;
  return {
    row,
    shape,
    role: role.role === 'known' && !gestures.includes(role.gesture) ? { role: 'left-out' } : role,
    score: scores[best]!,
    best,
    margin: scores[best]! - thresholds[best]!,
    caption: gesture,
  };
}

export const isKnown = ({ role }: Judged): boolean => role.role === 'known';

export const isRight = ({ role, best }: Judged): boolean =>
  role.role === 'known' && role.gesture === best;

export const isCaptionedRight = ({ role, caption }: Judged): boolean =>
  role.role === 'known' && role.gesture === caption;

/**
 * Converts hands for the metrics of src/learning/open-set.ts.
 *
 * @param by `score` for one threshold for all gestures; `margin` for the gestures' own, passed at 0
 */
export function decoded(
  hands: readonly Judged[],
  gestures: readonly string[],
  by: 'score' | 'margin' = 'score',
): Decoded[] {
  return hands.map((hand) => ({
    label: hand.role.role === 'known' ? gestures.indexOf(hand.role.gesture) : unknownLabel,
    best: gestures.indexOf(hand.best),
    score: hand[by],
  }));
}

/** Groups hands by a key, in the order of each key's first hand. */
export function grouped(
  hands: readonly Judged[],
  keyOf: (hand: Judged) => string,
): Map<string, Judged[]> {
  const groups = new Map<string, Judged[]>();
  for (const hand of hands) {
    const list = groups.get(keyOf(hand));
    if (list) list.push(hand);
    else groups.set(keyOf(hand), [hand]);
  }
  return groups;
}
