/** Tables as Markdown and as plain text. */
import * as v from 'valibot';
import type { Interval } from '../../../src/learning/metrics-intervals.ts';

/** Counts that may be 0 or 1 are given as text: such a number reads as a share. */
export type Cell = string | number | null;

export interface Table {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** What the reader must know to read it rightly. */
  note?: string;
}

/** A table as another program wrote it. JSON has no NaN: it is null there. */
export const tableSchema: v.GenericSchema<unknown, Table> = v.object({
  title: v.string(),
  columns: v.array(v.string()),
  rows: v.array(v.array(v.union([v.string(), v.number(), v.null()]))),
  note: v.optional(v.string()),
});

/** Shares with three digits, whole numbers as they are; nothing measured is a dash. */
export function formatCell(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '–';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) && Math.abs(cell) > 1 ? String(cell) : cell.toFixed(3);
}

/** An interval as a cell; nothing where nothing was measured. */
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
