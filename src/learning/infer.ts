import type { Head } from './train.ts';

/** Logits of one sample: plain numbers, no tensors, for heads of a few thousand weights. */
export function logits(head: Head, features: ArrayLike<number>): Float32Array {
  let values: ArrayLike<number> = features;
  let out = new Float32Array(0);
  head.forEach(({ inputs, outputs, weights, bias }, index) => {
    out = bias.slice();
    for (let i = 0; i < inputs; i++) {
      const value = values[i] as number;
      if (value === 0) continue;
      const row = i * outputs;
      for (let j = 0; j < outputs; j++) out[j] = out[j]! + value * weights[row + j]!;
    }
    if (index < head.length - 1) {
      for (let j = 0; j < outputs; j++) if (out[j]! < 0) out[j] = 0;
    }
    values = out;
  });
  return out;
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
