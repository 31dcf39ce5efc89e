/** Tables of what adaptations change. */
import type { Table } from '../evaluate/table.ts';
import { type Change, meanShare, type Outcome, worstLoss } from './measure.ts';

const inThree = (share: number): string => share.toFixed(3);
const counts = ({ before, after, of }: Change): string => `${before} → ${after} of ${of}`;
const total = (outcomes: readonly Outcome[], which: 'idle' | 'unseen' | 'othersWrong'): string =>
  counts(
    outcomes.reduce(
      (sum, outcome) => ({
        before: sum.before + outcome[which].before,
        after: sum.after + outcome[which].after,
        of: sum.of + outcome[which].of,
      }),
      { before: 0, after: 0, of: 0 },
    ),
  );

/** One row for each method, over all cases. */
export function methodTable(
  title: string,
  byMethod: ReadonlyMap<string, readonly Outcome[]>,
): Table {
  return {
    title,
    columns: [
      'method',
      'cases',
      'the letter right',
      'other letters right',
      'worst loss',
      'others lost',
      'others captioned wrong',
      'idle captioned',
      'unseen captioned',
    ],
    rows: [...byMethod].map(([name, outcomes]) => [
      name,
      outcomes.length,
      inThree(meanShare(outcomes, 'own', 'after')),
      meanShare(outcomes, 'othersRight', 'after').toFixed(4),
      inThree(worstLoss(outcomes)),
      outcomes.reduce((sum, { lost }) => sum + lost, 0),
      total(outcomes, 'othersWrong'),
      total(outcomes, 'idle'),
      total(outcomes, 'unseen'),
    ]),
    note:
      'Shares are means over cases (one letter of one person, with three takes); counts are sums over ' +
      'cases, so that a hand counts once in each case. "Worst loss": of the person’s other letters, as a ' +
      'share of their hands. "Others lost": right before and no longer.',
  };
}

/** One row for each letter of each person. */
export function caseTable(title: string, outcomes: readonly Outcome[]): Table {
  return {
    title,
    columns: ['person', 'letter', 'right', 'other letters right', 'others wrong', 'idle', 'unseen'],
    rows: outcomes.map((outcome) => [
      outcome.person,
      outcome.gestures.join(' '),
      counts(outcome.own),
      counts(outcome.othersRight),
      counts(outcome.othersWrong),
      counts(outcome.idle),
      counts(outcome.unseen),
    ]),
  };
}

/** One row for each person who adapted all misread letters. */
export function togetherTable(title: string, outcomes: readonly Outcome[]): Table {
  return {
    ...caseTable(title, outcomes),
    columns: [
      'person',
      'letters adapted',
      'right',
      'other letters right',
      'others wrong',
      'idle',
      'unseen',
    ],
  };
}
