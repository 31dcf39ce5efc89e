/** A linear head on inner numbers: logistic regression with a ridge, for more numbers than hands. */

/** A row to learn from. */
export interface Example {
  values: Float32Array;
  /** Whether the hand touches or holds something. */
  positive: boolean;
  weight: number;
}

/** Weights of the numbers as they are, not standardised. */
export interface LinearHead {
  weights: number[];
  bias: number;
}

/** @returns the logit of one row */
export function scoreOf({ weights, bias }: LinearHead, values: Float32Array): number {
  return weights.reduce((sum, weight, i) => sum + weight * values[i]!, bias);
}

const steps = 100;

/**
 * Accelerated gradient descent on standardised numbers. The result depends on nothing but its input.
 * @param ridge penalty on the weights of standardised numbers, relative to the mean loss
 * @throws RangeError without rows of both kinds
 */
export function fitHead(examples: readonly Example[], ridge: number): LinearHead {
  if (!examples.some(({ positive }) => positive) || examples.every(({ positive }) => positive)) {
    throw new RangeError('A head needs examples of both kinds.');
  }
  const width = examples[0]!.values.length;
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const shares = examples.map(({ weight }) => weight / total);
  const { mean, scale } = standards(
    examples.map(({ values }) => values),
    shares,
  );
  const rows = examples.map(({ values }) =>
    Float32Array.from(values, (value, i) => (value - mean[i]!) * scale[i]!),
  );
  const step = 1 / (0.25 * largestCurve(rows, shares, width) * 1.1 + 0.25 + ridge);
  let weights = new Float64Array(width + 1);
  let ahead = weights.slice();
  for (let i = 0; i < steps; i++) {
    const gradient = new Float64Array(width + 1);
    rows.forEach((row, r) => {
      const target = examples[r]!.positive ? 1 : 0;
      const error = shares[r]! * (1 / (1 + Math.exp(-dot(row, ahead))) - target);
      for (let k = 0; k < width; k++) gradient[k]! += error * row[k]!;
      gradient[width]! += error;
    });
    const next = ahead.map(
      (value, k) => value - step * (gradient[k]! + (k < width ? ridge * value : 0)),
    );
    const push = i / (i + 3);
    ahead = next.map((value, k) => value + push * (value - weights[k]!));
    weights = next;
  }
  const plain = Array.from({ length: width }, (_, k) => weights[k]! * scale[k]!);
  const bias = plain.reduce((sum, weight, k) => sum - weight * mean[k]!, weights[width]!);
  return { weights: plain, bias };
}

/** Of the row with a 1 at its end. */
function dot(row: Float32Array, weights: Float64Array): number {
  let sum = weights[row.length]!;
  for (let k = 0; k < row.length; k++) sum += row[k]! * weights[k]!;
  return sum;
}

/**
 * What standardises each column: (value - mean) * scale.
 * @param shares weights of the rows, which sum to 1
 */
export function standards(rows: readonly Float32Array[], shares: readonly number[]) {
  const width = rows[0]!.length;
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  rows.forEach((row, r) => {
    for (let k = 0; k < width; k++) {
      mean[k]! += shares[r]! * row[k]!;
      square[k]! += shares[r]! * row[k]! ** 2;
    }
  });
  const spread = square.map((value, k) => Math.sqrt(Math.max(0, value - mean[k]! ** 2)));
  // Numbers that hardly vary would otherwise become pure noise.
  const least = 0.05 * (spread.reduce((a, b) => a + b, 0) / width);
  return { mean, scale: spread.map((value) => 1 / Math.max(value, least, 1e-9)) };
}

/** The largest eigenvalue of the rows' weighted covariance, by power iteration. */
function largestCurve(
  rows: readonly Float32Array[],
  shares: readonly number[],
  width: number,
): number {
  let vector = new Float64Array(width).fill(1 / Math.sqrt(width));
  let length = 0;
  for (let i = 0; i < 15; i++) {
    const next = new Float64Array(width);
    rows.forEach((row, r) => {
      let along = 0;
      for (let k = 0; k < width; k++) along += row[k]! * vector[k]!;
      for (let k = 0; k < width; k++) next[k]! += shares[r]! * along * row[k]!;
    });
    length = Math.hypot(...next);
    vector = next.map((value) => value / length);
  }
  return length;
}
