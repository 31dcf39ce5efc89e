import { describe, expect, it } from 'vitest';
import { scalePlane, scaleYuv } from '../../../src/grab/scale.ts';
import { frameBytes } from '../../../src/messaging/frame.ts';

function scaled(
  bytes: number[],
  [width, height]: [number, number],
  [toWidth, toHeight]: [number, number],
  channels: 1 | 2 = 1,
): number[] {
  const target = new Uint8Array(toWidth * toHeight * channels);
  scalePlane(
    { bytes: Uint8Array.from(bytes), offset: 0, width, height, channels },
    { bytes: target, offset: 0, width: toWidth, height: toHeight, channels },
  );
  return [...target];
}

describe('scaling a plane', () => {
  it('takes the mean of every four pixels at half size', () => {
    const source = [0, 10, 100, 100, 20, 30, 100, 101];
    expect(scaled(source, [4, 2], [2, 1])).toEqual([15, 100]);
  });

  it('changes nothing at its own size', () => {
    const source = Array.from({ length: 15 }, (_, i) => i * 17);
    expect(scaled(source, [5, 3], [5, 3])).toEqual(source);
  });

  it('keeps the two channels of a chroma plane apart', () => {
    const source = [10, 200, 20, 210, 30, 220, 40, 230];
    expect(scaled(source, [2, 2], [1, 1], 2)).toEqual([25, 215]);
  });

  it.each([1, 2] as const)(
    'gives the same result by words as by bytes at half size (%i)',
    (channels) => {
      const width = 32;
      const height = 6;
      const source = Array.from(
        { length: width * height * channels },
        (_, i) => (i * i * 31) & 255,
      );
      const mean = (x: number, y: number, channel: number): number => {
        const at = (dx: number, dy: number) =>
          source[((2 * y + dy) * width + 2 * x + dx) * channels + channel]!;
        return (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) >> 2;
      };
      const expected: number[] = [];
      for (let y = 0; y < height / 2; y++)
        for (let x = 0; x < width / 2; x++)
          for (let channel = 0; channel < channels; channel++) expected.push(mean(x, y, channel));
      // At offset 0 whole words can be read; at offset 1 they cannot.
      for (const offset of [0, 1]) {
        const bytes = new Uint8Array([...Array.from({ length: offset }, () => 9), ...source]);
        const target = new Uint8Array(expected.length);
        scalePlane(
          { bytes, offset, width, height, channels },
          { bytes: target, offset: 0, width: width / 2, height: height / 2, channels },
        );
        expect([...target]).toEqual(expected);
      }
    },
  );

  it('keeps the place of an edge at any ratio', () => {
    for (const [from, to] of [
      [480, 360],
      [1920, 640],
      [1279, 640],
      [641, 640],
    ] as const) {
      const row = Array.from({ length: from }, (_, x) => (x < from / 2 ? 0 : 255));
      const edge = scaled(row, [from, 1], [to, 1]).findIndex((value) => value > 127);
      expect(Math.abs(edge - to / 2)).toBeLessThanOrEqual(1);
    }
  });

  it('keeps the mean of a gradient', () => {
    const row = Array.from({ length: 500 }, (_, x) => x / 2);
    const result = scaled(row, [500, 1], [320, 1]);
    const mean = result.reduce((sum, value) => sum + value, 0) / 320;
    expect(mean).toBeCloseTo(124.6, 0);
  });
});

describe.each(['I420', 'NV12'] as const)('scaling a frame in %s', (format) => {
  it.each([
    [5, 3, 3, 2],
    [1280, 720, 640, 360],
    [2, 2, 1, 1],
    [641, 481, 640, 480],
  ])('from %i x %i to %i x %i fills all planes and stays in its buffer', (w, h, toW, toH) => {
    const source = new Uint8Array(frameBytes(format, w, h)).fill(50);
    source.fill(90, w * h);
    const target = new Uint8Array(frameBytes(format, toW, toH)).fill(1);
    scaleYuv(
      { format, bytes: source, width: w, height: h },
      { format, bytes: target, width: toW, height: toH },
    );
    expect(new Set(target.subarray(0, toW * toH))).toEqual(new Set([50]));
    expect(new Set(target.subarray(toW * toH))).toEqual(new Set([90]));
  });
});
