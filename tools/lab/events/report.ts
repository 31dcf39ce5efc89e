/** Formats event metrics as Markdown tables. */
import { type GateKind, handSizes, type Tally } from './count.ts';
import type { EventMetrics } from './metrics.ts';
import { newFamilies } from './suite.ts';

const percent = (share: number): string =>
  Number.isNaN(share) ? '-' : `${(share * 100).toFixed(1)} %`;
const seconds = (value: number | null): string => (value === null ? '-' : value.toFixed(2));
/** The rate with count and interval: below ten captions the interval says more than the rate. */
export const rate = ({ falseCaptions, falsePerHour, falsePerHourUpper }: EventMetrics): string =>
  Number.isFinite(falsePerHour)
    ? `${falsePerHour.toFixed(1)} (${falseCaptions}; < ${falsePerHourUpper.toFixed(1)})`
    : '-';

/** The names of the columns, and one row for each gate. */
export function eventRows(
  kinds: readonly GateKind[],
  tallies: readonly Tally[],
): { head: string[]; rows: string[][] } {
  const head = ['gate', 'false captions/h', 'in families not trained on'].concat([
    'recall 60-120 px',
    'recall over 120 px',
    'recall under 60 px',
    'wrong',
    'onset median',
    'p95',
  ]);
  const [small, middle, large] = handSizes;
  const rows = kinds.map(({ name }, i) => {
    const tally = tallies[i]!;
    const whole = tally.held(middle.from);
    return [
      name,
      rate(tally.silent()),
      rate(tally.silent((family) => newFamilies.includes(family))),
      percent(tally.held(middle.from, middle.to).recall),
      percent(tally.held(large.from, large.to).recall),
      percent(tally.held(small.from, small.to).recall),
      percent(whole.wrongRate),
      `${seconds(whole.onsetMedian)} s`,
      `${seconds(whole.onsetP95)} s`,
    ];
  });
  return { head, rows };
}

export function eventsTable(kinds: readonly GateKind[], tallies: readonly Tally[]): string {
  const { head, rows } = eventRows(kinds, tallies);
  return markdown(head, rows);
}

/** The families that still have false captions, worst first. */
export function worstTable(tally: Tally, most = 8): string {
  const rows = tally
    .worst()
    .slice(0, most)
    .map(({ family, falseCaptions, hours }) => [
      family,
      String(falseCaptions),
      (hours * 60).toFixed(0),
    ]);
  return rows.length > 0
    ? markdown(['family', 'false captions', 'minutes'], rows)
    : 'No false caption in any family.';
}

export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Replaces the text between `<!-- name -->` and `<!-- /name -->`.
 * @throws Error if the document has no such place.
 */
export function withBlock(document: string, name: string, content: string): string {
  const open = `<!-- ${name} -->`;
  const close = `<!-- /${name} -->`;
  const from = document.indexOf(open);
  const to = document.indexOf(close);
  if (from < 0 || to < from) throw new Error(`The document has no place for ${name}.`);
  return `${document.slice(0, from + open.length)}\n${content}\n${document.slice(to)}`;
}
