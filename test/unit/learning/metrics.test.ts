import { describe, expect, it } from 'vitest';
import { argmax, auroc, fprAtTpr, mean, share } from '../../../src/learning/metrics.ts';

describe('AUROC', () => {
  it('is 1 if every known score is above every unknown one, and 0 the other way round', () => {
    expect(auroc([0.8, 0.9], [0.1, 0.7])).toBe(1);
    expect(auroc([0.1, 0.7], [0.8, 0.9])).toBe(0);
  });

  it('is the share of correctly ordered pairs, with ties counting half', () => {
    // Pairs: .9>.5, .9>.2, .5=.5, .5>.2, .1<.5, .1<.2
    expect(auroc([0.9, 0.5, 0.1], [0.5, 0.2])).toBeCloseTo(3.5 / 6);
    expect(auroc([0.5, 0.5], [0.5, 0.5])).toBe(0.5);
  });

  it('agrees with counting all pairs', () => {
    const known = Array.from({ length: 40 }, (_, i) => ((i * 37) % 23) / 23);
    const unknown = Array.from({ length: 30 }, (_, i) => ((i * 17) % 19) / 23);
    let wins = 0;
    for (const a of known) for (const b of unknown) wins += a > b ? 1 : a === b ? 0.5 : 0;
    expect(auroc(known, unknown)).toBeCloseTo(wins / (known.length * unknown.length), 12);
  });

  it('is NaN if a side is empty', () => {
    expect(auroc([], [1])).toBeNaN();
    expect(auroc([1], [])).toBeNaN();
  });
});

describe('FPR at a true positive rate', () => {
  it('counts the unknown samples that reach the threshold of this share of known ones', () => {
    const known = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05];
    expect(fprAtTpr(known, [0.95, 0.5, 0.45, 0.01], 0.5)).toBe(0.5);
    expect(fprAtTpr(known, [0.95, 0.5, 0.45, 0.01], 1)).toBe(0.75);
  });
});

it('argmax gives the first of equal values, and -1 for none', () => {
  expect(argmax([1, 3, 3])).toBe(1);
  expect(argmax([])).toBe(-1);
});

it('share and mean of nothing are NaN', () => {
  expect(share([], () => true)).toBeNaN();
  expect(mean([])).toBeNaN();
  expect(share([1, 2, 3, 4], (value) => value > 1)).toBe(0.75);
  expect(mean([1, 2])).toBe(1.5);
});
