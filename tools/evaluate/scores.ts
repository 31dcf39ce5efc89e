/** Hands of a bank with what the shipped classifier says about them. */
import type { Classifier } from '../../src/recognizer/signs/types.ts';
import type { BankRow } from '../bank.ts';
import { handOf } from '../bank.ts';
import { type Role, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';

export interface Judged {
  row: BankRow;
  shape: string;
  role: Role;
  /** The greatest score. */
  score: number;
  /** The gesture that has it. */
  best: string;
  /** What is captioned, null for silence. */
  said: string | null;
}

export function judge(classifier: Classifier, vocabulary: VocabularyId, row: BankRow): Judged {
  const { scores, gesture } = classifier.classify(handOf(row));
  let best = classifier.gestures[0]!;
  for (const name of classifier.gestures) if (scores[name]! > scores[best]!) best = name;
  const shape = shapeOf(row.label);
  return { row, shape, role: roleOf(vocabulary, shape), score: scores[best]!, best, said: gesture };
}

export const isRight = ({ role, best }: Judged): boolean =>
  role.role === 'known' && role.gesture === best;

export const isCaptionedRight = ({ role, said }: Judged): boolean =>
  role.role === 'known' && role.gesture === said;
