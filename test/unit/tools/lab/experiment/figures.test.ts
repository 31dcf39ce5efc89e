import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../../../src/learning/losses.ts';
import { bceNa, bcenaObjective, ce } from '../../../../../src/learning/objectives.ts';
import {
  argmaxDecoding,
  atKnownRight,
  confusionOf,
  curves,
  decoded,
  type Kind,
  ownScore,
  silenceByName,
  type TestSample,
} from '../../../../../tools/lab/experiment/figures.ts';
import type { Run } from '../../../../../tools/lab/experiment/runs.ts';
import { bySeed, differences } from '../../../../../tools/lab/experiment/runs.ts';
import {
  curvesTable,
  decodedTable,
  differencesTable,
  equalKnownRight,
  scoresTable,
} from '../../../../../tools/lab/experiment/tables.ts';

const logit = (share: number) => Math.log(share / (1 - share));

/** A sample with these sigmoids. */
function sample(
  kind: Kind,
  label: number,
  sigmoids: [number, number],
  { na = null, name = kind }: { na?: number | null; name?: string } = {},
): TestSample {
  return {
    kind,
    label,
    name,
    view: {
      logits: Float32Array.from(sigmoids, logit),
      na: na === null ? null : logit(na),
      features: Float32Array.from(sigmoids),
    },
  };
}

const knownSamples = [
  sample('known', 0, [0.9, 0.1]),
  sample('known', 1, [0.2, 0.6]),
  sample('known', 1, [0.45, 0.3]),
  sample('unknown', unknownLabel, [0.1, 0.2]),
  sample('unseen', unknownLabel, [0.7, 0.1], { name: 'horns' }),
  sample('unseen', unknownLabel, [0.1, 0.3], { name: 'three' }),
];
const score = ownScore(bcenaObjective);

describe('figures', () => {
  it('separate known from unknown and unseen samples without a threshold', () => {
    const { closed, aurocUnknown, aurocUnseen } = curves(knownSamples, score);
    expect(closed).toBeCloseTo(2 / 3);
    expect(aurocUnknown).toBe(1);
    // Pairs against .7 and .3: .9 wins twice, .6 and .45 once each.
    expect(aurocUnseen).toBeCloseTo(4 / 6);
  });

  it('count what is named right and what is silent at a threshold', () => {
    const figures = decoded(knownSamples, score, { withNa: false, threshold: 0.5 }, 2);
    expect(figures.known).toBeCloseTo(2 / 3);
    expect(figures.unknown).toBe(1);
    expect(figures.unseen).toBe(0.5);
    expect(figures.all).toBeCloseTo(4 / 6);
  });

  it('let an output na silence a sample by argmax but not at a threshold', () => {
    const samples = [sample('unknown', unknownLabel, [0.6, 0.1], { na: 0.8 })];
    const own = ownScore(bceNa);
    expect(decoded(samples, own, argmaxDecoding, 2).unknown).toBe(1);
    expect(decoded(samples, own, { withNa: false, threshold: 0.5 }, 2).unknown).toBe(0);
  });

  it('use the strictest threshold that reaches equal known accuracy', () => {
    expect(atKnownRight(knownSamples, score, 1 / 3).threshold).toBeCloseTo(0.9);
    const decoding = atKnownRight(knownSamples, score, 2 / 3);
    expect(decoded(knownSamples, score, decoding, 2).unseen).toBe(0.5);
    expect(silenceByName(knownSamples, score, decoding)).toEqual({ horns: 0, three: 1 });
  });

  it('fill a confusion matrix with na last', () => {
    expect(confusionOf(knownSamples, score, { withNa: false, threshold: 0.5 }, 2)).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [1, 0, 2],
    ]);
  });
});

const run = (
  objective: Run['objective'],
  seed: number,
  fold: string,
  test = knownSamples,
): Run => ({
  seed,
  fold,
  objective,
  unknowns: objective === ce ? 'none' : 'shown',
  committee: null,
  names: ['a', 'b'],
  test,
  seen: Array.from({ length: 12 }, (_, i) => ({
    label: i % 2,
    features: Float32Array.of(i % 2, 1 - (i % 2) + i / 100),
  })),
});

describe('runs', () => {
  it('give one value per seed, the mean over its folds', () => {
    const runs = [run(ce, 1, 'x'), run(ce, 1, 'y'), run(ce, 2, 'x')];
    expect(bySeed(runs, ({ seed, fold }) => seed * 10 + (fold === 'y' ? 4 : 0))).toEqual([12, 20]);
  });

  it('are compared on the same seed and fold', () => {
    const [first, second] = [
      [run(bcenaObjective, 1, 'x'), run(bcenaObjective, 1, 'y')],
      [run(ce, 1, 'y'), run(ce, 1, 'x')],
    ];
    const figure = ({ objective, fold }: Run) =>
      (fold === 'y' ? 5 : 0) + (objective === ce ? 1 : 3);
    expect(differences(first, second, figure)).toEqual([2]);
    expect(() => differences(first, [run(ce, 2, 'x')], figure)).toThrow('seed 1');
  });
});

describe('tables', () => {
  const withNa = knownSamples.map((one) => ({ ...one, view: { ...one.view, na: logit(0.5) } }));
  const runs = [1, 2].flatMap((seed) => [
    run(ce, seed, 'x'),
    run(bceNa, seed, 'x', withNa),
    run(bcenaObjective, seed, 'x'),
  ]);
  const targets = equalKnownRight(runs, ({ objective }) => objective === bceNa);

  it('compare at the share that BCE + na names right by argmax, if all can reach it', () => {
    // It names .9 and .6 right; the weakest loss names 2/3 right without na.
    expect(targets.get('1/x')).toBeCloseTo(0.95 * (2 / 3));
  });

  it('need the reference', () => {
    expect(() => equalKnownRight(runs, () => false)).toThrow('no reference');
  });

  it('have a row for each loss, decoding and score, and a cell for each column', () => {
    const isOne = (objective: Run['objective']) => (one: Run) => one.objective === objective;
    const tables = [
      { table: curvesTable('t', runs), rows: 3 },
      { table: decodedTable('t', runs, targets), rows: 3 * 4 },
      { table: scoresTable('t', runs, targets), rows: 3 * 6 },
      {
        table: differencesTable('t', runs, targets, [
          { name: 'd', first: isOne(bcenaObjective), second: isOne(ce) },
        ]),
        rows: 1,
      },
    ];
    for (const { table, rows } of tables) {
      expect(table.rows).toHaveLength(rows);
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    }
  });

  it('use na by argmax, and only the gestures at 0.5', () => {
    const { rows } = decodedTable('t', runs, targets);
    const of = (way: string) => rows.find((row) => row[0] === 'BCE + na; shown' && row[1] === way)!;
    expect(of('argmax')[2]).toBe('0.667 ± 0.000');
    expect(of('0.4')[2]).toBe('0.667 ± 0.000');
    expect(of('argmax')[4]).toBe('0.500 ± 0.000');
  });
});
