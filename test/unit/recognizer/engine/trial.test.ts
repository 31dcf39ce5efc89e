import { describe, expect, test } from 'vitest';
import { referenceNumbers } from '../../../../src/recognizer/engine/reference.ts';
import { trialError } from '../../../../src/recognizer/engine/trial.ts';
import type { TrialNumbers } from '../../../../src/recognizer/engine/trial-numbers.ts';

const changed = (key: keyof TrialNumbers, by: number): TrialNumbers => ({
  ...referenceNumbers,
  [key]: referenceNumbers[key].map((value, i) => (i === 0 ? value + by : value)),
});

describe('the comparison with the reference', () => {
  test('finds no error in the reference itself', () => {
    expect(referenceNumbers.landmarks).toHaveLength(63);
    expect(trialError(referenceNumbers)).toBe(0);
  });

  test('rejects numbers of which one is too far off', () => {
    expect(trialError(changed('landmarks', 0.5))).toBeLessThan(1);
    expect(trialError(changed('landmarks', 1.5))).toBeGreaterThan(1);
    expect(trialError(changed('presence', -0.03))).toBeGreaterThan(1);
  });

  test('rejects NaN and missing values', () => {
    expect(trialError(changed('boxes', Number.NaN))).toBe(Number.POSITIVE_INFINITY);
    expect(trialError({ ...referenceNumbers, scores: [] })).toBe(Number.POSITIVE_INFINITY);
  });
});
