import type { BankRow } from '../../../../tools/lab/bank/bank.ts';
import type { Judged } from '../../../../tools/lab/evaluate/scores.ts';
import type { Role } from '../../../../tools/lab/shapes.ts';

export interface MadeUpHand {
  source: string;
  role: Role;
  shape: string;
  /** The gesture that the classifier thinks it is, and how sure it is. */
  best: string;
  score: number;
  group: number;
}

/** A hand that was judged; the threshold is 0.5. */
export const judgedHand = ({ source, group, role, shape, best, score }: MadeUpHand): Judged => ({
  row: bankRow(source, group),
  shape,
  role,
  score,
  best,
  margin: score - 0.5,
  caption: score >= 0.5 ? best : null,
});

const bankRow = (source: string, group: number): BankRow => ({
  source,
  label: 'A',
  group,
  landmarks: [],
  depth: true,
  aspect: 'true',
  handedness: 'Right',
  leftness: 0,
  presence: 1,
  size: 0.3,
});
