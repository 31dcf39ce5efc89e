import type { Head, Layer } from './train.ts';

/** Logits of one sample, computed without tensors: for heads of some ten thousand weights. */
export function logits(head: Head, features: ArrayLike<number>): Float32Array {
  let values: ArrayLike<number> = features;
  let out: Float32Array = new Float32Array(0);
  head.forEach((layer, index) => {
    out = dense(layer, values);
    if (index < head.length - 1) {
      for (let j = 0; j < out.length; j++) if (out[j]! < 0) out[j] = 0;
    }
    values = out;
  });
  return out;
}

/** One row of outputs for each `inputs` values. */
function dense(layer: Layer, values: ArrayLike<number>): Float32Array {
  const { inputs, outputs } = layer;
  const rows = Math.max(1, Math.floor(values.length / inputs));
  const out = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    denseRow(layer, values, row * inputs, out.subarray(row * outputs, (row + 1) * outputs));
  }
  return out;
}

/** Takes four inputs per pass, so that each output is read and written a quarter as often. */
function denseRow(
  { inputs, outputs, weights, bias }: Layer,
  values: ArrayLike<number>,
  from: number,
  out: Float32Array,
): void {
  out.set(bias);
  for (let i = 0; i < inputs; i += 4) {
    const a = values[from + i] as number;
    const b = i + 1 < inputs ? (values[from + i + 1] as number) : 0;
    const c = i + 2 < inputs ? (values[from + i + 2] as number) : 0;
    const d = i + 3 < inputs ? (values[from + i + 3] as number) : 0;
    const rowA = i * outputs;
    // Past the last row the value is 0, so any existing row will do.
    const rowB = i + 1 < inputs ? rowA + outputs : rowA;
    const rowC = i + 2 < inputs ? rowB + outputs : rowA;
    const rowD = i + 3 < inputs ? rowC + outputs : rowA;
    for (let j = 0; j < outputs; j++) {
      out[j] =
        out[j]! +
        a * weights[rowA + j]! +
        b * weights[rowB + j]! +
        c * weights[rowC + j]! +
        d * weights[rowD + j]!;
    }
  }
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
