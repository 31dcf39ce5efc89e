import { describe, expect, it } from 'vitest';
import { letterPaths, wayOfTip } from '../../../../src/options/practice/letter-paths.ts';
import { shapeWay } from '../../../../src/ui/movement-shape.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';

describe('the way of a fingertip', () => {
  it('is where the tip was, of the hand that is seen more often', () => {
    const hands = movementAt({ from: [220, 300], to: [420, 300] });
    const way = wayOfTip(hands, 8);
    expect(way).toHaveLength(hands.length);
    const [first, last] = [way[0]!, way.at(-1)!];
    expect(last[0] - first[0]).toBeCloseTo(200 / 480);
    expect(last[1]).toBeCloseTo(first[1]);
    // The tip of a stretched finger is above the wrist.
    expect(first[1]).toBeLessThan(hands[0]!.place![1]);
  });

  it('is empty if nothing moved, or nobody knows where', () => {
    expect(wayOfTip([], 8)).toEqual([]);
    const held = movementAt().map(({ place: _, ...hand }) => hand);
    expect(wayOfTip(held, 20)).toEqual([]);
    expect(shapeWay([])).toBeNull();
    expect(shapeWay([[1, 1]])).toBeNull();
  });

  it('of Z begins at the upper left of a mirror, as it is written, and J bends to the left', () => {
    const startOf = (letter: string): [number, number] => {
      const [x = 0, y = 0] = shapeWay(letterPaths[letter]!.path, true)!
        .line.match(/[\d.]+/g)!
        .map(Number);
      return [x, y];
    };
    expect(startOf('Z')[0]).toBeLessThan(50);
    expect(startOf('Z')[1]).toBeLessThan(50);
    expect(startOf('J')[0]).toBeGreaterThan(50);
  });
});
