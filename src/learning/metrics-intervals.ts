/** 95 % confidence intervals. */
import type { Random } from './random.ts';

export interface Interval {
  low: number;
  high: number;
}

/** 97.5 % quantile of the normal distribution. */
const z = 1.959964;

/**
 * Wilson's interval of a share of independent cases (E. B. Wilson, JASA 22, 1927). Unlike the
 * normal approximation it stays within 0 and 1 and is meaningful if all or none passed.
 *
 * @returns NaN for no cases.
 */
export function wilson(passed: number, cases: number): Interval {
  if (cases === 0) return { low: Number.NaN, high: Number.NaN };
  const share = passed / cases;
  const square = z * z;
  const middle = (share + square / (2 * cases)) / (1 + square / cases);
  const half =
    (z / (1 + square / cases)) *
    Math.sqrt((share * (1 - share)) / cases + square / (4 * cases * cases));
  // At both ends the formula gives exactly 0 and 1, apart from rounding.
  return {
    low: passed === 0 ? 0 : middle - half,
    high: passed === cases ? 1 : middle + half,
  };
}

/** As many items as there are, drawn with replacement. */
export function resampled<T>(items: readonly T[], random: Random): T[] {
  return items.map(() => items[random.below(items.length)]!);
}

/**
 * Percentile bootstrap (B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13).
 * Resample whole people or split groups inside `figure`: near-copies are not independent cases.
 *
 * @param figure the figure of one resample; a resample that gives NaN does not count.
 * @returns NaN if no resample gave a figure.
 */
export function bootstrap(
  figure: (random: Random) => number,
  random: Random,
  drawings = 1000,
): Interval {
  const values: number[] = [];
  for (let i = 0; i < drawings; i++) {
    const value = figure(random);
    if (Number.isFinite(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
  return { low: at(0.025), high: at(0.975) };
}
