/**
 * Reads and writes the landmark bank: the hands that classifiers are trained on, as numbers only.
 * There is one JSON file per source in `models/bank/`, with a header (licence, meaning of the columns)
 * and the rows as base64 of little-endian int16, so that thousands of hands stay small.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Hand, Handedness, Landmark } from '../../../src/recognizer/hand.ts';

/** Landmarks and shares are stored in steps of 1/8000, which leaves room for +-4 hand sizes. */
const unit = 8000;
/** Means "unknown" in a column of shares. */
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
  /** What a group number means: rows of one group are always on the same side of a split. */
  groups: v.string(),
  /** 'true' if x and y have the same unit; 'unknown' if the picture's aspect ratio was not recorded. */
  aspect: v.picklist(['true', 'unknown']),
  /** Whether z was measured; if not, it is 0 in every row. */
  depth: v.boolean(),
  /** How many people the source shows, as far as known. */
  people: v.string(),
  notes: v.string(),
  labels: v.array(v.string()),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Base64 of `count` int16 records. */
  rows: v.string(),
});

/** One bank file as stored on disk. */
export type BankFile = v.InferOutput<typeof headerSchema>;

/** The description of a source: everything in its file except the rows. */
export type BankHeader = Omit<BankFile, 'format' | 'labels' | 'count' | 'rows'>;

/** One hand of the bank. */
export interface BankRow {
  source: string;
  /** The source's own name for the shape: `A`, `call`, `no_gesture`, ... */
  label: string;
  /** Split key within the source: near-copies (same original, picture, burst) share one number. */
  group: number;
  /**
   * 21 points relative to the wrist (point 0 is the origin), in units of {@link handSize}. x points
   * right and y down as in the picture: the orientation is kept. z is in the same unit, and 0 if
   * the source has no depth (`depth` is false).
   */
  landmarks: readonly Landmark[];
  depth: boolean;
  aspect: 'true' | 'unknown';
  /** The signer's own hand according to the landmark model or the source; null if unknown. */
  handedness: Handedness | null;
  leftness: number | null;
  presence: number | null;
  /** Hand size divided by the shorter side of the picture; null if the picture is a crop. */
  size: number | null;
}

/** The longer side of the landmarks' bounding box (x and y), in their unit. */
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

/** Converts a row to the recognizer's hand. A hand of unknown side becomes a right one. */
export function handOf(row: BankRow): Hand {
  const leftness = row.leftness ?? (row.handedness === 'Left' ? 1 : 0);
  return {
    landmarks: row.landmarks,
    handedness: row.handedness ?? 'Right',
    leftness,
    presence: row.presence ?? 1,
  };
}

/** A hand to write: landmarks at any position and in any unit, but the same for x and y. */
export interface BankEntry {
  label: string;
  group: number;
  landmarks: readonly Landmark[];
  leftness: number | null;
  presence: number | null;
  size: number | null;
}

/** Quantises the entries into a bank file. @throws Error if an entry has no extent or not 21 points */
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
      throw new Error(`An entry labelled ${entry.label} of ${header.source} is not a hand.`);
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

/** The rows of one bank file. @throws Error with a sentence if the file is damaged */
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
    throw new Error(`${name} is truncated; write it again with npm run extract.`);
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

/** The bank files of a folder, in the order of their names. @throws Error if one is damaged */
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

/** All rows of all bank files in a folder (by default the shipped ones), in the order of file names. */
export function readBank(dir = 'models/bank'): BankRow[] {
  return readBankFiles(dir).flatMap((file) => decodeBank(file, `${file.source}.json`));
}

const damaged = (name: string) =>
  `${name} is not a landmark bank; write it again with npm run extract.`;
