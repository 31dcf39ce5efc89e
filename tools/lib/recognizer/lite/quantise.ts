/**
 * Writes a hand model again with 8-bit convolution weights, which LiteRT runs faster than others:
 * symmetric, one scale per output channel ("dynamic range": biases and everything between the
 * operators stay floats). Depthwise convolutions keep their half-precision weights, which are few.
 *
 * Source: TensorFlow Lite 8-bit quantization specification, "per-axis".
 */
import {
  type LiteOperator,
  Op,
  readLiteModel,
  TensorType,
} from '../../build/hand-models/tflite.ts';
import { type WrittenTensor, writeLiteModel } from './tflite-writer.ts';

/** @throws Error on a convolution whose weights are not half-precision constants */
export function quantiseLiteModel(bytes: Uint8Array, description: string): Uint8Array {
  const model = readLiteModel(bytes);
  const tensors: WrittenTensor[] = [...model.tensors];
  const half = new Map<number, number>();
  for (const op of model.operators)
    if (op.code === Op.DEQUANTIZE) half.set(op.outputs[0]!, op.inputs[0]!);

  /** The constant that a DEQUANTIZE makes of half-precision numbers, as floats. */
  const floats = (tensor: number): Float32Array => {
    const { data, type } = model.tensors[half.get(tensor) ?? tensor]!;
    if (!data || type !== TensorType.FLOAT16)
      throw new Error(`Tensor ${tensor} is not a half-precision weight.`);
    return Float32Array.from(new Uint16Array(data.buffer), halfToFloat);
  };
  const written = new Set<number>();
  for (const op of model.operators.filter(({ code }) => code === Op.CONV_2D)) {
    const [, filter, bias] = op.inputs as [number, number, number];
    const { shape, name } = model.tensors[filter]!;
    tensors[filter] = { name, shape, type: TensorType.INT8, ...int8(floats(filter), shape[0]!) };
    const biases = floats(bias);
    tensors[bias] = {
      name: model.tensors[bias]!.name,
      shape: model.tensors[bias]!.shape,
      type: TensorType.FLOAT32,
      data: new Uint8Array(biases.buffer),
    };
    written.add(filter).add(bias);
  }
  const operators = model.operators.filter(
    ({ code, outputs }) => code !== Op.DEQUANTIZE || !written.has(outputs[0]!),
  );
  return writeLiteModel({ ...used(tensors, operators, model), description });
}

/** IEEE 754 half precision; infinities and what is no number do not occur in a weight. */
export function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Rows of an output channel each, rounded to -127..127 by the largest weight of its row. */
function int8(weights: Float32Array, rows: number): { data: Uint8Array; scales: Float32Array } {
  const length = weights.length / rows;
  const data = new Int8Array(weights.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const values = weights.subarray(row * length, (row + 1) * length);
    const most = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // A row of zeros needs a scale that is not 0.
    const scale = Math.fround((most || 1) / 127);
    scales[row] = scale;
    values.forEach((value, i) => {
      data[row * length + i] = Math.round(value / scale);
    });
  }
  return { data: new Uint8Array(data.buffer), scales };
}

/** Leaves out the tensors that no operator reads or writes any more, and numbers the rest anew. */
function used(
  tensors: readonly WrittenTensor[],
  operators: readonly LiteOperator[],
  { inputs, outputs }: { inputs: readonly number[]; outputs: readonly number[] },
) {
  const kept = [
    ...new Set([...inputs, ...operators.flatMap((op) => [...op.inputs, ...op.outputs])]),
  ].filter((tensor) => tensor >= 0);
  const place = new Map(kept.map((tensor, i) => [tensor, i]));
  const renumber = (numbers: readonly number[]) => numbers.map((tensor) => place.get(tensor) ?? -1);
  return {
    tensors: kept.map((tensor) => tensors[tensor]!),
    operators: operators.map((op) => ({
      ...op,
      inputs: renumber(op.inputs),
      outputs: renumber(op.outputs),
    })),
    inputs: renumber(inputs),
    outputs: renumber(outputs),
  };
}
