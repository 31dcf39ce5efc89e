import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitSize, sizeLimit as limit, planCut } from '../../../src/grab/geometry.ts';

describe('the size of a sent frame', () => {
  it.each([
    [640, 480, 640, 480],
    [320, 240, 320, 240],
    [1280, 720, 640, 360],
    [1920, 1080, 640, 360],
    [1280, 960, 640, 480],
    [480, 640, 480, 640],
    [1080, 1920, 360, 640],
    [1000, 1000, 480, 480],
    [1, 1, 1, 1],
    [8192, 1, 640, 1],
  ])('of %i x %i is %i x %i', (width, height, toWidth, toHeight) => {
    expect(fitSize(width, height, limit)).toEqual({ width: toWidth, height: toHeight });
  });
});

describe('the cut of a frame', () => {
  it('is the whole frame if no region is requested', () => {
    expect(planCut(641, 479, null, limit).region).toEqual({ x: 0, y: 0, width: 641, height: 479 });
  });

  it('keeps the full resolution of a region', () => {
    const cut = planCut(1920, 1080, { x: 100, y: 100, width: 400, height: 400 }, limit);
    expect(cut).toMatchObject({ width: 400, height: 400 });
  });

  it('halves a region that keeps enough pixels for the landmark model', () => {
    const cut = planCut(1280, 720, { x: 301.5, y: 13, width: 700, height: 690 }, limit);
    const { region, width, height } = cut;
    expect([2 * width, 2 * height]).toEqual([region.width, region.height]);
    // Both planes have whole words, which the fast way of halving needs.
    expect([region.width % 8, region.height % 4]).toEqual([0, 0]);
    expect(region.x).toBeLessThanOrEqual(301.5);
    expect(region.x + region.width).toBeGreaterThanOrEqual(1001.5);
    expect(region.y + region.height).toBeGreaterThanOrEqual(703);
  });

  it('does not halve a region if the model would lose pixels', () => {
    const cut = planCut(1280, 720, { x: 100, y: 100, width: 600, height: 470 }, limit);
    expect(cut).toMatchObject({ width: 600, height: 470 });
  });

  it('scales a region that is larger than the limit', () => {
    const cut = planCut(1920, 1080, { x: 0, y: 0, width: 960, height: 960 }, limit);
    expect(cut).toMatchObject({ width: 480, height: 480 });
  });

  it.each([
    ['beside the picture', { x: 700, y: 0, width: 50, height: 50 }],
    ['above the picture', { x: 0, y: -90, width: 50, height: 50 }],
    ['empty', { x: 10, y: 10, width: 0, height: 0 }],
    ['turned inside out', { x: 100, y: 100, width: -50, height: -50 }],
    ['not a number', { x: Number.NaN, y: 0, width: 50, height: 50 }],
  ])('is the whole frame if the region is %s', (_, region) => {
    expect(planCut(640, 480, region, limit).region).toEqual({
      x: 0,
      y: 0,
      width: 640,
      height: 480,
    });
  });

  it('is always inside the frame, on even pixels, and contains the region', () => {
    const side = fc.integer({ min: 1, max: 2000 });
    const place = fc.double({ min: -500, max: 2500, noNaN: true });
    const size = fc.double({ min: 0, max: 3000, noNaN: true });
    fc.assert(
      fc.property(side, side, place, place, size, size, (width, height, x, y, w, h) => {
        const cut = planCut(width, height, { x, y, width: w, height: h }, limit);
        const { region } = cut;
        expect([region.x % 2, region.y % 2]).toEqual([0, 0]);
        expect(Math.min(region.x, region.y)).toBeGreaterThanOrEqual(0);
        expect(region.x + region.width).toBeLessThanOrEqual(width);
        expect(region.y + region.height).toBeLessThanOrEqual(height);
        expect(Math.min(region.width, region.height, cut.width, cut.height)).toBeGreaterThan(0);
        expect(Math.max(cut.width, cut.height)).toBeLessThanOrEqual(640);
        expect(Math.min(cut.width, cut.height)).toBeLessThanOrEqual(480);
        const isWhole = region.width === width && region.height === height;
        if (isWhole) return;
        expect(region.x).toBeLessThanOrEqual(Math.max(0, x));
        expect(region.x + region.width).toBeGreaterThanOrEqual(Math.min(width, x + w) - 1e-9);
      }),
    );
  });
});
