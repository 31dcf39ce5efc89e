import { describe, expect, it } from 'vitest';
import { rgbaToI420 } from '../../../src/grab/yuv.ts';
import { frameBytes } from '../../../src/messaging/frame.ts';

function convert(pixels: number[][], width: number, height: number): number[] {
  const target = new Uint8Array(frameBytes('I420', width, height)).fill(77);
  rgbaToI420(Uint8Array.from(pixels.flatMap((rgb) => [...rgb, 255])), width, height, target);
  return [...target];
}

const even = (rgb: number[]): number[] => {
  const data = convert([rgb, rgb, rgb, rgb], 2, 2);
  expect(new Set(data.slice(0, 4)).size).toBe(1);
  return [data[0]!, data[4]!, data[5]!];
};

describe('RGBA as I420', () => {
  // Rounded results of T.871's equations.
  it.each([
    ['black', [0, 0, 0], [0, 128, 128]],
    ['white', [255, 255, 255], [255, 128, 128]],
    ['grey', [100, 100, 100], [100, 128, 128]],
    ['red', [255, 0, 0], [76, 85, 255]],
    ['green', [0, 255, 0], [150, 44, 21]],
    ['blue', [0, 0, 255], [29, 255, 107]],
    ['yellow', [255, 255, 0], [226, 1, 149]],
  ])('converts %s as in the standard', (_, rgb, yuv) => {
    const got = even(rgb);
    got.forEach((value, i) => {
      expect(Math.abs(value - yuv[i]!)).toBeLessThanOrEqual(1);
    });
  });

  it('keeps the colour', () => {
    for (let seed = 1; seed < 200; seed++) {
      const rgb = [(seed * 37) & 255, (seed * 91) & 255, (seed * 53) & 255] as const;
      const [y, u, v] = even([...rgb]) as [number, number, number];
      const back = [
        y + 1.402 * (v - 128),
        y - 0.344136 * (u - 128) - 0.714136 * (v - 128),
        y + 1.772 * (u - 128),
      ];
      back.forEach((value, i) => {
        expect(Math.abs(value - rgb[i]!)).toBeLessThan(3);
      });
    }
  });

  it('takes the mean of four pixels for one chroma sample', () => {
    const data = convert(
      [
        [255, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      2,
      2,
    );
    expect(data.slice(0, 4)).toEqual([76, 0, 0, 0]);
    expect(data[5]).toBeCloseTo(128 + 32, -0.5);
  });

  it.each([
    [1, 1],
    [3, 1],
    [1, 3],
    [3, 5],
  ])('fills every byte of a frame of %i x %i', (width, height) => {
    const white = Array.from({ length: width * height }, () => [255, 255, 255]);
    const data = convert(white, width, height);
    expect(data.slice(0, width * height).every((value) => value === 255)).toBe(true);
    expect(data.slice(width * height).every((value) => value === 128)).toBe(true);
  });

  it('refuses a buffer that is too small', () => {
    expect(() => rgbaToI420(new Uint8Array(16), 2, 2, new Uint8Array(5))).toThrow(RangeError);
    expect(() => rgbaToI420(new Uint8Array(15), 2, 2, new Uint8Array(6))).toThrow(RangeError);
  });
});
