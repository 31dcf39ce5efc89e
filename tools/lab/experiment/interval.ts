/** Means with intervals over several random starts. */

/** 97.5 % quantiles of Student's t for 1, 2, ... degrees of freedom. */
const t975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];

export interface Interval {
  mean: number;
  /** Half the width of the 95 % interval; NaN for fewer than two values. */
  half: number;
  n: number;
}

/** Mean and 95 % interval by Student's t of independent values. */
export function interval(values: readonly number[]): Interval {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  // Beyond the table t falls towards 1.96; using its last value makes the interval slightly too wide.
  const t = t975[Math.min(n - 1, t975.length) - 1] ?? Number.NaN;
  return { mean, half: t * Math.sqrt(squares / (n - 1) / n), n };
}

/** Formats the values as `0.812 ± 0.013`. @param signed whether to print a plus sign, for differences */
export function formatInterval(values: readonly number[], signed = false): string {
  const { mean, half } = interval(values);
  if (!Number.isFinite(mean)) return '–';
  const sign = signed && mean >= 0 ? '+' : '';
  return `${sign}${mean.toFixed(3)}${Number.isFinite(half) ? ` ± ${half.toFixed(3)}` : ''}`;
}

/** Whether the interval of differences excludes 0; 'open' if not, or if there are too few values. */
export function verdict(values: readonly number[]): 'better' | 'worse' | 'open' {
  const { mean, half } = interval(values);
  if (!Number.isFinite(half) || Math.abs(mean) <= half) return 'open';
  return mean > 0 ? 'better' : 'worse';
}
