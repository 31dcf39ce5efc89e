/** Copies of a movement as the same person, or another, would make it another time. */
import { turned } from '../../learning/augment.ts';
import type { Random } from '../../learning/random.ts';
import type { Landmark } from '../../recognizer/hand.ts';
import { pathLength } from '../../recognizer/signs/movement/features.ts';
import type { Movement, MovingHand } from '../../recognizer/signs/movement/movement.ts';
import { handSize } from '../../recognizer/signs/sample-hand.ts';

/** How far a copy may differ. */
export interface MovementAugmentation {
  /** Largest rotation in the picture, radians. */
  turn: number;
  /** Largest rotation out of the picture, radians. */
  tilt: number;
  /** Spread of the logarithm of the aspect ratio. */
  aspect: number;
  /** Spread of the logarithm of the path's size, for each axis; hands keep theirs. */
  path: number;
  /** Spread of the place in the frame, over its shorter side. */
  place: number;
  /** Spread of each landmark's error, in hand sizes. */
  noise: number;
  /** Spread of the change of a finger's length, as a share. */
  bones: number;
  /** How unevenly the copy runs: the most that a moment comes early or late, as a share of the whole. */
  pace: number;
  /** Largest share that is cut off or held at the beginning, and at the end. */
  trim: number;
  /** Share of moments that are lost. */
  lost: number;
  /** Share of copies without the hand that does not lead, where it moves little. */
  alone: number;
}

export const movementAugmentation: MovementAugmentation = {
  turn: 0.25,
  tilt: 0.35,
  aspect: 0.08,
  path: 0.15,
  place: 0.08,
  noise: 0.015,
  bones: 0.06,
  pace: 0.06,
  trim: 0.12,
  lost: 0.1,
  alone: 0.1,
};

/** An augmented copy; its times run from 0 again. */
export function augmentMovement(
  movement: Movement,
  amount: MovementAugmentation,
  random: Random,
): Movement {
  const yaw = random.between(-1, 1) * amount.tilt;
  const pitch = random.between(-1, 1) * amount.tilt;
  const turn = random.between(-1, 1) * amount.turn;
  const stretch = Math.exp((random.normal() * amount.aspect) / 2);
  const [centreX, centreY] = movement.centre;
  const pathX = Math.exp(random.normal() * amount.path);
  const pathY = Math.exp(random.normal() * amount.path);
  const fingers = Array.from({ length: 5 }, () => Math.exp(random.normal() * amount.bones));
  const inSpace = turned({ yaw, pitch, turn, stretch });
  const inPlane = turned({ yaw: 0, pitch: 0, turn, stretch });
  const from = random.between(-1, 1) * amount.trim * movement.ms;
  const to = movement.ms - random.between(-1, 1) * amount.trim * movement.ms;
  const bend = random.between(-1, 1) * amount.pace;
  const wave = random.between(0, 2 * Math.PI);
  const timeOf = (at: number): number => {
    const share = at / Math.max(1, movement.ms);
    return at + bend * movement.ms * (Math.sin(2 * Math.PI * share + wave) - Math.sin(wave));
  };
  const shiftX = random.normal() * amount.place * movement.shortSide;
  const shiftY = random.normal() * amount.place * movement.shortSide;
  const place = (point: Landmark): [number, number] => {
    const [x, y] = inPlane((point[0] - centreX) * pathX, (point[1] - centreY) * pathY, 0);
    return [x + centreX + shiftX, y + centreY + shiftY];
  };

  const copyOf = (hand: readonly MovingHand[]): MovingHand[] => {
    const kept = hand.filter(
      ({ at }, i) =>
        at >= from &&
        at <= to &&
        (i === 0 || i === hand.length - 1 || random.uniform() >= amount.lost),
    );
    return (kept.length > 2 ? kept : hand).map((moment) => {
      const wrist = moment.landmarks[0]!;
      const [wristX, wristY] = place(wrist);
      const size = handSize(moment);
      const local = lengthened(
        moment.landmarks.map(([x, y, z]): Landmark => [x - wrist[0], y - wrist[1], z - wrist[2]]),
        fingers,
      );
      const error = () => random.normal() * amount.noise * size;
      return {
        at: timeOf(moment.at),
        presence: moment.presence,
        landmarks: local.map((point): Landmark => {
          const [x, y, z] = inSpace(...point);
          return [x + wristX + error(), y + wristY + error(), z];
        }),
      };
    });
  };
  let left = copyOf(movement.left);
  let right = copyOf(movement.right);
  if (left.length > 0 && right.length > 0 && random.uniform() < amount.alone) {
    if (pathLength(left) < 0.5 * pathLength(right)) left = [];
    else if (pathLength(right) < 0.5 * pathLength(left)) right = [];
  }
  const start = Math.min(left[0]?.at ?? Infinity, right[0]?.at ?? Infinity);
  const end = Math.max(left.at(-1)?.at ?? -Infinity, right.at(-1)?.at ?? -Infinity);
  const shifted = (hand: MovingHand[]) => hand.map((one) => ({ ...one, at: one.at - start }));
  return { ...movement, left: shifted(left), right: shifted(right), ms: end - start };
}

function lengthened(points: Landmark[], fingers: readonly number[]): Landmark[] {
  return points.map((point, i) => {
    if (i === 0) return point;
    const finger = Math.floor((i - 1) / 4);
    const root = points[finger * 4 + 1]!;
    const factor = fingers[finger]!;
    const along = (axis: 0 | 1 | 2) => root[axis] + (point[axis] - root[axis]) * factor;
    return [along(0), along(1), along(2)];
  });
}
