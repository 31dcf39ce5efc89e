import { describe, expect, it } from 'vitest';
import type { ChosenHand } from '../../../../../tools/lab/bank/teaching-bank.ts';
import type { TestHands } from '../../../../../tools/lab/evaluate-teach/cases.ts';
import { figuresOf } from '../../../../../tools/lab/evaluate-teach/figures.ts';

/** A hand whose first number is its score and whose second is the gesture that it is classified as. */
const hand = (score: number, gesture = 0, shape = 'x'): ChosenHand => ({
  points: Float32Array.from([score, gesture]),
  depth: true,
  aspect: true,
  shape,
  source: 'test',
  split: 0,
  roles: {},
  group: `${shape}/0`,
});
const scorer = ([score, gesture]: Float32Array) => [0, 1].map((g) => (g === gesture ? score! : 0));
const ramp = (count: number) => Array.from({ length: count }, (_, i) => hand(i / count, i % 2));

const test = (change: Partial<TestHands>): TestHands => ({
  same: [
    { hand: hand(0.999, 0), label: 0 },
    { hand: hand(0.5, 1), label: 1 },
    { hand: hand(0.999, 1), label: 0 },
  ],
  others: [],
  rest: ramp(400),
  gestures: ramp(100),
  idle: ramp(400),
  ...change,
});

describe('recall at a rate of false accepts', () => {
  it('lets at most the given rate of silent hands pass', () => {
    const { rate, silent, same } = figuresOf(scorer, test({}), 2);
    expect(rate).toEqual({ rest: 0.01, gestures: 0.05, idle: 0.01 });
    expect(silent).toEqual({ rest: 400, gestures: 100, idle: 400 });
    // Right with a high score; right, but with a score like many silent hands; high, but of the other gesture.
    expect(same.idle.right).toEqual([1, 0, 0]);
    expect(same.argmax.right).toEqual([1, 1, 0]);
  });

  it('sets a separate threshold for each gesture, so that one like silent hands does not affect the others', () => {
    const idle = Array.from({ length: 400 }, () => hand(0.9999, 1));
    const { same } = figuresOf(scorer, test({ idle }), 2);
    expect(same.idle.right).toEqual([1, 0, 0]);
    const other = figuresOf(scorer, test({ idle: idle.map(() => hand(0.1, 1)) }), 2);
    expect(other.same.idle.right).toEqual([1, 1, 0]);
  });

  it('divides the allowed hands among all gestures and never lets more pass', () => {
    // 4 of 400 may pass; divided among three gestures that is two, one and one.
    const three = ([score, gesture]: Float32Array) =>
      [0, 1, 2].map((g) => (g === gesture ? score! : 0));
    const idle = Array.from({ length: 400 }, (_, i) => hand(i / 400, i % 3));
    const probes = [0, 1, 2].flatMap((g) => idle.filter(({ points }) => points[1] === g));
    const same = probes.map((probe) => ({ hand: probe, label: probe.points[1]! }));
    const { right } = figuresOf(three, test({ idle, same }), 3).same.idle;
    expect(right.reduce((sum, hit) => sum + hit, 0)).toBe(4);
  });

  it('gives no figure for a kind of silent hands that is missing', () => {
    const { same } = figuresOf(scorer, test({ rest: [] }), 2);
    expect(same.rest.right).toEqual([]);
    expect(same.all.right).toEqual([]);
    expect(same.idle.right).toHaveLength(3);
  });

  it('uses the greatest of the three thresholds for all kinds together', () => {
    const { same } = figuresOf(
      scorer,
      test({ rest: Array.from({ length: 400 }, () => hand(0.9999)) }),
      2,
    );
    expect(same.idle.right).toEqual([1, 0, 0]);
    expect(same.all.right).toEqual([0, 0, 0]);
  });
});
