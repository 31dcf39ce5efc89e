/** Makes the tables that every experiment has. */
import {
  committeeScore,
  energy,
  maxLogit,
  maxSigmoid,
  maxSoftmax,
  type Score,
} from '../../../src/learning/scores.ts';
import { mahalanobis, nearestNeighbours } from '../../../src/learning/scores-distance.ts';
import type { Table } from '../evaluate/table.ts';
import {
  argmaxDecoding,
  atKnownRight,
  cached,
  curves,
  type Decoding,
  decoded,
  ownScore,
} from './figures.ts';
import { formatInterval, verdict } from './interval.ts';
import { bySeed, differences, grouped, type Run } from './runs.ts';

/** A run's name in tables: its loss, and what it was trained to be silent on if that varies. */
export const nameOf = ({ objective, unknowns, committee }: Run): string =>
  [
    objective.name,
    ...(['none', 'classes'].includes(unknowns) ? [] : [unknowns]),
    ...(committee === 'ensemble' ? ['ensemble'] : []),
  ].join('; ');

/** For each seed and fold, the known accuracy at which its runs are compared; see `equalKnownRight`. */
export type Targets = ReadonlyMap<string, number>;

const keyOf = ({ seed, fold }: Run): string => `${seed}/${fold}`;

/** The target is at most this share of the weakest loss's argmax accuracy. */
const reachable = 0.95;

/**
 * For each seed and fold, the share of known samples that must be named right when losses are compared
 * at equal known accuracy: the share that the reference names right by its greatest output, including
 * `na`, but low enough that every loss can reach it.
 */
export function equalKnownRight(runs: readonly Run[], isReference: (run: Run) => boolean): Targets {
  return new Map(
    grouped(runs, keyOf).map(({ name, runs: own }) => {
      const reference = own.find(isReference);
      if (!reference) throw new Error(`There is no reference for ${name}.`);
      const { test, objective, names } = reference;
      const named = decoded(test, ownScore(objective), argmaxDecoding, names.length).known;
      const closed = own.map((run) => curves(run.test, ownScore(run.objective)).closed!);
      return [name, Math.min(named!, reachable * Math.min(...closed))];
    }),
  );
}

/** The decoding with which a run names as many known samples right as the others of its seed and fold. */
export const equalDecoding = (run: Run, targets: Targets, score: Score): Decoding =>
  atKnownRight(run.test, score, targets.get(keyOf(run))!);

const curveColumns = [
  ['argmax right', 'closed'],
  ['AUROC unknown', 'aurocUnknown'],
  ['AUROC unseen', 'aurocUnseen'],
  ['FPR@95 unknown', 'fprUnknown'],
  ['FPR@95 unseen', 'fprUnseen'],
  ['OSCR area', 'oscr'],
  ['CCR at FPR .1', 'ccr10'],
  ['at .01', 'ccr1'],
  ['at .001', 'ccr01'],
] as const;

/** Figures without a threshold, one row per loss. */
export function curvesTable(title: string, runs: readonly Run[]): Table {
  return {
    title,
    columns: ['loss', ...curveColumns.map(([column]) => column)],
    rows: grouped(runs, nameOf).map(({ name, runs: own }) => {
      const figures = new Map(own.map((run) => [run, curves(run.test, ownScore(run.objective))]));
      return [
        name,
        ...curveColumns.map(([, key]) =>
          formatInterval(bySeed(own, (run) => figures.get(run)![key]!)),
        ),
      ];
    }),
    note:
      'No threshold. The score is the greatest softmax or sigmoid of the known, whatever an output `na` ' +
      'says. OSCR and CCR are against the unseen.',
  };
}

const decodedColumns = [
  ['known right', 'known'],
  ['unknown silent', 'unknown'],
  ['unseen silent', 'unseen'],
  ['all right', 'all'],
  ['macro F1', 'f1'],
] as const;

/** Shares decoded right by the greatest output, at fixed thresholds and at equal known accuracy. */
export function decodedTable(title: string, runs: readonly Run[], targets: Targets): Table {
  const ways: [string, (run: Run) => Decoding][] = [
    ['argmax', () => argmaxDecoding],
    ['0.4', () => ({ withNa: false, threshold: 0.4 })],
    ['0.5', () => ({ withNa: false, threshold: 0.5 })],
    ['equal', (run) => equalDecoding(run, targets, ownScore(run.objective))],
  ];
  return {
    title,
    columns: ['loss', 'decoded', ...decodedColumns.map(([column]) => column)],
    rows: grouped(runs, nameOf).flatMap(({ name, runs: own }) =>
      ways.map(([way, decoding]) => {
        const figures = new Map(
          own.map((run) => [
            run,
            decoded(run.test, ownScore(run.objective), decoding(run), run.names.length),
          ]),
        );
        return [
          name,
          way,
          ...decodedColumns.map(([, key]) =>
            formatInterval(bySeed(own, (run) => figures.get(run)![key]!)),
          ),
        ];
      }),
    ),
    note:
      '"argmax": the greatest output, `na` among them. "0.4", "0.5": the best known one if its score reaches ' +
      'that. "equal": the threshold at which as many known samples are named right as by BCE + na with ' +
      'argmax on the same seed and fold (but at most 0.95 of what the weakest loss names right).',
  };
}

