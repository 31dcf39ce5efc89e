import { describe, expect, it } from 'vitest';
import { augment, augmentation } from '../../../src/learning/augment.ts';
import { createRandom } from '../../../src/learning/random.ts';

const none = { turn: 0, tilt: 0, aspect: 0, lostAspect: 0, noise: 0, bones: 0, mirror: 0 };
const has = { depth: true, aspect: true };
const hand = Float32Array.from({ length: 63 }, (_, i) => (i < 3 ? 0 : Math.sin(i * 1.7)));
const angle = (points: Float32Array, i: number) => Math.atan2(points[i * 3 + 1]!, points[i * 3]!);

describe('augmentation', () => {
  it('changes nothing with amounts of 0, and never changes the sample itself', () => {
    const copy = Float32Array.from(hand);
    expect(augment(hand, has, none, createRandom(1))).toEqual(hand);
    augment(hand, has, augmentation, createRandom(1));
    expect(hand).toEqual(copy);
  });

  it('is the same for the same seed', () => {
    const once = augment(hand, has, augmentation, createRandom(3));
    expect(augment(hand, has, augmentation, createRandom(3))).toEqual(once);
    expect(augment(hand, has, augmentation, createRandom(4))).not.toEqual(once);
  });

  it('rotates at most by the limit, because orientation carries meaning', () => {
    const random = createRandom(5);
    const turns = Array.from({ length: 200 }, () => {
      const out = augment(hand, has, { ...none, turn: 0.3 }, random);
      return Math.atan2(
        Math.sin(angle(out, 9) - angle(hand, 9)),
        Math.cos(angle(out, 9) - angle(hand, 9)),
      );
    });
    expect(Math.max(...turns.map(Math.abs))).toBeLessThanOrEqual(0.3 + 1e-6);
    expect(Math.max(...turns)).toBeGreaterThan(0.2);
    expect(Math.min(...turns)).toBeLessThan(-0.2);
  });

  it('tilts only if depth was measured', () => {
    const flat = hand.map((value, i) => (i % 3 === 2 ? 0 : value));
    const tilt = { ...none, tilt: 0.4 };
    expect(augment(flat, { depth: false, aspect: true }, tilt, createRandom(6))).toEqual(flat);
    expect(augment(hand, has, tilt, createRandom(6))).not.toEqual(hand);
  });

  it('stretches more if the aspect ratio is lost', () => {
    const spread = (aspect: boolean) => {
      const random = createRandom(8);
      const logs = Array.from({ length: 300 }, () => {
        const out = augment(
          hand,
          { depth: true, aspect },
          { ...none, aspect: 0.02, lostAspect: 0.2 },
          random,
        );
        return Math.log(out[3]! / hand[3]! / (out[4]! / hand[4]!));
      });
      return Math.sqrt(logs.reduce((sum, value) => sum + value * value, 0) / logs.length);
    };
    expect(spread(true)).toBeCloseTo(0.02, 2);
    expect(spread(false)).toBeCloseTo(0.2, 1);
  });

  it('moves the tips of a finger with its bones, not its root', () => {
    const out = augment(hand, has, { ...none, bones: 0.2 }, createRandom(9));
    for (const root of [1, 5, 9, 13, 17]) expect(out[root * 3]).toBe(hand[root * 3]);
    expect(out[8 * 3]).not.toBeCloseTo(hand[8 * 3]!, 3);
  });

  it('mirrors the requested share of copies', () => {
    const random = createRandom(10);
    const mirrored = Array.from({ length: 400 }, () =>
      augment(hand, has, { ...none, mirror: 0.3 }, random),
    ).filter((out) => out[3] === -hand[3]!);
    expect(mirrored.length / 400).toBeCloseTo(0.3, 1);
    expect(mirrored[0]![4]).toBe(hand[4]);
  });
});
