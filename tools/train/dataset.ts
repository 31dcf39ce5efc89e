/** From rows of the landmark bank to samples of a vocabulary. */
import { UNKNOWN } from '../../src/learning/losses.ts';
import type { Sample } from '../../src/learning/sampler.ts';
import { rightHandPoints } from '../../src/recognizer/signs/features.ts';
import { type BankRow, handOf } from '../bank.ts';
import { gesturesOf, type Role, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';

/** A hand of the bank with what it is to the vocabulary. */
export interface BankSample extends Sample {
  role: Role['role'];
  shape: string;
  /** Split key: `source/group`. */
  group: string;
}

/** Samples of all shapes but those left out; unseen ones are included and carry their role. */
export function samplesOf(vocabulary: VocabularyId, rows: readonly BankRow[]): BankSample[] {
  const gestures = gesturesOf(vocabulary);
  const samples: BankSample[] = [];
  for (const row of rows) {
    const shape = shapeOf(row.label);
    const role = roleOf(vocabulary, shape);
    if (role.role === 'left-out') continue;
    samples.push({
      points: rightHandPoints(handOf(row)),
      label: role.role === 'known' ? gestures.indexOf(role.gesture) : UNKNOWN,
      origin: role.role === 'known' ? row.source : `${row.source}/${shape}`,
      depth: row.depth,
      aspect: row.aspect === 'true',
      role: role.role,
      shape,
      group: `${row.source}/${row.group}`,
    });
  }
  return samples;
}
