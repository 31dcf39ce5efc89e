import { describe, expect, it } from 'vitest';
import { box } from '../../../src/ui/hand-shape.ts';
import { type MovementPicture, shapeMovement } from '../../../src/ui/movement-shape.ts';
import { movementAt } from '../teaching/recording/fake-movements.ts';

const across = movementAt({ from: [120, 350], to: [520, 350] });

/** Points of the wrist's whole way. */
const wayOf = ({ ways }: MovementPicture, side = 0): [number, number][] => {
  const { before, after } = ways[side]!;
  return [...`${before} ${after}`.matchAll(/([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
};

describe('the drawing of a movement', () => {
  it('shows the hand where it was at the start, in the middle and at the end', () => {
    const pictures = shapeMovement(across, 3);
    const xs = pictures.map(({ hands }) => hands[0]!.x);
    expect(pictures.map(({ hands }) => hands.length)).toEqual([1, 1, 1]);
    expect(xs[1]! - xs[0]!).toBeCloseTo(xs[2]! - xs[1]!, 3);
    expect(xs[2]! - xs[0]!).toBeGreaterThan(20);
  });

  it('draws the way until each moment and from it on', () => {
    const [start, middle, end] = shapeMovement(across, 3);
    expect(start!.ways[0]!.before).toBe('');
    expect(end!.ways[0]!.after).toBe('');
    const lengths = [middle!.ways[0]!.before, middle!.ways[0]!.after].map(
      (path) => path.split('L').length,
    );
    expect(lengths[0]).toBe(lengths[1]);
    expect(middle!.ways[0]!.tip).not.toBe('');
  });

  it('puts the wrist on its way', () => {
    for (const [i, picture] of shapeMovement(across, 3).entries()) {
      const { shape, x, y, scale } = picture.hands[0]!;
      // The fake hand's wrist is its lowest landmark.
      const wrist = box / 2 - shape.fit.y * shape.fit.scale;
      expect(wayOf(picture)[0]![1]).toBeCloseTo(y + wrist * scale, 0);
      const left = box / 2 - shape.fit.x * shape.fit.scale;
      const way = wayOf(picture);
      const expected = [way[0]!, way[Math.floor(way.length / 2)]!, way.at(-1)!][i]!;
      expect(Math.abs(x + left * scale - expected[0])).toBeLessThan(2);
    }
  });

  it('stays within its box', () => {
    for (const picture of shapeMovement(movementAt({ both: true }), 3)) {
      for (const { shape, x, y, scale } of picture.hands) {
        // The square of a hand's own drawing has a margin; its strokes must be within.
        for (const { path } of [...shape.under, shape.palm, ...shape.over]) {
          const strokes = [...path.matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].flatMap(([, px, py]) => [
            x + Number(px) * scale,
            y + Number(py) * scale,
          ]);
          expect(strokes.length).toBeGreaterThan(0);
          expect(Math.min(...strokes)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...strokes)).toBeLessThanOrEqual(box);
        }
      }
      const numbers = picture.ways.flatMap((_, side) => wayOf(picture, side).flat());
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThanOrEqual(box);
    }
  });

  it('is flipped by mirroring', () => {
    const [plain] = shapeMovement(across, 1);
    const [mirrored] = shapeMovement(across, 1, true);
    const [a, b] = [wayOf(plain!), wayOf(mirrored!)];
    expect(b[0]![0]).toBeCloseTo(box - a[0]![0], 0);
    expect(a[0]![0]).toBeLessThan(b[0]![0]);
  });

  it('shows both hands and both ways', () => {
    const [picture] = shapeMovement(movementAt({ both: true }), 1);
    expect([picture!.hands.length, picture!.ways.length]).toEqual([2, 2]);
  });

  it('leaves out a hand at moments in which it was not seen', () => {
    const left = movementAt({ both: true }).filter(
      ({ handedness, time }) => handedness === 'Right' || time < 300,
    );
    expect(shapeMovement(left, 3).map(({ hands }) => hands.length)).toEqual([2, 1, 1]);
  });

  it('has no arrow if the wrist goes nowhere', () => {
    const still = movementAt({ from: [320, 350], to: [320, 350] });
    expect(shapeMovement(still, 1)[0]!.ways[0]!.tip).toBe('');
  });

  it('is empty for hands that are no movement', () => {
    expect(shapeMovement(across.slice(0, 1), 3)).toEqual([]);
    expect(
      shapeMovement(
        across.map(({ place, ...hand }) => hand),
        3,
      ),
    ).toEqual([]);
  });
});
