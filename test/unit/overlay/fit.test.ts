import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fit, fitLines, scales } from '../../../src/overlay/fit.ts';

/** Lines of these numbers of letters, in a box of this width; letters are half as wide as high. */
const heights =
  (lengths: readonly number[], width: number, letter = 20) =>
  ({ from, scale }: Fit): number => {
    const rows = lengths
      .slice(from)
      .map((length) => Math.ceil((length * letter * scale) / 2 / width));
    return rows.reduce((sum, row) => sum + row, 0) * letter * scale;
  };
const room = { usual: 100, most: 200 };

describe('captions that are fitted into their room', () => {
  it('are left alone while all lines have room', () => {
    expect(fitLines(2, heights([10, 10], 400), room, 0.5)).toEqual({ from: 0, scale: 1 });
  });

  it('lose the older line first', () => {
    expect(fitLines(2, heights([120, 100], 400), room, 0.5)).toEqual({ from: 1, scale: 1 });
  });

  it('then get smaller letters, no smaller than needed', () => {
    const heightOf = heights([10, 360], 400);
    const { from, scale } = fitLines(2, heightOf, room, 0.5);
    expect([from, scale]).toEqual([1, 0.7]);
    expect(heightOf({ from, scale: 0.8 })).toBeGreaterThan(room.usual);
  });

  it('cover more of the picture rather than get letters that cannot be read', () => {
    const heightOf = heights([700], 400);
    const fit = fitLines(1, heightOf, room, 0.6);
    expect(fit).toEqual({ from: 0, scale: 0.6 });
    expect(heightOf(fit)).toBeGreaterThan(room.usual);
    expect(heightOf(fit)).toBeLessThanOrEqual(room.most);
  });

  it('have smaller letters than can be read well only where they would be cut', () => {
    const heightOf = heights([1400], 400);
    const fit = fitLines(1, heightOf, room, 0.6);
    expect(fit.scale).toBeLessThan(0.6);
    expect(heightOf(fit)).toBeLessThanOrEqual(room.most);
  });

  it('never exceed their room but at the smallest letters, and always show the newest line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 60, max: 1200 }),
        fc.integer({ min: 20, max: 500 }),
        fc.integer({ min: 20, max: 500 }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (lengths, width, usual, most, least) => {
          const heightOf = heights(lengths, width);
          const fit = fitLines(lengths.length, heightOf, { usual, most }, least);
          expect(fit.from).toBeLessThan(lengths.length);
          if (fit.scale !== scales.at(-1)) expect(heightOf(fit)).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
