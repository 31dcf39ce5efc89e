import { describe, expect, test } from 'vitest';
import { referenceNumbers } from '../../../../src/recognizer/engine/reference.ts';
import { trialError } from '../../../../src/recognizer/engine/trial.ts';
import type { TrialNumbers } from '../../../../src/recognizer/engine/trial-numbers.ts';

const changed = (key: keyof TrialNumbers, by: number): TrialNumbers => ({
  ...referenceNumbers,
  [key]: referenceNumbers[key].map((value, i) => (i === 0 ? value + by : value)),
});

describe('comparing a backend’s numbers with the reference', () => {
  test('the reference itself has no error', () => {
    expect(referenceNumbers.landmarks).toHaveLength(63);
    expect(trialError(referenceNumbers)).toBe(0);
  });

  test('one value that is too far off makes it wrong', () => {
    expect(trialError(changed('landmarks', 0.5))).toBeLessThan(1);
    expect(trialError(changed('landmarks', 1.5))).toBeGreaterThan(1);
    expect(trialError(changed('presence', -0.03))).toBeGreaterThan(1);
  });

  test('what is no number, or is missing, is wrong', () => {
    expect(trialError(changed('boxes', Number.NaN))).toBe(Number.POSITIVE_INFINITY);
    expect(trialError({ ...referenceNumbers, scores: [] })).toBe(Number.POSITIVE_INFINITY);
  });
});