/** Scores, each made for a run. */
const scoreRows: readonly [string, (run: Run) => Score][] = [
  ['max softmax', () => maxSoftmax],
  ['max sigmoid', () => maxSigmoid],
  ['max logit', () => maxLogit],
  ['energy', () => energy()],
  ['10 nearest neighbours', (run) => nearestNeighbours(run.seen, 10)],
  ['Mahalanobis', (run) => mahalanobis(run.seen)],
];

/** Other scores on the same networks, each at equal known accuracy too. */
export function scoresTable(title: string, runs: readonly Run[], targets: Targets): Table {
  const rows = grouped(runs, nameOf).flatMap(({ name, runs: own }) => {
    const { committee, objective } = own[0]!;
    const ofCommittee: typeof scoreRows = committee
      ? [
          [
            committee === 'dropout' ? 'dropout passes' : 'ensemble',
            () => committeeScore(objective.activation),
          ],
        ]
      : [];
    const scores = committee === 'ensemble' ? ofCommittee : [...scoreRows, ...ofCommittee];
    return scores.map(([label, scoreFor]) => {
      const figures = new Map(
        own.map((run) => {
          const score = cached(scoreFor(run));
          const decoding = equalDecoding(run, targets, score);
          const { unknown, unseen } = decoded(run.test, score, decoding, run.names.length);
          return [run, { ...curves(run.test, score), unknown: unknown!, unseen: unseen! }];
        }),
      );
      const cell = (key: string) =>
        formatInterval(bySeed(own, (run) => (figures.get(run) as Record<string, number>)[key]!));
      return [
        name,
        label,
        ...['aurocUnknown', 'aurocUnseen', 'fprUnseen', 'ccr10', 'unknown', 'unseen'].map(cell),
      ];
    });
  });
  return {
    title,
    columns: [
      'loss',
      'score',
      'AUROC unknown',
      'AUROC unseen',
      'FPR@95 unseen',
      'CCR at FPR .1',
      'unknown silent, equal',
      'unseen silent, equal',
    ],
    rows,
    note: 'The best gesture is always the one with the greatest logit; the score decides whether it is named.',
  };
}

/** How one side of a comparison is decoded (see `decodedTable`); a number is a fixed threshold. */
type Way = 'equal' | 'argmax' | number;

export interface Comparison {
  name: string;
  first: (run: Run) => boolean;
  second: (run: Run) => boolean;
  /** `equal` by default. */
  firstBy?: Way;
  secondBy?: Way;
}

/** Differences on the same seed and fold, with an interval and a verdict. */
export function differencesTable(
  title: string,
  runs: readonly Run[],
  targets: Targets,
  comparisons: readonly Comparison[],
): Table {
  const decodingOf = (run: Run, way: Way): Decoding => {
    if (way === 'equal') return equalDecoding(run, targets, ownScore(run.objective));
    return way === 'argmax' ? argmaxDecoding : { withNa: false, threshold: way };
  };
  const decodedBy = (key: 'known' | 'unknown' | 'unseen', way: Way) => (run: Run) =>
    decoded(run.test, ownScore(run.objective), decodingOf(run, way), run.names.length)[key]!;
  const curve = (key: string) => (run: Run) => curves(run.test, ownScore(run.objective))[key]!;
  return {
    title,
    columns: [
      'first minus second',
      'argmax right',
      'AUROC unseen',
      'known right',
      'unknown silent',
      'unseen silent',
      'on the unseen',
    ],
    rows: comparisons.map(({ name, first, second, firstBy = 'equal', secondBy = 'equal' }) => {
      const [a, b] = [runs.filter(first), runs.filter(second)];
      const of = (key: 'known' | 'unknown' | 'unseen') =>
        differences(a, b, decodedBy(key, firstBy), decodedBy(key, secondBy));
      return [
        name,
        formatInterval(differences(a, b, curve('closed')), true),
        formatInterval(differences(a, b, curve('aurocUnseen')), true),
        formatInterval(of('known'), true),
        formatInterval(of('unknown'), true),
        formatInterval(of('unseen'), true),
        verdict(of('unseen')),
      ];
    }),
    note:
      'At equal known accuracy unless another way of decoding is named. "better" and "worse": the ' +
      '95 % interval of the difference in unseen silence does not contain 0; "open": it does.',
  };
}
