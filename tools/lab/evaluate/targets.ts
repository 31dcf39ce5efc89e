/** The figures to reach, and whether they are reached. */
import type { Interval } from '../../../src/learning/metrics-intervals.ts';
import { type Cell, formatCell, formatInterval, type Table } from './table.ts';

export interface Target {
  name: string;
  /** `reported` if there is no goal. */
  goal: { kind: 'at least' | 'at most'; value: number } | 'reported';
  /** NaN if it was not or cannot be measured; `missing` says why. */
  figure: number;
  interval: Interval | null;
  /** What the figure was measured on, and how many. */
  cases: string;
  missing?: { why: string; verdict: 'no' | 'not measured' };
}

export const atLeast = (value: number): Target['goal'] => ({ kind: 'at least', value });
export const atMost = (value: number): Target['goal'] => ({ kind: 'at most', value });

/** `yes, not surely` means that the figure reaches the goal but its interval does not. */
export type Verdict = 'yes' | 'yes, not surely' | 'no' | 'not measured' | '';

export function verdictOf({ goal, figure, interval, missing }: Target): Verdict {
  if (goal === 'reported') return '';
  if (missing) return missing.verdict;
  if (!Number.isFinite(figure)) return 'not measured';
  const reaches = (value: number) =>
    goal.kind === 'at least' ? value >= goal.value : value <= goal.value;
  if (!reaches(figure)) return 'no';
  const worst = goal.kind === 'at least' ? interval?.low : interval?.high;
  return worst === undefined || reaches(worst) ? 'yes' : 'yes, not surely';
}

const goalCell = (goal: Target['goal']): Cell =>
  goal === 'reported' ? 'reported' : `${goal.kind} ${goal.value}`;

/** The table of targets, which comes first in a report. */
export function targetTable(title: string, targets: readonly Target[]): Table {
  return {
    title,
    columns: ['target', 'goal', 'figure', '95 % interval', 'reached', 'measured on'],
    rows: targets.map((target) => [
      target.name,
      goalCell(target.goal),
      target.missing?.why ?? formatCell(target.figure),
      target.interval ? formatInterval(target.interval) : null,
      verdictOf(target),
      target.cases,
    ]),
    note:
      'Intervals: Wilson for shares over pictures (a group of near-copies counts once); over people ' +
      'a bootstrap over people with a fixed seed. "yes, not surely": the figure reaches the goal, ' +
      'but part of its interval does not.',
  };
}
