/** From rows of the landmark bank to samples of a vocabulary. */
import { UNKNOWN } from '../../src/learning/losses.ts';
import type { Sample } from '../../src/learning/sampler.ts';
import { rightHandPoints } from '../../src/recognizer/signs/features.ts';
import type { BankRow } from '../bank.ts';
import { gesturesOf, type Role, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import { sideOf } from './sides.ts';

/** A hand of the bank with what it is to the vocabulary. */
export interface BankSample extends Sample {
  role: Role['role'];
  shape: string;
  /** Split key: `source/group`. */
  group: string;
}

/**
 * Width over height of the pictures that a source's landmarks were shares of. HaGRID's pictures
 * have several; the one here makes its open palms as wide as those of the same source's crops.
 */
const ASPECTS: Readonly<Record<string, number>> = {
  borisgraudt: 4 / 3,
  'hagrid-landmarks': 3 / 4,
};

/** Share of idle hands that are never trained on, so that silence can be reported on them. */
const RESERVED_ONE_IN = 5;

/** Whether a row is an idle hand that no training sees. */
export function isReserved(row: BankRow): boolean {
  return shapeOf(row.label) === 'idle' && row.group % RESERVED_ONE_IN === 0;
}

/**
 * Samples of all shapes but those left out. Unseen ones, and idle hands kept back for the report,
 * are included with the role `unseen`. Rows whose side cannot be told are dropped.
 */
export function samplesOf(vocabulary: VocabularyId, rows: readonly BankRow[]): BankSample[] {
  const gestures = gesturesOf(vocabulary);
  const samples: BankSample[] = [];
  for (const row of rows) {
    const shape = shapeOf(row.label);
    const role = roleOf(vocabulary, shape);
    const handedness = sideOf(row);
    if (role.role === 'left-out' || handedness === null) continue;
    samples.push({
      points: stretched(rightHandPoints({ ...row, handedness }), ASPECTS[row.source] ?? 1),
      label: role.role === 'known' ? gestures.indexOf(role.gesture) : UNKNOWN,
      origin: role.role === 'known' ? row.source : `${row.source}/${shape}`,
      depth: row.depth,
      aspect: row.aspect === 'true',
      role: isReserved(row) ? 'unseen' : role.role,
      shape,
      group: `${row.source}/${row.group}`,
    });
  }
  return samples;
}

/** Gives x the unit of y (z has the unit of x). */
function stretched(points: Float32Array, aspect: number): Float32Array {
  return points.map((value, i) => (i % 3 === 1 ? value : value * aspect));
}
