/** A movement in the form of samples, as packs keep it, and back. */
import type { Sample, SampleHand } from '../../../packs/samples.ts';
import type { Landmark } from '../../hand.ts';
import { toSampleHand } from '../sample-hand.ts';
import type { Movement, MovingHand } from './movement.ts';

/** All hands of a movement in order of time; times begin at 0. */
export function toSampleHands({ left, right, centre, shortSide }: Movement): SampleHand[] {
  const handsOf = (hands: readonly MovingHand[], handedness: SampleHand['handedness']) =>
    hands.map(({ at, landmarks, presence }): SampleHand => {
      const [x, y] = landmarks[0]!;
      const hand = { landmarks, handedness, presence, leftness: handedness === 'Left' ? 1 : 0 };
      return {
        ...toSampleHand(hand, { width: shortSide, height: shortSide }, at),
        place: [(x - centre[0]) / shortSide, (y - centre[1]) / shortSide],
      };
    });
  const all = [...handsOf(left, 'Left'), ...handsOf(right, 'Right')];
  const first = Math.min(...all.map(({ time }) => time));
  return all
    .map((hand) => ({ ...hand, time: hand.time - first }))
    .sort((a, b) => a.time - b.time || (a.handedness < b.handedness ? -1 : 1));
}

/** The movement of a sample whose hands all have a place; its unit is the frame's shorter side. */
export function movementOfSample({ hands }: Pick<Sample, 'hands'>): Movement {
  const handsOf = (handedness: SampleHand['handedness']): MovingHand[] =>
    hands
      .filter((hand) => hand.handedness === handedness)
      .map(({ time, points, size, place = [0, 0], presence }) => ({
        at: time,
        presence,
        landmarks: points.map(
          ([x, y, z]): Landmark => [place[0] + x * size, place[1] + y * size, z * size],
        ),
      }));
  return {
    startedAt: 0,
    ms: hands.at(-1)?.time ?? 0,
    left: handsOf('Left'),
    right: handsOf('Right'),
    centre: [0, 0],
    shortSide: 1,
  };
}
