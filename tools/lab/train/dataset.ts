/** From rows of the landmark bank to samples of a vocabulary. */

import { unknownLabel } from '../../../src/learning/losses.ts';
import type { Sample } from '../../../src/learning/sampler.ts';
import type { Handedness } from '../../../src/recognizer/hand.ts';
import { rightHandPoints } from '../../../src/recognizer/signs/features.ts';
import type { BankRow } from '../bank/bank.ts';
import { gesturesOf, type Role, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import { sideOf } from './sides.ts';

/** A hand of the bank with what it is to the vocabulary. */
export interface BankSample extends Sample {
  role: Role['role'];
  shape: string;
  /** Split key: `source/group`. */
  group: string;
  /** Shows a picture that another sample shows better: to train on, not to test on. */
  copy?: true;
}

/**
 * Width over height of the pictures that a source's landmarks were shares of: not recorded, but
 * with this one the source's palms are as wide as those of other sources.
 */
const aspects: Readonly<Record<string, number>> = {
  borisgraudt: 16 / 9,
  davidlee: 3 / 4,
  // A mixture of upright and lying pictures.
  'hagrid-landmarks': 0.85,
};

/**
 * Insitee's second set is published with the class numbers 0 to 9, like the first one (A B C D E F
 * G H I L), but its hands are the ten letters that follow: a classifier trained on other people
 * alone names 80 to 100 % of the hands of each class by this table, and none by the first set's.
 */
const relabelled: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'insitee-2': { A: 'K', B: 'M', C: 'N', D: 'O', E: 'P', F: 'Q', G: 'R', H: 'S', I: 'T', L: 'U' },
};

/** Sources that show the pictures of another one, so that copies of a picture stay on one side. */
const samePictures: Readonly<Record<string, string>> = { 'hagrid-crops-poor': 'hagrid-crops' };

/** The source whose pictures a row shows. */
export const picturesOf = (source: string): string => samePictures[source] ?? source;

/** Whether a row is a copy of a picture that another source has: to train on, never to report. */
export const isCopy = ({ source }: Pick<BankRow, 'source'>): boolean => source in samePictures;

/** Share of idle hands that are never trained on, so that silence can be reported on them. */
const reservedOneIn = 5;

/** Whether a row is an idle hand that no training sees. */
export function isReserved(row: BankRow): boolean {
  return shapeOf(row.label) === 'idle' && row.group % reservedOneIn === 0;
}

/**
 * Samples of all shapes but those left out. Unseen ones, and idle hands kept back for the report,
 * are included with the role `unseen`.
 */
export function samplesOf(vocabulary: VocabularyId, rows: readonly BankRow[]): BankSample[] {
  const gestures = gesturesOf(vocabulary);
  const samples: BankSample[] = [];
  for (const row of rows) {
    const shape = shapeOf(relabelled[row.source]?.[row.label] ?? row.label);
    const role = roleOf(vocabulary, shape);
    if (role.role === 'left-out') continue;
    // Neither trained on nor reported: the reports count each kept picture once, as it is.
    if (isReserved(row) && isCopy(row)) continue;
    for (const handedness of possibleSides(row, role)) {
      samples.push({
        points: stretched(rightHandPoints({ ...row, handedness }), aspects[row.source] ?? 1),
        label: role.role === 'known' ? gestures.indexOf(role.gesture) : unknownLabel,
        origin: role.role === 'known' ? row.source : `${row.source}/${shape}`,
        depth: row.depth,
        aspect: row.aspect === 'true',
        role: isReserved(row) ? 'unseen' : role.role,
        shape,
        group: `${picturesOf(row.source)}/${row.group}`,
        ...(isCopy(row) && { copy: true }),
      });
    }
  }
  return samples;
}

/** An unknown hand is unknown on either side; a known one of an untold side is of no use. */
function possibleSides(row: BankRow, role: Role): readonly Handedness[] {
  const side = sideOf(row);
  if (side !== null) return [side];
  return role.role === 'known' ? [] : ['Left', 'Right'];
}

/** Gives x the unit of y (z has the unit of x). */
function stretched(points: Float32Array, aspect: number): Float32Array {
  return points.map((value, i) => (i % 3 === 1 ? value : value * aspect));
}
