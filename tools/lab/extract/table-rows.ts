/** What the readers of published tables share. */
import { readFileSync } from 'node:fs';
import type { Landmark } from '../../../src/recognizer/hand.ts';
import type { BankEntry, BankHeader } from '../bank/bank.ts';

export interface TableSource {
  header: BankHeader;
  entries(): BankEntry[];
}

const pointCount = 21;
export const changed =
  'Changed: landmarks are given relative to the wrist in units of hand size; names of files, pictures and users are left out.';

export function rows(file: string, heading: boolean): string[][] {
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return (heading ? lines.slice(1) : lines).map((line) => line.split(','));
}

/** Points from the columns from `start` on, `axes` columns per point. */
export function points(row: readonly string[], start: number, axes: 2 | 3): Landmark[] {
  return Array.from({ length: pointCount }, (_, i): Landmark => {
    const at = start + i * axes;
    return [Number(row[at]), Number(row[at + 1]), axes === 3 ? Number(row[at + 2]) : 0];
  });
}

export const unmeasured = { leftness: null, presence: null, size: null };
