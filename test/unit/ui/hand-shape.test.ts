import { describe, expect, it } from 'vitest';
import { box, type HandPoint, shapeHand } from '../../../src/ui/hand-shape.ts';
import { makePictograms } from '../../../tools/lab/pictograms.ts';
import { gesturesOf, vocabularyIds } from '../../../tools/lab/shapes.ts';

const pictograms = makePictograms();
const palm = pictograms['call-gestures:open-palm']!;
const fist = pictograms['call-gestures:fist']!;

const numbers = (path: string): number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);
const all = (points: readonly HandPoint[], mirror = false) => {
  const shape = shapeHand(points, mirror)!;
  return [...shape.under, shape.palm, ...shape.over];
};

describe('the shape of a drawn hand', () => {
  it.each(Object.keys(pictograms))('stays within its box: %s', (key) => {
    for (const { path, width } of all(pictograms[key]!)) {
      for (const n of numbers(path)) {
        expect(n - width / 2).toBeGreaterThanOrEqual(0);
        expect(n + width / 2).toBeLessThanOrEqual(box);
      }
    }
  });

  it('has a palm and five fingers', () => {
    expect(all(palm)).toHaveLength(6);
  });

  it('is the same for a hand of any size and place', () => {
    const moved = palm.map(([x, y, z]): HandPoint => [x * 300 + 200, y * 300 + 150, z * 300]);
    const [a, b] = [all(palm), all(moved)].map((parts) =>
      parts.flatMap(({ path }) => numbers(path)),
    );
    a!.forEach((n, i) => {
      expect(n).toBeCloseTo(b![i]!, 0);
    });
  });

  it('is flipped by mirroring', () => {
    const [plain, mirrored] = [all(palm), all(palm, true)].map((parts) => numbers(parts[0]!.path));
    plain!.forEach((n, i) => {
      expect(mirrored![i]).toBeCloseTo(i % 2 === 0 ? box - n : n, 0);
    });
  });

  it('has fingers nearer than the palm over it, and those behind it under it', () => {
    expect(shapeHand(fist)!.under).toHaveLength(0);
    const fromBehind = fist.map(([x, y, z]): HandPoint => [x, y, -z]);
    expect(shapeHand(fromBehind)!.under.length).toBeGreaterThan(0);
  });

  it.each<[string, readonly HandPoint[]]>([
    ['too few points', palm.slice(1)],
    ['no number', palm.map(([x, y], i): HandPoint => [i === 3 ? Number.NaN : x, y, 0])],
    ['no extent', palm.map((): HandPoint => [0, 0, 0])],
  ])('is null for %s', (_, points) => {
    expect(shapeHand(points)).toBeNull();
  });
});

describe('the drawings of shipped gestures', () => {
  it('exist for every gesture of both vocabularies, wrist first, one hand size long', () => {
    const held = vocabularyIds.flatMap((id) => gesturesOf(id).map((gesture) => `${id}:${gesture}`));
    const drawn = ['fingerspelling:J', 'fingerspelling:Z'];
    expect(Object.keys(pictograms)).toEqual([...held, ...drawn]);
    for (const [key, points] of Object.entries(pictograms)) {
      expect(points[0], key).toEqual([0, 0, 0]);
      const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]!));
      const extent = Math.max(
        Math.max(...xs!) - Math.min(...xs!),
        Math.max(...ys!) - Math.min(...ys!),
      );
      expect(extent, key).toBeCloseTo(1, 2);
    }
  });
});
