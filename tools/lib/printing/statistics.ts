/** Order statistics of measured values. */

/** The quantile at `share`, 0..1 (nearest rank); null if there are no values. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1]!;
}

export interface Spread {
  n: number;
  median: number;
  p95: number;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Median and 95th percentile, to a hundredth; null if there are no values. */
export function spread(values: readonly number[]): Spread | null {
  const median = quantile(values, 0.5);
  const p95 = quantile(values, 0.95);
  if (median === null || p95 === null) return null;
  return { n: values.length, median: round(median), p95: round(p95) };
}
