import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import {
  aurocOf,
  type Comparison,
  drawnAuroc,
  groupedInterval,
  kindOf,
  openSetTable,
  unknownOf,
} from '../../../../../tools/lab/evaluate/open-set.ts';
import {
  decodedTable,
  operatingPoint,
  operatingTable,
} from '../../../../../tools/lab/evaluate/operating.ts';
import { photoTable, photoTarget } from '../../../../../tools/lab/evaluate/photos.ts';
import type { Judged } from '../../../../../tools/lab/evaluate/scores.ts';
import type { Role } from '../../../../../tools/lab/shapes.ts';
import { judgedHand } from '../fake-judged.ts';

/** A hand that the classifier thinks is A with this score; the threshold is 0.5. */
const hand = (role: Role, shape: string, score: number, group = 0, best = 'A'): Judged =>
  judgedHand({ source: 'ann', role, shape, best, score, group });

const A: Role = { role: 'known', gesture: 'A' };
const unseen: Role = { role: 'unseen' };
const known = [0.9, 0.8, 0.7, 0.2].map((score) => hand(A, 'letter-A', score));
const idle = [0.6, 0.1].map((score, i) => hand({ role: 'unknown' }, 'idle', score, i));
const rock = [0.75, 0.3].map((score, i) => hand(unseen, 'rock', score, 10 + i));
const gestures = ['A', 'B'];
const comparison: Comparison = {
  gestures,
  parts: [{ known, pictures: 5, unknown: [...idle, ...rock] }],
};
const isIdle = (judged: Judged) => kindOf(judged) === 'idle';

describe('silence on unknown hands', () => {
  const { rows } = openSetTable('silence', comparison, '');
  const of = (name: string) => rows.find(([first]) => first === name)!;

  it('is reported for all together, by kind and by class', () => {
    expect(rows.map(([name, count]) => [name, count])).toEqual([
      ['all of them', 4],
      ['clean idle hands', 2],
      ['unseen gestures', 2],
      ['idle: ann', 2],
      ['unseen: rock', 2],
    ]);
  });

  it('is measured at the shipped thresholds, beside figures without a threshold', () => {
    const [, , silent, interval, auroc, fpr, oscr, ccr] = of('clean idle hands');
    expect([silent, interval]).toEqual([0.5, '0.095–0.905']);
    // Of eight pairs of a known and an idle hand, only 0.2 against 0.6 is in the wrong order.
    expect(auroc).toBe(7 / 8);
    // All known hands reach 0.2, and so does one of two idle ones.
    expect(fpr).toBe(1 / 2);
    expect(oscr).toBe(7 / 8);
    expect(ccr).toBe(3 / 4);
  });

  it('is not reported at a false-positive rate of 1 % if there are few hands', () => {
    expect(of('all of them')[8]).toBeNull();
    const many = Array.from({ length: 300 }, (_, i) => hand(unseen, 'rock', 0.1, i));
    const table = openSetTable(
      'many',
      { gestures, parts: [{ known, pictures: 4, unknown: many }] },
      '',
    );
    expect(table.rows[0]![8]).toBe(1);
  });

  it('counts near-copies once in an interval', () => {
    const copies = Array.from({ length: 100 }, () => hand(unseen, 'rock', 0.1, 1));
    const others = Array.from({ length: 100 }, (_, i) => hand(unseen, 'rock', 0.1, i));
    const low = (hands: Judged[]) => groupedInterval(hands, ({ caption }) => caption === null).low;
    expect(low(copies)).toBeLessThan(0.3);
    expect(low(others)).toBeGreaterThan(0.95);
  });
});

describe('comparing several classifiers', () => {
  const parts = [
    { known: [hand(A, 'letter-A', 0.9)], pictures: 1, unknown: [hand(unseen, 'rock', 0.95)] },
    {
      known: [hand(A, 'letter-A', 0.4)],
      pictures: 1,
      unknown: [1, 2, 3].map((group) => hand(unseen, 'rock', 0.3, group)),
    },
  ];

  it('compares each with its own hands only, then averages by the number of unknown hands', () => {
    expect(aurocOf({ gestures, parts }, () => true)).toBe(3 / 4);
    expect(aurocOf({ gestures, parts }, isIdle)).toBeNaN();
  });

  it('gives each classifier its own threshold', () => {
    const point = operatingPoint({ gestures, parts }, 1)!;
    expect(point.thresholds).toEqual([0.9, 0.4]);
    const unknown = unknownOf({ gestures, parts }, () => true);
    expect(unknown.map(point.isSilent)).toEqual([false, true, true, true]);
  });
});

it('the interval of an AUROC comes from resampled people and groups', () => {
  const draw = drawnAuroc(
    comparison,
    () => true,
    ({ row: { group }, score }) => `${group}/${score}`,
  );
  const random = createRandom(1);
  const values = Array.from({ length: 50 }, () => draw(random));
  expect(new Set(values).size).toBeGreaterThan(5);
  for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
});

describe('the threshold at which a share of the known pictures is named right', () => {
  it('counts pictures without a found hand as wrong', () => {
    // Three of five pictures need the third best hand; so would three of four hands.
    expect(operatingPoint(comparison, 0.6)!.thresholds).toEqual([0.7]);
    expect(operatingPoint(comparison, 0.8)!.thresholds).toEqual([0.2]);
    expect(operatingPoint(comparison, 0.81)).toBeNull();
  });

  it('is where silence is reported', () => {
    const { rows } = operatingTable('costs', comparison, [0.6, 0.9]);
    expect(rows[0]!.slice(0, 5)).toEqual(['0.6', 0.7, 1, '0.342–1.000', 1 / 2]);
    expect(rows[1]!.slice(0, 3)).toEqual(['0.9: reached at no threshold', null, null]);
  });

  it('is where the decoding is reported, beside the shipped thresholds', () => {
    const { rows } = decodedTable('decoding', comparison, [0.6, 0.9]);
    expect(rows.map((cells) => cells.slice(1, 3))).toEqual([
      [5 / 8, 1],
      [6 / 8, 1],
    ]);
    // na: 2 right of 4 true and 3 said. A: 3 right of 4 true and 5 said. B does not occur.
    expect(rows[0]![3]).toBeCloseTo((4 / 7 + 6 / 9) / 2);
  });
});

describe('photos of things', () => {
  const hands = [
    hand({ role: 'left-out' }, 'photo', 0.9),
    hand({ role: 'left-out' }, 'photo', 0.1),
  ];

  it('are reported as captions per 1,000', () => {
    expect(photoTable('photos', 200, hands).rows[0]).toEqual([
      200,
      2,
      '1',
      5,
      '0.883–27.774',
      'A 1',
    ]);
  });

  it('have a target, with an interval in the same unit', () => {
    const { figure, interval } = photoTarget(200, hands);
    expect(figure).toBe(5);
    expect(interval!.high).toBeGreaterThan(20);
  });
});
