/** Tables, and their Markdown. */
import * as v from 'valibot';
import type { Interval } from '../../../src/learning/metrics-intervals.ts';

/** Give counts that may be 0 or 1 as text: as numbers they are printed as shares. */
export type Cell = string | number | null;

export interface Table {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** What the reader must know to understand the table. */
  note?: string;
}

/** A table that another program wrote as JSON, which has null in place of NaN. */
export const tableSchema: v.GenericSchema<unknown, Table> = v.object({
  title: v.string(),
  columns: v.array(v.string()),
  rows: v.array(v.array(v.union([v.string(), v.number(), v.null()]))),
  note: v.optional(v.string()),
});

/** Prints shares with three digits, whole numbers unchanged, and a dash if nothing was measured. */
export function formatCell(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '–';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) && Math.abs(cell) > 1 ? String(cell) : cell.toFixed(3);
}

/** An interval as a cell; null if nothing was measured. */
export function formatInterval({ low, high }: Interval): string | null {
  return Number.isFinite(low + high) ? `${low.toFixed(3)}–${high.toFixed(3)}` : null;
}

export function toMarkdown({ title, columns, rows, note }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    ...(note ? [note, ''] : []),
    line(columns),
    line(columns.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(row.map(formatCell))),
    '',
  ].join('\n');
}
