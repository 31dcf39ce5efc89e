import { describe, expect, it } from 'vitest';
import { ownHands } from '../../../src/teaching/points.ts';
import { folds, foldsOf } from '../../../src/teaching/split.ts';
import { gestureOf, nothings, samplesOf } from './fake-bank.ts';

const ids = (hands: readonly { id: string }[]) => hands.map(({ id }) => id);

describe('the split into folds', () => {
  it('never has a take on both sides if there are several', () => {
    const own = ownHands(
      [
        gestureOf('letter-L', samplesOf('letter-L', 24, 4)),
        gestureOf('letter-W', samplesOf('letter-W', 21, 2)),
      ],
      nothings(samplesOf('idle', 12, 3)),
    );
    for (const { train, test } of foldsOf(own)) {
      const trained = new Set(train.map(({ label, take }) => `${label}/${take}`));
      expect(test.filter(({ label, take }) => trained.has(`${label}/${take}`))).toEqual([]);
    }
  });

  it('cuts a single take into blocks of time and leaves out the samples at their borders', () => {
    const samples = samplesOf('letter-L', 24);
    // The store may give them in any order.
    const own = ownHands([gestureOf('letter-L', [...samples].reverse())], []);
    for (const { train, test } of foldsOf(own)) {
      const times = test.map(({ recordedAt }) => recordedAt).sort();
      const within = train.filter(
        ({ recordedAt }) => recordedAt >= times[0]! - 300 && recordedAt <= times.at(-1)! + 300,
      );
      expect(test).toHaveLength(24 / folds);
      expect(within).toEqual([]);
      expect(train.length).toBeGreaterThanOrEqual(14);
    }
  });

  it('tests every sample exactly once', () => {
    const own = ownHands(
      [
        gestureOf('letter-L', samplesOf('letter-L', 10)),
        gestureOf('letter-W', samplesOf('letter-W', 7, 3)),
      ],
      nothings(samplesOf('idle', 2)),
    );
    expect(ids(foldsOf(own).flatMap(({ test }) => test)).sort()).toEqual(ids(own).sort());
  });

  it('keeps the only sample of a gesture for training', () => {
    const own = ownHands([gestureOf('letter-L', samplesOf('letter-L', 1))], []);
    for (const { train, test } of foldsOf(own)) {
      expect(train).toHaveLength(1);
      expect(test).toHaveLength(0);
    }
  });
});
