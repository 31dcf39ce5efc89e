import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../src/learning/losses.ts';
import {
  calibrate,
  calledAt,
  falseAccepts,
  type HeldHand,
  type HeldKind,
} from '../../../src/teaching/thresholds.ts';

const held = (kind: HeldKind, label: number, scores: number[], distance = 0.3): HeldHand => ({
  kind,
  label,
  id: null,
  scores,
  distance,
});
const many = (count: number, make: (i: number) => HeldHand) =>
  Array.from({ length: count }, (_, i) => make(i));

describe('thresholds of own gestures', () => {
  it('lie between the silent hands and the own ones if there is room', () => {
    const hands = [
      ...many(30, (i) => held('own', 0, [0.9 + i / 1000])),
      ...many(400, (i) => held('idle', unknownLabel, [i / 2000])),
    ];
    const [threshold] = calibrate(hands, 1).thresholds;
    expect(threshold).toBeGreaterThan(0.2);
    expect(threshold).toBeLessThan(0.9);
  });

  it('let no more of the silent hands pass than allowed, even if own hands are lost', () => {
    const hands = [
      ...many(30, (i) => held('own', 0, [0.2 + i / 60, 0.01])),
      ...many(30, (i) => held('own', 1, [0.01, 0.5 + i / 100])),
      ...many(500, (i) => held('idle', unknownLabel, i % 2 ? [i / 800, 0] : [0, i / 1000])),
    ];
    const calibration = calibrate(hands, 2);
    const idle = hands.filter(({ kind }) => kind === 'idle');
    const passing = idle.filter((hand) => calledAt(hand, calibration) >= 0);
    expect(passing.length).toBeGreaterThan(0);
    expect(passing.length).toBeLessThanOrEqual(falseAccepts * idle.length);
  });

  it("reject all of the user's few resting hands", () => {
    const hands = [
      ...many(30, () => held('own', 0, [0.9])),
      ...many(20, (i) => held('nothing', unknownLabel, [0.6 + i / 200])),
    ];
    const calibration = calibrate(hands, 1);
    expect(
      hands.filter((hand) => hand.kind === 'nothing' && calledAt(hand, calibration) >= 0),
    ).toEqual([]);
    expect(calledAt(hands[0]!, calibration)).toBe(0);
  });

  it('stay near the prior with two samples', () => {
    const few = calibrate(
      many(2, () => held('own', 0, [0.95])),
      1,
    ).thresholds[0]!;
    const enough = calibrate(
      many(60, () => held('own', 0, [0.95])),
      1,
    ).thresholds[0]!;
    expect(Math.abs(few - 0.5)).toBeLessThan(Math.abs(enough - 0.5));
  });

  it('leave a distance check that own hands pass', () => {
    const calibration = calibrate(
      many(40, (i) => held('own', 0, [0.9], 0.3 + i / 100)),
      1,
    );
    expect(calledAt(held('own', 0, [0.9], 0.7), calibration)).toBe(0);
    expect(calledAt(held('own', 0, [0.99], 2), calibration)).toBe(-1);
  });
});
