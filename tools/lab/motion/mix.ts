/** Movements that nobody made: the shapes of one on the path of another. */
import type { Landmark } from '../../../src/recognizer/hand.ts';
import { leads } from '../../../src/recognizer/signs/movement/features.ts';
import type { Movement, MovingHand } from '../../../src/recognizer/signs/movement/movement.ts';

/** The shapes of one movement's leading hand on the path of another's, as one hand. */
export function mixed(shapes: Movement, path: Movement): Movement {
  const shaped = leadingOf(shapes);
  const along = leadingOf(path);
  const mirror = shaped.isLeft === along.isLeft ? 1 : -1;
  const scale = sizeOf(along.hand) / sizeOf(shaped.hand);
  const hand = along.hand.map((moment): MovingHand => {
    const source = momentAt(shaped.hand, shareOf(along.hand, moment.at));
    const [wristX, wristY, wristZ] = source.landmarks[0]!;
    const [x, y] = moment.landmarks[0]!;
    return {
      ...moment,
      landmarks: source.landmarks.map(
        (point): Landmark => [
          x + mirror * (point[0] - wristX) * scale,
          y + (point[1] - wristY) * scale,
          (point[2] - wristZ) * scale,
        ],
      ),
    };
  });
  return { ...path, left: along.isLeft ? hand : [], right: along.isLeft ? [] : hand };
}

function leadingOf({ left, right }: Movement) {
  const isLeft = leads(left, right);
  return { isLeft, hand: isLeft ? left : right };
}

/** How much of the hand's time is over, 0..1. */
function shareOf(hand: readonly MovingHand[], at: number): number {
  const from = hand[0]!.at;
  return (at - from) / Math.max(1, hand[hand.length - 1]!.at - from);
}

/** The moment nearest to a share of the hand's time. */
function momentAt(hand: readonly MovingHand[], share: number): MovingHand {
  return hand.reduce((best, one) =>
    Math.abs(shareOf(hand, one.at) - share) < Math.abs(shareOf(hand, best.at) - share) ? one : best,
  );
}

/** The middle length of the palm, from the wrist to the middle finger. */
function sizeOf(hand: readonly MovingHand[]): number {
  const sizes = hand.map(({ landmarks }) => {
    const [wristX, wristY] = landmarks[0]!;
    const [x, y] = landmarks[9]!;
    return Math.hypot(x - wristX, y - wristY);
  });
  return Math.max(1e-6, sizes.sort((a, b) => a - b)[sizes.length >> 1]!);
}
