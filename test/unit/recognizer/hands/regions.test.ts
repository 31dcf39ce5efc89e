import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Landmark } from '../../../../src/recognizer/hand.ts';
import type { PalmBox } from '../../../../src/recognizer/hands/palms.ts';
import {
  boundsOf,
  landmarkInput,
  overlapOf,
  projectLandmarks,
  regionFromLandmarks,
  regionFromPalm,
} from '../../../../src/recognizer/hands/regions.ts';

const view = { cx: 320, cy: 240, size: 640, rotation: 0 };

/** A palm with its wrist at one place and its middle knuckle at another, 0..1. */
const palmAt = (wrist: [number, number], knuckle: [number, number]): PalmBox => ({
  score: 0.9,
  cx: (wrist[0] + knuckle[0]) / 2,
  cy: (wrist[1] + knuckle[1]) / 2,
  width: 0.1,
  height: 0.1,
  keypoints: [...wrist, 0, 0, ...knuckle, 0, 0, 0, 0, 0, 0, 0, 0],
});

/** An upright open hand in pixels, wrist at the bottom. */
const upright: Landmark[] = Array.from({ length: 21 }, (_, i): Landmark => {
  if (i === 0) return [100, 200, 0];
  const finger = Math.floor((i - 1) / 4);
  const joint = (i - 1) % 4;
  return [70 + 15 * finger, 160 - 20 * joint - (finger === 2 ? 5 : 0), -joint];
});

const turned = (landmarks: readonly Landmark[], angle: number): Landmark[] =>
  landmarks.map(([x, y, z]) => [
    Math.cos(angle) * x - Math.sin(angle) * y,
    Math.sin(angle) * x + Math.cos(angle) * y,
    z,
  ]);

describe('the region of a hand', () => {
  test('is upright for an upright palm, 2.6 times as large, and shifted to the fingers', () => {
    const region = regionFromPalm(palmAt([0.5, 0.6], [0.5, 0.5]), view);
    expect(region.rotation).toBeCloseTo(0);
    expect(region.size).toBeCloseTo(2.6 * 64);
    expect(region.cx).toBeCloseTo(320);
    expect(region.cy).toBeCloseTo(240 - 320 + 0.55 * 640 - 32);
  });

  test('rotates with the palm: fingers to the right mean a quarter turn clockwise', () => {
    const region = regionFromPalm(palmAt([0.4, 0.5], [0.5, 0.5]), view);
    expect(region.rotation).toBeCloseTo(Math.PI / 2);
    expect(region.cx).toBeCloseTo(0.45 * 640 + 32);
  });

  test('is the same for a palm of an upright and of a rotated view', () => {
    const turnedView = { ...view, rotation: Math.PI / 2 };
    // A point at (u, v) of the upright view is at (v, 1 - u) of the one rotated clockwise.
    const a = regionFromPalm(palmAt([0.4, 0.6], [0.45, 0.5]), view);
    const b = regionFromPalm(palmAt([0.6, 0.6], [0.5, 0.55]), turnedView);
    expect(b.rotation).toBeCloseTo(a.rotation);
    expect(b.cx).toBeCloseTo(a.cx);
    expect(b.cy).toBeCloseTo(a.cy);
    expect(b.size).toBeCloseTo(a.size);
  });

  test('rotates with the landmarks without changing its size', () => {
    const before = regionFromLandmarks(upright);
    expect(before.rotation).toBeCloseTo(0, 1);
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (angle) => {
        const after = regionFromLandmarks(turned(upright, angle));
        const difference = after.rotation - before.rotation - angle;
        expect(Math.cos(difference)).toBeCloseTo(1);
        expect(after.size).toBeCloseTo(before.size);
        const [[x, y]] = turned([[before.cx, before.cy, 0]], angle) as [Landmark];
        expect(after.cx).toBeCloseTo(x);
        expect(after.cy).toBeCloseTo(y);
      }),
    );
  });

  test('maps landmarks back to their place in the frame, mirrored or not', () => {
    const middle = new Float32Array(63).fill(landmarkInput / 2);
    middle[0] = 0;
    const region = { cx: 50, cy: 60, size: 40, rotation: 0 };
    expect(projectLandmarks(middle, region)[0]).toEqual([30, 60, expect.closeTo(50)]);
    expect(projectLandmarks(middle, { ...region, mirrored: true })[0]![0]).toBe(70);
    expect(projectLandmarks(middle, { ...region, rotation: 2 })[1]![0]).toBeCloseTo(50);
  });

  test('lies within its bounds, and overlap is 1 only for the same box', () => {
    const bounds = boundsOf({ cx: 10, cy: 10, size: 10, rotation: Math.PI / 4 });
    expect(bounds.width).toBeCloseTo(10 * Math.SQRT2);
    expect(overlapOf(bounds, bounds)).toBeCloseTo(1);
    expect(overlapOf(bounds, { ...bounds, x: bounds.x + bounds.width / 2 })).toBeCloseTo(1 / 3);
    expect(overlapOf(bounds, { ...bounds, x: 500 })).toBe(0);
  });
});
