import { describe, expect, it } from 'vitest';
import type { OwnGesture, Taught } from '../../../../../src/options/teach/model.ts';
import { stepNow, stepOf } from '../../../../../src/options/teach/path/path.ts';
import type { TaughtRecord } from '../../../../../src/packs/store-types.ts';

const gestureWith = (count: number, moves = false): OwnGesture => ({
  key: 'my-gestures:wait',
  gesture: { id: 'wait', kind: 'phrase', name: 'Wait', caption: 'Wait', moves },
  samples: Array.from({ length: count }, (_, i) => ({
    id: `${i}`,
    recordedAt: i,
    take: 'take',
    hands: [],
  })),
});

const trained = (change: Partial<TaughtRecord> = {}): TaughtRecord => ({
  classifier: null,
  report: null,
  trainedAt: 1000,
  gestures: ['my-gestures:wait'],
  live: false,
  ...change,
});

const taughtWith = (own: OwnGesture, newest: TaughtRecord | null = null): Taught => ({
  gestures: [own],
  packs: [],
  unknowns: [],
  newest,
  live: newest?.live ? newest : null,
});

describe('the step of a gesture that is opened', () => {
  it.each<[number, boolean, string]>([
    [0, false, 'record'],
    [11, false, 'record'],
    [12, false, 'train'],
    [4, true, 'record'],
    [5, true, 'train'],
  ])('is, with %i samples (moves: %s), %s', (count, moves, step) => {
    const own = gestureWith(count, moves);
    expect(stepOf(own, taughtWith(own))).toBe(step);
  });

  it('is to try it once it is trained, and the last one once it is live', () => {
    const own = gestureWith(8);
    expect(stepOf(own, taughtWith(own, trained()))).toBe('try');
    expect(stepOf(own, taughtWith(own, trained({ live: true })))).toBe('live');
  });

  it('is to train it again once its training is out of date or does not have it', () => {
    const own = gestureWith(20);
    expect(stepOf(own, taughtWith(own, trained({ trainedAt: 5, live: true })))).toBe('train');
    expect(stepOf(own, taughtWith(own, trained({ gestures: [] })))).toBe('train');
  });
});

describe('the step that is shown', () => {
  const own = gestureWith(20);
  const { key } = own;

  it('is the one that was gone to', () => {
    const taught = taughtWith(own, trained({ live: true }));
    for (const step of ['record', 'train', 'try', 'live'] as const)
      expect(stepNow(step, key, taught, false)).toBe(step);
  });

  it('is training while one runs', () => {
    expect(stepNow('record', key, taughtWith(own), true)).toBe('train');
  });

  it('is an earlier one if what it needs is gone', () => {
    expect(stepNow('live', key, taughtWith(own, trained()), false)).toBe('try');
    expect(stepNow('try', null, taughtWith(own), false)).toBe('train');
    expect(stepNow('try', key, taughtWith(own, trained({ gestures: [] })), false)).toBe('record');
  });
});
