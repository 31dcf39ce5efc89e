import { describe, expect, it } from 'vitest';
import {
  drawnFeatures,
  drawnSpace,
} from '../../../../../src/recognizer/signs/movement/drawn-features.ts';
import {
  pathLength,
  type Stroke,
  strokesOf,
} from '../../../../../src/recognizer/signs/movement/stroke.ts';
import { drawing, mirrored } from './fake-strokes.ts';

const line = [
  [0, 0],
  [0, 2],
] as const;
const corner = [
  [0, 0],
  [2, 0],
  [0, 0.6],
] as const;
const longest = (strokes: readonly Stroke[]): Stroke =>
  [...strokes].sort((a, b) => pathLength(b.moments) - pathLength(a.moments))[0]!;

describe('a stroke', () => {
  it('is what the index or the little finger draws while it alone is stretched', () => {
    expect(strokesOf(drawing({ path: line, stretched: [0] }))[0]!.finger).toBe('index');
    expect(strokesOf(drawing({ path: line, stretched: [3] }))[0]!.finger).toBe('little');
  });

  it.each([
    ['no finger', []],
    ['another finger', [1]],
    ['two fingers', [0, 1]],
    ['all fingers', [0, 1, 2, 3]],
  ])('is not drawn by %s', (_, stretched) => {
    expect(strokesOf(drawing({ path: line, stretched }))).toEqual([]);
  });

  it('is as long as the way of the fingertip, in palm lengths', () => {
    const [stroke] = strokesOf(drawing({ path: line }));
    expect(pathLength(stroke!.moments)).toBeCloseTo(2, 1);
  });

  it('is not made of a hand that hardly moves', () => {
    expect(
      strokesOf(
        drawing({
          path: [
            [0, 0],
            [0, 0.5],
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('begins after a pause, not with it', () => {
    const [stroke, ...more] = strokesOf(drawing({ path: line, restMs: 600 }));
    expect(more).toEqual([]);
    expect(stroke!.moments[0]!.at).toBeGreaterThan(500);
  });

  it('is each side of a sharp turn, and both together', () => {
    const back = [...line, line[0]];
    // Sixteen steps: one of its moments is at the turn.
    const strokes = strokesOf(drawing({ path: back, ms: (16 * 1000) / 15 }));
    expect(strokes).toHaveLength(3);
    expect(pathLength(longest(strokes).moments)).toBeGreaterThan(3.8);
  });

  it('goes on where another finger looks stretched for two frames', () => {
    const movement = drawing({ path: line, ms: 1000 });
    const unsure = drawing({ path: line, ms: 1000, stretched: [0, 1] });
    const right = movement.right.map((moment, i) =>
      i === 6 || i === 7 ? unsure.right[i]! : moment,
    );
    expect(strokesOf({ ...movement, right })).toHaveLength(1);
  });
});

describe('the features of a stroke', () => {
  const featuresOf = (...drawn: Parameters<typeof drawing>) =>
    drawnFeatures(longest(strokesOf(drawing(...drawn))));

  it('are finite, and as many as their layout says', () => {
    const features = featuresOf({ path: corner });
    expect(features).toHaveLength(drawnSpace.count);
    expect(features.every(Number.isFinite)).toBe(true);
  });

  it('are the same for the left hand, which draws the mirror image', () => {
    const right = featuresOf({ path: corner, ms: 1000 });
    const left = featuresOf({ path: mirrored(corner), ms: 1000, isLeft: true });
    for (const [i, value] of right.entries()) expect(left[i]).toBeCloseTo(value, 3);
  });

  it('say which way the path goes', () => {
    const there = featuresOf({ path: line });
    const back = featuresOf({ path: [...line].reverse() });
    expect(there[1]).toBeLessThan(0);
    expect(back[1]).toBeGreaterThan(0);
  });
});
