/** Makes a vocabulary's samples from rows of the landmark bank. */
import { unknownLabel } from '../../../src/learning/losses.ts';
import type { Sample } from '../../../src/learning/sampler.ts';
import type { Handedness } from '../../../src/recognizer/hand.ts';
import { rightHandPoints } from '../../../src/recognizer/signs/features.ts';
import type { BankRow } from '../bank/bank.ts';
import { gesturesOf, type Role, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import { sideOf } from './sides.ts';

/** A hand of the bank and its role in the vocabulary. */
export interface BankSample extends Sample {
  role: Role['role'];
  shape: string;
  /** Split key: `source/group`. */
  group: string;
  /** Made from a degraded copy of another sample's picture: for training, not for tests. */
  copy?: true;
}

/**
 * Aspect ratio (width / height) of the pictures that a source's landmarks are relative to. It was not
 * recorded, but with this value the source's palms are as wide as those of other sources.
 */
const aspects: Readonly<Record<string, number>> = {
  borisgraudt: 16 / 9,
  davidlee: 3 / 4,
  // A mixture of portrait and landscape pictures.
  'hagrid-landmarks': 0.85,
  'table-07': 16 / 9,
  'table-08': 4 / 3,
  'table-14': 1,
};

/**
 * Insitee's second set is published with the class numbers 0 to 9, like the first one (A B C D E F
 * G H I L), but its hands are the ten letters that follow: a classifier trained only on other people
 * assigns 80 to 100 % of the hands of each class to the letter in this table, and none to the first
 * set's.
 */
const relabelled: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'insitee-2': { A: 'K', B: 'M', C: 'N', D: 'O', E: 'P', F: 'Q', G: 'R', H: 'S', I: 'T', L: 'U' },
};

/** Sources that show another source's pictures, so that copies of a picture stay on one side of a split. */
const samePictures: Readonly<Record<string, string>> = { 'hagrid-crops-poor': 'hagrid-crops' };

/** The source whose pictures a row shows. */
export const picturesOf = (source: string): string => samePictures[source] ?? source;

/** Whether the row's picture is a copy of one in another source: for training, never for reports. */
export const isCopy = ({ source }: Pick<BankRow, 'source'>): boolean => source in samePictures;

/** One in this many idle hands is never trained on, so that silence can be reported on it. */
const reservedOneIn = 5;

/** Whether a row is an idle hand that is reserved for reports. */
export function isReserved(row: BankRow): boolean {
  return shapeOf(row.label) === 'idle' && row.group % reservedOneIn === 0;
}

/**
 * Samples of all shapes except those left out. Unseen shapes and reserved idle hands are included with
 * the role `unseen`.
 */
export function samplesOf(vocabulary: VocabularyId, rows: readonly BankRow[]): BankSample[] {
  const gestures = gesturesOf(vocabulary);
  const samples: BankSample[] = [];
  for (const row of rows) {
    const shape = shapeOf(relabelled[row.source]?.[row.label] ?? row.label);
    const role = roleOf(vocabulary, shape);
    if (role.role === 'left-out') continue;
    // Not trained on and not reported: reports count each reserved picture once, undegraded.
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

/** If the side is unknown, an unknown hand counts on both sides, and a known one cannot be used. */
function possibleSides(row: BankRow, role: Role): readonly Handedness[] {
  const side = sideOf(row);
  if (side !== null) return [side];
  return role.role === 'known' ? [] : ['Left', 'Right'];
}

/** Scales x (and z, which has the unit of x) to the unit of y. */
function stretched(points: Float32Array, aspect: number): Float32Array {
  return points.map((value, i) => (i % 3 === 1 ? value : value * aspect));
}
