import { describe, expect, test } from 'vitest';
import { liteModelBytes } from '../../../../../../tools/lib/build/hand-models/index.ts';
import {
  type LiteModel,
  Op,
  readLiteModel,
} from '../../../../../../tools/lib/build/hand-models/tflite.ts';
import {
  halfToFloat,
  quantiseLiteModel,
} from '../../../../../../tools/lib/recognizer/lite/quantise.ts';

const filters = ({ operators }: LiteModel): number[] =>
  operators.flatMap(({ code, inputs }) => (code === Op.CONV_2D ? [inputs[1]!] : []));

describe('a hand model with 8-bit weights', () => {
  test('reads numbers of half precision', () => {
    expect([0x3c00, 0xc000, 0x0001, 0x8000].map(halfToFloat)).toEqual([1, -2, 2 ** -24, -0]);
    expect(halfToFloat(0x3555)).toBeCloseTo(1 / 3, 3);
  });

  test('is the same graph, with a byte for each weight of a convolution', () => {
    const before = readLiteModel(liteModelBytes('landmark-lite'));
    const after = readLiteModel(quantiseLiteModel(liteModelBytes('landmark-lite'), 'a test'));
    const computed = ({ operators }: LiteModel) =>
      operators.map(({ code }) => code).filter((code) => code !== Op.DEQUANTIZE);
    expect(computed(after)).toEqual(computed(before));
    expect(after.outputs.map((i) => after.tensors[i]!.shape)).toEqual(
      before.outputs.map((i) => before.tensors[i]!.shape),
    );
    const shapes = filters(after).map((i) => after.tensors[i]!.shape);
    expect(shapes).toEqual(filters(before).map((i) => before.tensors[i]!.shape));
    expect(filters(after).map((i) => after.tensors[i]!.data!.length)).toEqual(
      shapes.map((shape) => shape.reduce((a, b) => a * b, 1)),
    );
  });
});
