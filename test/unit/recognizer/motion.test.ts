import { describe, expect, it } from 'vitest';
import { scalePlane } from '../../../src/grab/scale.ts';
import { createMotionWatch, moved, thumbnail } from '../../../src/recognizer/motion.ts';
import { greyFrame, tinyFrame } from './fake-frames.ts';

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

describe('motion in tiny frames', () => {
  /** What the content script sends of a picture of 640 x 480. */
  const scaled = (paint: (x: number, y: number) => number) => {
    const from = greyFrame(0, { paint });
    const to = tinyFrame(0);
    const plane = { offset: 0, channels: 1 } as const;
    scalePlane(
      { ...plane, bytes: from.data, width: 640, height: 480 },
      { ...plane, bytes: to.data, width: 96, height: 72 },
    );
    return to;
  };

  it('is not detected in a still scene, even with the noise of a cheap camera', () => {
    const watch = createMotionWatch();
    watch.step(scaled(noise(10, 1)));
    expect(watch.step(scaled(noise(10, 2)))).toBe(false);
  });

  it('is detected when a hand of 60 px moves by half its width', () => {
    const watch = createMotionWatch();
    watch.step(scaled(square(300, 60)));
    expect(watch.step(scaled(square(330, 60)))).toBe(true);
  });

  it('is not seen by comparing them with other frames, whose fine texture looks different in them', () => {
    const watch = createMotionWatch();
    const stripes = (x: number) => (x % 7 < 3 ? 255 : 0);
    watch.step(greyFrame(0, { paint: stripes }));
    expect(watch.step(scaled(stripes))).toBe(false);
    expect(watch.step(greyFrame(0, { paint: stripes }))).toBe(false);
    expect(watch.step(scaled(stripes))).toBe(false);
  });

  it('is assumed of the first frame of all, and of the first after all was forgotten', () => {
    const watch = createMotionWatch();
    expect(watch.step(greyFrame(0))).toBe(true);
    expect(watch.step(greyFrame(0, { width: 320, height: 240 }))).toBe(false);
    watch.forget();
    expect(watch.step(greyFrame(0, { width: 320, height: 240 }))).toBe(true);
  });

  it('is seen again by a camera that had many sizes, none of which is kept for ever', () => {
    const watch = createMotionWatch();
    for (let width = 100; width < 120; width++) watch.step(greyFrame(0, { width, height: 90 }));
    expect(watch.step(greyFrame(0, { width: 100, height: 90, paint: square(0, 50) }))).toBe(false);
  });
});
