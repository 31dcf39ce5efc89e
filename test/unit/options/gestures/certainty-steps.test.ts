import { describe, expect, it } from 'vitest';
import { stepOf, steps, thresholdOf } from '../../../../src/options/gestures/certainty-steps.ts';

describe('how sure the recognition must be', () => {
  it('is the calibrated threshold, less than that, or more', () => {
    expect(steps.map((step) => thresholdOf(step, 0.7))).toEqual([0.56, undefined, 0.82]);
  });

  it('stays between nothing and all, whatever was calibrated', () => {
    for (const calibrated of [0, 0.01, 0.05, 0.5, 0.99, 1]) {
      const [sooner, , surer] = steps.map((step) => thresholdOf(step, calibrated));
      expect(sooner).toBeGreaterThanOrEqual(0.05);
      expect(surer).toBeLessThanOrEqual(0.99);
      expect(surer).toBeGreaterThanOrEqual(sooner ?? 1);
    }
  });

  it('is read back as the step that was chosen', () => {
    for (const calibrated of [0.31, 0.5, 0.7, 0.86])
      for (const step of steps)
        expect(stepOf(thresholdOf(step, calibrated), calibrated)).toBe(step);
  });

  it('is none of the steps if the user has set another number', () => {
    expect(stepOf(0.71, 0.7)).toBeNull();
  });
});
