import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { ownHands } from '../../../src/teaching/points.ts';
import { reportOf } from '../../../src/teaching/report.ts';
import type { HeldHand, HeldKind } from '../../../src/teaching/thresholds.ts';
import { gestureOf, nothings, samplesOf } from './fake-bank.ts';

const keys = ['my-gestures:wait', 'my-gestures:go'];
const own = ownHands(
  [
    gestureOf('letter-L', samplesOf('letter-L', 30, 2), 'wait'),
    gestureOf('letter-W', samplesOf('letter-W', 24), 'go'),
  ],
  nothings(samplesOf('idle', 25)),
);
const held = (
  kind: HeldKind,
  label: number,
  scores: number[],
  id: string | null = null,
): HeldHand => ({
  kind,
  label,
  id,
  scores,
  distance: 0.2,
});
const times = (count: number, hand: HeldHand) => Array.from({ length: count }, () => hand);
const well = [
  ...times(30, held('own', 0, [0.9, 0.1])),
  ...times(24, held('own', 1, [0.1, 0.9])),
  ...times(25, held('nothing', unknownLabel, [0.1, 0.1])),
  ...times(300, held('idle', unknownLabel, [0.1, 0.1])),
];
const report = (hands: readonly HeldHand[]) =>
  reportOf({
    keys: keys,
    own,
    held: hands,
    calibration: { thresholds: [0.5, 0.6], near: 0.6, far: 1 },
  });

describe('the quality report', () => {
  it('is good if all is well, and still asks for another take', () => {
    const { verdict, advice, collisions, falseCaptions } = report(well);
    expect(verdict).toBe('good');
    expect(advice).toEqual([{ kind: 'record-again', key: 'my-gestures:go' }]);
    expect([...collisions, ...falseCaptions]).toEqual([]);
  });

  it('of movements asks for ten takes and ten movements that mean nothing', () => {
    const takes = own.filter(({ label }) => label !== unknownLabel);
    const reportOn = (count: number) =>
      reportOf({
        keys: keys.slice(0, 1),
        own: [
          ...takes.slice(0, count).map((take, i) => ({ ...take, label: 0, take: `${i}` })),
          ...own.filter(({ label }) => label === unknownLabel).slice(0, count),
        ],
        held: times(count, held('own', 0, [0.9])),
        moves: true,
        calibration: { thresholds: [0.5], near: 0.6, far: 1 },
      });
    expect(reportOn(9).advice).toEqual([
      { kind: 'record-more', key: keys[0], have: 9, want: 10 },
      { kind: 'record-nothing', have: 9, want: 10, moves: true },
    ]);
    expect(reportOn(10).advice).toEqual([]);
    expect(reportOn(10).gestures[0]).toMatchObject({ moves: true, takes: 10 });
  });

  it('has consistent counts: gestures, rows of the confusion and all tested hands', () => {
    const { gestures, confusion } = report([
      ...well,
      ...times(3, held('own', 0, [0.2, 0.8])),
      ...times(4, held('own', 0, [0.3, 0.2])),
      ...times(2, held('nothing', unknownLabel, [0.7, 0])),
    ]);
    const [wait] = gestures;
    expect(wait).toMatchObject({ samples: 30, takes: 2, right: 30, wrong: 3, missed: 4 });
    expect(confusion.keys).toEqual([...keys, 'nothing']);
    expect(confusion.counts).toEqual([
      [30, 3, 4],
      [0, 24, 0],
      [2, 0, 325],
    ]);
    expect(wait!.interval[0]).toBeLessThan(30 / 37);
    expect(wait!.interval[1]).toBeGreaterThan(30 / 37);
  });

  it('reports two gestures that look alike once, even if thresholds hide it', () => {
    const alike = [
      ...times(15, held('own', 0, [0.5, 0.45])),
      ...times(15, held('own', 0, [0.45, 0.5])),
      ...times(24, held('own', 1, [0.5, 0.45])),
    ];
    const { collisions, advice, verdict } = report(alike);
    expect(collisions[0]).toEqual({ shown: keys[1], called: keys[0], count: 24, of: 24 });
    expect(advice.filter(({ kind }) => kind === 'collides')).toHaveLength(1);
    expect(verdict).toBe('bad');
  });

  it('reports a shipped gesture that is called an own one', () => {
    const { collisions, advice } = report([
      ...well,
      ...times(10, held('shipped', unknownLabel, [0.8, 0.1], 'call-gestures:fist')),
      ...times(10, held('shipped', unknownLabel, [0.1, 0.1], 'call-gestures:fist')),
    ]);
    expect(collisions).toEqual([
      { shown: 'call-gestures:fist', called: keys[0], count: 10, of: 20 },
    ]);
    expect(advice[0]).toEqual({ kind: 'collides', key: keys[0], other: 'call-gestures:fist' });
  });

  it('shows the resting hand with the highest score', () => {
    const { falseCaptions, advice, verdict } = report([
      ...well,
      held('nothing', unknownLabel, [0.1, 0.7], 'nothing-a'),
      ...times(4, held('nothing', unknownLabel, [0.1, 0.95], 'nothing-b')),
    ]);
    expect(falseCaptions).toEqual([
      { called: keys[1], origin: 'nothing', count: 5, of: 30, worst: 'nothing-b' },
    ]);
    expect(advice[0]).toEqual({ kind: 'resting-hand', key: keys[1] });
    expect(verdict).toBe('bad');
  });

  it('does not praise gestures that could not be tested, and asks for more', () => {
    const { verdict, gestures, advice } = reportOf({
      keys: keys.slice(0, 1),
      own: own.filter(({ label }) => label === 0).slice(0, 1),
      held: [],
      calibration: { thresholds: [0.5], near: 0.6, far: 1 },
    });
    expect(verdict).toBe('bad');
    expect(gestures[0]!.interval).toEqual([0, 1]);
    expect(advice).toEqual([
      { kind: 'record-more', key: keys[0], have: 1, want: 20 },
      { kind: 'record-nothing', have: 0, want: 20 },
    ]);
  });
});
