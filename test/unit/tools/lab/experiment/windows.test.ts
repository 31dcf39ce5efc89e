import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import {
  fold,
  unfold,
  type WindowShape,
  windowsAcross,
} from '../../../../../tools/lab/experiment/windows.ts';

const shape: WindowShape = { size: 3, channels: 1, window: 3, stride: 2 };

describe('windows of a picture', () => {
  it('are copied into rows, with zeros beyond the border', () => {
    const rows = unfold(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), 1, shape);
    expect(windowsAcross(shape)).toBe(2);
    expect([...rows.subarray(0, 9)]).toEqual([0, 0, 0, 0, 1, 2, 0, 4, 5]);
    expect([...rows.subarray(9, 18)]).toEqual([0, 0, 0, 2, 3, 0, 5, 6, 0]);
    expect([...rows.subarray(27)]).toEqual([5, 6, 0, 8, 9, 0, 0, 0, 0]);
  });

  it('keep channels together and pictures apart', () => {
    const two: WindowShape = { size: 1, channels: 2, window: 1, stride: 1 };
    expect([...unfold(Float32Array.of(1, 2, 3, 4), 2, two)]).toEqual([1, 2, 3, 4]);
  });

  it('are folded by the transpose of unfold: <unfold x, y> = <x, fold y>', () => {
    const wide: WindowShape = { size: 5, channels: 2, window: 3, stride: 2 };
    const random = createRandom(1);
    const x = Float32Array.from({ length: 2 * 5 * 5 * 2 }, () => random.normal());
    const unfolded = unfold(x, 2, wide);
    const y = unfolded.map(() => random.normal());
    const dot = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(dot(unfolded, y)).toBeCloseTo(dot(x, fold(y, 2, wide)), 3);
  });
});
