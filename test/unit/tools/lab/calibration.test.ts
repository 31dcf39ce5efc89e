import { describe, expect, it } from 'vitest';
import type { Scored } from '../../../../src/learning/calibrate.ts';
import { unknownLabel } from '../../../../src/learning/losses.ts';
import { keepToRate } from '../../../../tools/lab/train/calibration.ts';

const hand = (label: number, ...scores: number[]): Scored => ({ label, scores, weight: 1 });
const idle = (...scores: number[]) => hand(unknownLabel, ...scores);

describe('keeping thresholds to a rate of false accepts', () => {
  it('leaves them unchanged if few enough idle hands pass', () => {
    expect(keepToRate([0.5, 0.5], [idle(0.6, 0), idle(0.4, 0)], [], 1)).toEqual([0.5, 0.5]);
  });

  it('raises the threshold of the gesture that loses least', () => {
    const known = [hand(0, 0.65, 0), hand(0, 0.6, 0), hand(1, 0, 0.9)];
    const unwanted = [idle(0.7, 0), idle(0, 0.7)];
    const [first, second] = keepToRate([0.5, 0.5], unwanted, known, 1);
    expect(first).toBe(0.5);
    expect(second).toBeGreaterThan(0.7);
    expect(second).toBeLessThan(0.72);
  });

  it('rejects several hands at once if that costs no more', () => {
    const unwanted = [idle(0.55, 0), idle(0.6, 0), idle(0.65, 0), idle(0, 0.9)];
    const known = [hand(0, 0.52, 0), hand(1, 0, 0.85), hand(1, 0, 0.86)];
    const kept = keepToRate([0.5, 0.5], unwanted, known, 1);
    expect(kept[0]).toBeGreaterThan(0.65);
    expect(kept[1]).toBe(0.5);
  });

  it('stops if a score of one cannot be exceeded', () => {
    expect(keepToRate([0.5], [idle(1), idle(1)], [], 0)).toEqual([0.5]);
  });
});
