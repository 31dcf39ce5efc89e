import { describe, expect, it } from 'vitest';
import { moved, thumbnail } from '../../../src/recognizer/motion.ts';
import { greyFrame } from './fake-frames.ts';

/** Small deterministic noise, -a..a. */
const noise = (a: number, seed: number) => (x: number, y: number) =>
  128 +
  ((Math.imul(x * 73_856_093 + y * 19_349_663 + seed * 83_492_791, 2_654_435_761) >>> 24) / 255 -
    0.5) *
    2 *
    a;

const square = (left: number, size: number) => (x: number, y: number) =>
  x >= left && x < left + size && y >= 200 && y < 200 + size ? 200 : 128;

describe('motion', () => {
  it('is not detected in a still scene, even with the noise of a cheap camera', () => {
    const before = thumbnail(greyFrame(0, { paint: noise(10, 1) }));
    const after = thumbnail(greyFrame(0, { paint: noise(10, 2) }));
    expect(moved(before, after)).toBe(false);
  });

  it('is detected when a hand of 60 px moves by half its width', () => {
    const before = thumbnail(greyFrame(0, { paint: square(300, 60) }));
    const after = thumbnail(greyFrame(0, { paint: square(330, 60) }));
    expect(moved(before, after)).toBe(true);
  });

  it('is not detected when the overall brightness changes', () => {
    const before = thumbnail(greyFrame(0, { paint: () => 100 }));
    const after = thumbnail(greyFrame(0, { paint: () => 140 }));
    expect(moved(before, after)).toBe(false);
  });

  it('can be detected in a frame of one pixel', () => {
    const cells = thumbnail(greyFrame(0, { width: 1, height: 1 }));
    expect(cells.every((cell) => cell === 128)).toBe(true);
  });
});
