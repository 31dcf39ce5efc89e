/** Logistic regression by Newton's method (iteratively reweighted least squares), with a ridge. */

export interface Row {
  features: Float32Array;
  /** 1 if the sign was meant, else 0. */
  label: 0 | 1;
  weight: number;
}

export interface Logistic {
  weights: number[];
  bias: number;
}

const steps = 25;

/**
 * @param use which features to use; the weights of the others are 0
 * @param ridge strength of the ridge penalty on weights (not on the bias), relative to the total row
 *   weight and to features with a spread of 1
 * @throws RangeError without rows of both labels
 */
export function fitLogistic(
  rows: readonly Row[],
  use: readonly boolean[],
  ridge: number,
): Logistic {
  if (!rows.some(({ label }) => label === 1) || !rows.some(({ label }) => label === 0)) {
    throw new RangeError('A logistic model needs rows of both labels.');
  }
  const used = use.flatMap((on, i) => (on ? [i] : []));
  const size = used.length + 1;
  let beta = new Float64Array(size);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const spreads = used.map((i) => spreadOf(rows, i, total));
  for (let step = 0; step < steps; step++) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    const x = new Float64Array(size);
    for (const { features, label, weight } of rows) {
      used.forEach((i, k) => {
        x[k] = features[i]!;
      });
      x[size - 1] = 1;
      let sum = 0;
      for (let k = 0; k < size; k++) sum += beta[k]! * x[k]!;
      const p = 1 / (1 + Math.exp(-sum));
      const error = weight * (label - p);
      const curve = weight * p * (1 - p);
      for (let k = 0; k < size; k++) {
        gradient[k] = gradient[k]! + error * x[k]!;
        const row = hessian[k]!;
        for (let l = 0; l <= k; l++) row[l] = row[l]! + curve * x[k]! * x[l]!;
      }
    }
    for (let k = 0; k < size; k++) {
      const pull = k < used.length ? ridge * total * spreads[k]! ** 2 : 1e-9 * total;
      gradient[k] = gradient[k]! - pull * beta[k]!;
      hessian[k]![k] = hessian[k]![k]! + pull + 1e-9 * total;
      for (let l = 0; l < k; l++) hessian[l]![k] = hessian[k]![l]!;
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, k) => value + change[k]!);
    if (Math.max(...change.map(Math.abs)) < 1e-7) break;
  }
  const weights = use.map(() => 0);
  used.forEach((i, k) => {
    weights[i] = beta[k]!;
  });
  return { weights, bias: beta[size - 1]! };
}

function spreadOf(rows: readonly Row[], feature: number, total: number): number {
  let mean = 0;
  let squares = 0;
  for (const { features, weight } of rows) {
    mean += (weight * features[feature]!) / total;
    squares += (weight * features[feature]! ** 2) / total;
  }
  return Math.max(Math.sqrt(Math.max(0, squares - mean * mean)), 1e-3);
}

/** Solves a symmetric positive definite system (Cholesky); changes `matrix`. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i]![k]! * matrix[j]![k]!;
      matrix[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j]![j]!;
    }
  }
  const out = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) out[i] = out[i]! - matrix[i]![k]! * out[k]!;
    out[i] = out[i]! / matrix[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) out[i] = out[i]! - matrix[k]![i]! * out[k]!;
    out[i] = out[i]! / matrix[i]![i]!;
  }
  return out;
}
