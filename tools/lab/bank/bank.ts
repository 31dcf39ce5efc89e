/**
 * The landmark bank: the hands that classifiers are trained on, as numbers only. One JSON file per
 * source under `models/bank/`, with a header (licence, what the columns mean) and the rows as
 * base64 of little-endian 16-bit integers, so that a source of thousands of hands stays small.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Hand, Handedness, Landmark } from '../../../src/recognizer/hand.ts';

/** Landmarks and shares are stored as integers of 1/8000, which leaves room for +-4 hand sizes. */
const unit = 8000;
/** Stands for "not known" in a column of shares. */
const unknown = -1;
const points = 21;
/** Columns before the landmarks: label, group, leftness, presence, size. */
const head = 5;

const headerSchema = v.object({
  format: v.literal('sign-captions-landmark-bank-1'),
  /** The file's name without `.json`. */
  source: v.string(),
  origin: v.string(),
  licence: v.string(),
  attribution: v.string(),
  changes: v.string(),
  /** What a group number stands for: rows of one group never fall on both sides of a split. */
  groups: v.string(),
  /** 'true': x and y have the same unit. 'unknown': the picture's aspect ratio is lost. */
  aspect: v.picklist(['true', 'unknown']),
  /** Whether z was measured; when false it is 0 in every row. */
  depth: v.boolean(),
  /** People in the source, as far as known. */
  people: v.string(),
  notes: v.string(),
  labels: v.array(v.string()),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Base64 of count records of int16. */
  rows: v.string(),
});

/** One bank file as it lies on disk. */
export type BankFile = v.InferOutput<typeof headerSchema>;

/** What describes a source: everything in the file but its rows. */
export type BankHeader = Omit<BankFile, 'format' | 'labels' | 'count' | 'rows'>;

/** One hand of the bank. */
export interface BankRow {
  source: string;
  /** The source's own name for the shape: `A`, `call`, `no_gesture`, ... */
  label: string;
  /** Split key within the source: near-copies (same original, picture, burst) share one number. */
  group: number;
  /**
   * 21 points relative to the wrist (point 0 is the origin), in units of {@link handSize}. x to the
   * right and y down as in the picture: orientation is kept. z in the same unit, 0 where
   * the source has none (`depth` false).
   */
  landmarks: readonly Landmark[];
  depth: boolean;
  aspect: 'true' | 'unknown';
  /** The signer's own hand by the landmark model (or by the source), null where not known. */
  handedness: Handedness | null;
  leftness: number | null;
  presence: number | null;
  /** Hand size over the shorter side of the picture, null where the picture is a crop. */
  size: number | null;
}

/** The longer side of the box round the landmarks (x and y), in their unit. */
export function handSize(landmarks: readonly Landmark[]): number {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const [x, y] of landmarks) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return Math.max(right - left, bottom - top);
}

/** A row as the recognizer's own hand. A hand of unknown side counts as a right one. */
export function handOf(row: BankRow): Hand {
  const leftness = row.leftness ?? (row.handedness === 'Left' ? 1 : 0);
  return {
    landmarks: row.landmarks,
    handedness: row.handedness ?? 'Right',
    leftness,
    presence: row.presence ?? 1,
  };
}

/** A hand to be written: landmarks in any unit and place (but x and y in the same unit). */
export interface BankEntry {
  label: string;
  group: number;
  landmarks: readonly Landmark[];
  leftness: number | null;
  presence: number | null;
  size: number | null;
}

/** Quantises the entries into a bank file. Throws when an entry has no extent or not 21 points. */
export function encodeBank(header: BankHeader, entries: readonly BankEntry[]): BankFile {
  const labels = [...new Set(entries.map((entry) => entry.label))].sort();
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const axes = header.depth ? 3 : 2;
  const stride = head + (points - 1) * axes;
  const bytes = Buffer.alloc(entries.length * stride * 2);
  let at = 0;
  const put = (value: number) => {
    at = bytes.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(value))), at);
  };
  const share = (value: number | null) => put(value === null ? unknown : value * unit);
  for (const entry of entries) {
    const size = handSize(entry.landmarks);
    const wrist = entry.landmarks[0];
    if (!wrist || entry.landmarks.length !== points || !(size > 0)) {
      throw new Error(`A hand labelled ${entry.label} of ${header.source} is no hand.`);
    }
    put(indexOf.get(entry.label)!);
    put(entry.group);
    share(entry.leftness);
    share(entry.presence);
    share(entry.size);
    for (let i = 1; i < points; i++) {
      for (let axis = 0; axis < axes; axis++) {
        put(((entry.landmarks[i]![axis]! - wrist[axis]!) / size) * unit);
      }
    }
  }
  return {
    format: 'sign-captions-landmark-bank-1',
    ...header,
    labels,
    count: entries.length,
    rows: bytes.toString('base64'),
  };
}

/** The rows of one bank file. Throws a sentence when the file is damaged. */
export function decodeBank(json: unknown, name = 'bank file'): BankRow[] {
  const parsed = v.safeParse(headerSchema, json);
  if (!parsed.success) {
    throw new Error(damaged(name));
  }
  const file = parsed.output;
  const axes = file.depth ? 3 : 2;
  const stride = head + (points - 1) * axes;
  const bytes = Buffer.from(file.rows, 'base64');
  if (bytes.length !== file.count * stride * 2) {
    throw new Error(`${name} is cut short; write it again with npm run extract.`);
  }
  const share = (at: number) => {
    const value = bytes.readInt16LE(at * 2);
    return value < 0 ? null : value / unit;
  };
  const rows: BankRow[] = [];
  for (let row = 0; row < file.count; row++) {
    const start = row * stride;
    const leftness = share(start + 2);
    const landmarks: Landmark[] = [[0, 0, 0]];
    for (let i = 0; i < points - 1; i++) {
      const at = (start + head + i * axes) * 2;
      landmarks.push([
        bytes.readInt16LE(at) / unit,
        bytes.readInt16LE(at + 2) / unit,
        axes === 3 ? bytes.readInt16LE(at + 4) / unit : 0,
      ]);
    }
    const label = file.labels[bytes.readInt16LE(start * 2)];
    if (label === undefined) throw new Error(`${name} names a label that it does not list.`);
    rows.push({
      source: file.source,
      label,
      group: bytes.readInt16LE((start + 1) * 2),
      landmarks,
      depth: file.depth,
      aspect: file.aspect,
      handedness: leftness === null ? null : leftness > 0.5 ? 'Left' : 'Right',
      leftness,
      presence: share(start + 3),
      size: share(start + 4),
    });
  }
  return rows;
}

/** The bank files of a folder, in the order of their names. Throws when one is damaged. */
export function readBankFiles(dir = 'models/bank'): BankFile[] {
  const names = readdirSync(dir).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const parsed = v.safeParse(
      headerSchema,
      JSON.parse(readFileSync(join(dir, name), 'utf8')) as unknown,
    );
    if (!parsed.success) throw new Error(damaged(name));
    return parsed.output;
  });
}

/** All rows of all bank files in a folder (default: what ships), in the order of file names. */
export function readBank(dir = 'models/bank'): BankRow[] {
  return readBankFiles(dir).flatMap((file) => decodeBank(file, `${file.source}.json`));
}

const damaged = (name: string) =>
  `${name} is not a landmark bank; write it again with npm run extract.`;
