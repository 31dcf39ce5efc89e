import type { Hand, Landmark } from '../../../../src/recognizer/hand.ts';
import type { Observation } from '../../../../src/teaching/recording/run.ts';

/** An open right hand, upright, wrist at the origin, one unit high. */
const open: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.13, -0.07],
  [0.25, -0.2],
  [0.33, -0.31],
  [0.41, -0.4],
  [0.13, -0.48],
  [0.17, -0.66],
  [0.19, -0.78],
  [0.2, -0.88],
  [0.02, -0.5],
  [0.02, -0.71],
  [0.02, -0.86],
  [0.02, -1],
  [-0.08, -0.47],
  [-0.1, -0.66],
  [-0.12, -0.79],
  [-0.13, -0.9],
  [-0.17, -0.41],
  [-0.23, -0.54],
  [-0.27, -0.63],
  [-0.3, -0.72],
];

export interface HandAt {
  /** Position of the wrist, source pixels. */
  x?: number;
  y?: number;
  size?: number;
  /** Rotation in the image plane, radians. */
  turn?: number;
  /** Made narrower, as when the hand turns its side to the camera. */
  narrow?: number;
  presence?: number;
  handedness?: 'Left' | 'Right';
}

export const picture = { width: 640, height: 480 };

export function handAt({
  x = 320,
  y = 350,
  size = 160,
  turn = 0,
  narrow = 1,
  presence = 0.99,
  handedness = 'Right',
}: HandAt = {}): Hand {
  const side = handedness === 'Left' ? -1 : 1;
  return {
    landmarks: open.map(([px, py]): Landmark => {
      const flat = px * narrow * side;
      return [
        x + size * (flat * Math.cos(turn) - py * Math.sin(turn)),
        y + size * (flat * Math.sin(turn) + py * Math.cos(turn)),
        0,
      ];
    }),
    handedness,
    leftness: handedness === 'Left' ? 1 : 0,
    presence,
  };
}

export function look(timestamp: number, ...hands: HandAt[]): Observation {
  return { timestamp, frameSize: picture, hands: hands.map((hand) => ({ hand: handAt(hand) })) };
}
