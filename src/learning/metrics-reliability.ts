/** Reliability: whether claims with a score of 0.8 are right in eight cases of ten. */

export interface Claim {
  /** Score of the best gesture, 0 to 1. */
  confidence: number;
  right: boolean;
}

export interface ReliabilityBin {
  low: number;
  high: number;
  count: number;
  /** Mean confidence; NaN in an empty bin. */
  confidence: number;
  /** Share that is right; NaN in an empty bin. */
  right: number;
}

/** Sorts claims into bins of equal width by confidence; the last bin includes 1. */
export function reliability(claims: readonly Claim[], bins = 10): ReliabilityBin[] {
  const counts = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of claims) {
    const bin = counts[Math.max(0, Math.min(bins - 1, Math.floor(confidence * bins)))]!;
    bin.count++;
    bin.confidence += confidence;
    if (right) bin.right++;
  }
  return counts.map(({ count, confidence, right }, i) => ({
    low: i / bins,
    high: (i + 1) / bins,
    count,
    confidence: confidence / count,
    right: right / count,
  }));
}

/**
 * Expected calibration error: the mean difference between confidence and share right over the bins,
 * each weighted by its claims. M. P. Naeini, G. Cooper, M. Hauskrecht, AAAI 2015; C. Guo et al., "On
 * Calibration of Modern Neural Networks", ICML 2017. NaN for no claims.
 */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  const filled = bins.filter(({ count }) => count > 0);
  return filled.reduce(
    (sum, { count, confidence, right }) => sum + (count / all) * Math.abs(confidence - right),
    all === 0 ? Number.NaN : 0,
  );
}
