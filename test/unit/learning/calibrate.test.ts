import { describe, expect, it } from 'vitest';
import { calibrateThresholds, type Scored } from '../../../src/learning/calibrate.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';

const options = {
  gestureCount: 2,
  unknownCost: 3,
  wrongCost: 3,
  together: 0,
  lowest: 0.2,
  highest: 0.95,
};
const hand = (label: number, ...scores: number[]): Scored => ({ label, scores, weight: 1 });

describe('thresholds', () => {
  it('lie between correct and wrong captions', () => {
    const [threshold] = calibrateThresholds(
      [
        hand(0, 0.9, 0),
        hand(0, 0.8, 0.1),
        hand(unknownLabel, 0.6, 0),
        hand(unknownLabel, 0.5, 0.1),
      ],
      options,
    );
    expect(threshold).toBeCloseTo(0.7);
  });

  it('are set for each gesture by its own hands', () => {
    const [first, second] = calibrateThresholds(
      [hand(0, 0.9, 0), hand(unknownLabel, 0.8, 0), hand(1, 0.1, 0.5), hand(unknownLabel, 0, 0.3)],
      options,
    );
    expect(first).toBeCloseTo(0.85);
    expect(second).toBeCloseTo(0.4);
  });

  it('accept a wrong caption only if it allows more correct ones than it costs', () => {
    const right = (count: number) => Array.from({ length: count }, () => hand(0, 0.5, 0));
    const base = [hand(0, 0.9, 0), hand(unknownLabel, 0.7, 0)];
    expect(calibrateThresholds([...base, ...right(2)], options)[0]).toBeCloseTo(0.8);
    expect(calibrateThresholds([...base, ...right(4)], options)[0]).toBeLessThan(0.5);
  });

  it('count a caption of another gesture as wrong', () => {
    const [threshold] = calibrateThresholds([hand(0, 0.9, 0.1), hand(1, 0.7, 0.6)], options);
    expect(threshold).toBeCloseTo(0.8);
  });

  it('stay at the highest value for a gesture that was never right', () => {
    expect(calibrateThresholds([hand(unknownLabel, 0.8, 0)], options)).toEqual([0.95, 0.95]);
  });

  it('never fall below the lowest value', () => {
    expect(calibrateThresholds([hand(0, 0.25, 0)], options)[0]).toBeGreaterThanOrEqual(0.2);
  });

  it('use the cost of wrong captions for a known hand', () => {
    const hands = [hand(0, 0.9, 0.1), hand(1, 0.7, 0.6), hand(0, 0.6, 0), hand(0, 0.6, 0)];
    expect(calibrateThresholds(hands, options)[0]).toBeCloseTo(0.8);
    expect(calibrateThresholds(hands, { ...options, wrongCost: 1 })[0]).toBeLessThan(0.6);
  });

  it('are moved towards the one that is best for all gestures together', () => {
    const hands = [
      ...Array.from({ length: 9 }, () => hand(0, 0.5, 0)),
      hand(unknownLabel, 0.4, 0),
      hand(1, 0, 0.9),
      hand(unknownLabel, 0, 0.8),
    ];
    const [first, second] = calibrateThresholds(hands, options);
    const together = calibrateThresholds(hands, { ...options, together: 1 });
    const half = calibrateThresholds(hands, { ...options, together: 0.5 });
    expect(first).toBeCloseTo(0.45);
    expect(second).toBeCloseTo(0.85);
    expect(together[0]).toBe(together[1]);
    expect(half[1]).toBeCloseTo((second! + together[1]!) / 2);
  });
});
