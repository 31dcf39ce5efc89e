import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Blendable, makeOverprint, overprint } from '../../../src/outgoing/blend.ts';
import type { Plate } from '../../../src/outgoing/plate.ts';

const space = { matrix: 'bt601', fullRange: true } as const;

function plateOf(rgba: readonly [number, number, number, number], at: Partial<Plate> = {}): Plate {
  const { x = 2, y = 2, width = 4, height = 2 } = at;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i++) data[i] = rgba[i % 4]!;
  return { x, y, width, height, rgba: data };
}

/** An empty 8 x 6 frame of one format, with its planes. */
function picture(format: Blendable, fill = 0) {
  const size = format === 'I420' || format === 'NV12' ? 8 * 6 * 1.5 : 8 * 6 * 4;
  const planes =
    format === 'I420'
      ? [
          { offset: 0, stride: 8 },
          { offset: 48, stride: 4 },
          { offset: 60, stride: 4 },
        ]
      : format === 'NV12'
        ? [
            { offset: 0, stride: 8 },
            { offset: 48, stride: 8 },
          ]
        : [{ offset: 0, stride: 32 }];
  return { data: new Uint8Array(size).fill(fill), planes };
}

describe("blending a caption into a frame's bytes", () => {
  it('leaves all bytes outside the box unchanged, in each format', () => {
    for (const format of ['I420', 'NV12', 'RGBA', 'BGRX'] as const) {
      const { data, planes } = picture(format, 77);
      overprint(makeOverprint(plateOf([255, 255, 255, 255]), format, space), data, planes);
      const changed = [...data.keys()].filter((i) => data[i] !== 77);
      const box = format === 'I420' || format === 'NV12' ? 4 * 2 + 2 * 2 : 4 * 2 * 3;
      expect(changed.length, format).toBe(box);
    }
  });

  it('writes an opaque colour exactly', () => {
    const { data, planes } = picture('BGRA');
    overprint(makeOverprint(plateOf([10, 20, 30, 255]), 'BGRA', space), data, planes);
    const first = 2 * 32 + 2 * 4;
    expect([...data.slice(first, first + 4)]).toEqual([30, 20, 10, 0]);
  });

  it.each([
    ['white', [255, 255, 255], [235, 128, 128]],
    ['black', [0, 0, 0], [16, 128, 128]],
    ['red', [255, 0, 0], [81, 90, 240]],
    ['blue', [0, 0, 255], [41, 240, 110]],
  ] as const)('knows %s in the narrow range of BT.601', (_, [r, g, b], [y, u, v]) => {
    const { data, planes } = picture('I420');
    const narrow = { matrix: 'bt601', fullRange: false } as const;
    overprint(makeOverprint(plateOf([r, g, b, 255]), 'I420', narrow), data, planes);
    expect(Math.abs(data[2 * 8 + 2]! - y)).toBeLessThanOrEqual(1);
    expect(Math.abs(data[48 + 4 + 1]! - u)).toBeLessThanOrEqual(1);
    expect(Math.abs(data[60 + 4 + 1]! - v)).toBeLessThanOrEqual(1);
  });

  it('writes red correctly in full-range BT.709', () => {
    const { data, planes } = picture('NV12');
    const wide = { matrix: 'bt709', fullRange: true } as const;
    overprint(makeOverprint(plateOf([255, 0, 0, 255]), 'NV12', wide), data, planes);
    expect(data[2 * 8 + 2]).toBe(54);
    expect(Math.abs(data[48 + 8 + 2]! - 99)).toBeLessThanOrEqual(1);
    expect(data[48 + 8 + 3]).toBe(255);
  });

  it('mixes the frame and the colour by the alpha', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 0, max: 255 }),
        (old, color, alpha) => {
          const { data, planes } = picture('RGBA', old);
          overprint(
            makeOverprint(plateOf([color, color, color, alpha]), 'RGBA', space),
            data,
            planes,
          );
          const wanted = (old * (255 - alpha) + color * alpha) / 255;
          expect(Math.abs(data[2 * 32 + 2 * 4]! - wanted)).toBeLessThanOrEqual(0.5);
        },
      ),
    );
  });

  it('refuses bytes that are too few and a box that does not fit', () => {
    const print = makeOverprint(plateOf([1, 2, 3, 255], { x: 6 }), 'I420', space);
    const { data, planes } = picture('I420');
    expect(() => overprint(print, data, planes)).toThrow(RangeError);
    const fits = makeOverprint(plateOf([1, 2, 3, 255]), 'I420', space);
    expect(() => overprint(fits, data.subarray(0, 50), planes)).toThrow(RangeError);
    expect(() => overprint(fits, data, planes.slice(0, 2))).toThrow(RangeError);
  });
});
