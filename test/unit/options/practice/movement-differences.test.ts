import { describe, expect, it } from 'vitest';
import { movementDifference } from '../../../../src/options/practice/movement-differences.ts';
import type { Point, SampleHand } from '../../../../src/packs/samples.ts';
import { makePictograms } from '../../../../tools/lab/pictograms.ts';

const pictograms = makePictograms();
const palm = pictograms['call-gestures:open-palm']!;
const fist = pictograms['call-gestures:fist']!;

/** Where the wrist is, in hand sizes, at each share of the time. */
type Way = (share: number) => readonly [x: number, y: number];
const size = 0.3;

/** A movement of a second; the hands of its parts may differ. */
function movement(
  way: Way,
  points: (share: number) => readonly Point[] = () => palm,
): SampleHand[] {
  return Array.from({ length: 16 }, (_, i): SampleHand => {
    const share = i / 15;
    const [x, y] = way(share);
    return {
      time: Math.round(1000 * share),
      points: points(share),
      handedness: 'Right',
      presence: 1,
      size,
      place: [x * size, y * size],
    };
  });
}

const mirrored = (hands: readonly SampleHand[]): SampleHand[] =>
  hands.map((hand) => ({
    ...hand,
    handedness: hand.handedness === 'Left' ? 'Right' : 'Left',
    points: hand.points.map(([x, y, z]) => [-x, y, z]),
    place: [-hand.place![0], hand.place![1]],
  }));

/** Down for a third of the time, then to the right of the picture, then up. */
const bowl: Way = (share) => {
  if (share < 1 / 3) return [0, 3 * share];
  return share < 2 / 3 ? [3 * share - 1, 1] : [1, 3 - 3 * share];
};

describe('the comparison of two movements', () => {
  it('finds nothing in the same movement, at another pace, size and place', () => {
    const model = movement(bowl);
    expect(movementDifference(model, model)).toBeNull();
    const other = model.map((hand) => ({
      ...hand,
      time: hand.time * 2,
      size: size / 2,
      place: [hand.place![0] / 2 + 0.2, hand.place![1] / 2] as const,
    }));
    expect(movementDifference(model, other)).toBeNull();
  });

  it('names the part that goes another way, and which way it should go', () => {
    const down: Way = (share) => (share < 2 / 3 ? bowl(share) : [1, 1 + 3 * (share - 2 / 3)]);
    expect(movementDifference(movement(bowl), movement(down))).toEqual({
      what: 'way',
      part: 'end',
      way: 'up',
    });
  });

  it('names the part in which the hand stays where it is', () => {
    const stays: Way = (share) => (share < 1 / 3 ? [0, 0] : [bowl(share)[0], bowl(share)[1] - 1]);
    expect(movementDifference(movement(bowl), movement(stays))).toMatchObject({
      part: 'beginning',
      way: 'down',
    });
  });

  it('says left and right as the signer sees them, with either hand', () => {
    const back: Way = (share) => [-bowl(share)[0], bowl(share)[1]];
    const [model, shown] = [movement(bowl), movement(back)];
    expect(movementDifference(model, shown)).toEqual({ what: 'way', part: 'middle', way: 'left' });
    expect(movementDifference(mirrored(model), mirrored(shown))).toMatchObject({ way: 'right' });
    expect(movementDifference(model, mirrored(shown))).toMatchObject({ way: 'right' });
  });

  it('finds nothing in the same movement of the other hand', () => {
    expect(movementDifference(movement(bowl), mirrored(movement(bowl)))).toBeNull();
  });

  it('names the fingers of the part in which they differ', () => {
    const closes = movement(bowl, (share) => (share > 2 / 3 ? fist : palm));
    const difference = movementDifference(movement(bowl), closes);
    expect(difference).toMatchObject({ what: 'hand', part: 'end' });
    expect(difference).toHaveProperty('differences[0].correction', 'straighten');
  });

  it('says that both hands are needed, or only one', () => {
    const one = movement(bowl);
    const both = [...one, ...mirrored(one)].sort((a, b) => a.time - b.time);
    expect(movementDifference(both, one)).toEqual({ what: 'hands', both: true });
    expect(movementDifference(one, both)).toEqual({ what: 'hands', both: false });
  });

  it('is none for what is no movement', () => {
    const held = movement(bowl).map(({ place: _, ...hand }) => hand);
    for (const hands of [[], held, movement(bowl).slice(0, 1)])
      expect(movementDifference(movement(bowl), hands)).toBeNull();
  });
});
