/** Movements in which a hand draws a path with one finger. Lengths are in the picture's height. */
import type { Landmark } from '../../../../../src/recognizer/hand.ts';
import type {
  Movement,
  MovingHand,
} from '../../../../../src/recognizer/signs/movement/movement.ts';
import type { Point } from '../../../../../src/recognizer/signs/movement/stroke.ts';
import { alongPath } from '../../../../../tools/lab/motion/written.ts';

/** A hand whose wrist is at (x, y); of the fingers from index to little only the stretched ones are. */
export function pointing(
  x: number,
  y: number,
  { stretched = [0], side = 1 }: { stretched?: readonly number[]; side?: 1 | -1 } = {},
): Landmark[] {
  const landmarks: Landmark[] = [[x, y, 0]];
  for (let joint = 1; joint <= 4; joint++)
    landmarks.push([x - side * (0.02 + joint * 0.008), y - 0.02 - joint * 0.012, 0]);
  for (let finger = 0; finger < 4; finger++) {
    // Folded fingertips lie at the palm, below the middle joint.
    const ups = stretched.includes(finger) ? [0.1, 0.14, 0.17, 0.19] : [0.1, 0.12, 0.09, 0.07];
    for (const up of ups) landmarks.push([x + side * (finger - 1.5) * 0.02, y - up, 0]);
  }
  return landmarks;
}

export interface Drawn {
  /** Palm lengths, x to the right of the picture. */
  path: readonly Point[];
  stretched?: readonly number[];
  ms?: number;
  fps?: number;
  isLeft?: boolean;
  /** How long the hand stays where the path begins, ms. */
  restMs?: number;
}

/** A movement in which the hand goes along a path. */
export function drawing({
  path,
  stretched = [0],
  ms = 800,
  fps = 15,
  isLeft = false,
  restMs = 0,
}: Drawn): Movement {
  const palm = 0.1;
  const frames = Math.round(((ms + restMs) * fps) / 1000);
  const points = alongPath(path, 400);
  const hand = Array.from({ length: frames + 1 }, (_, i): MovingHand => {
    const at = (i * 1000) / fps;
    const share = Math.max(0, Math.min(1, (at - restMs) / ms));
    const [x, y] = points[Math.round(share * 399)]!;
    const side = isLeft ? -1 : 1;
    return {
      at,
      presence: 1,
      landmarks: pointing(0.6 + x * palm, 0.6 + y * palm, { stretched, side }),
    };
  });
  return {
    startedAt: 0,
    ms: hand[hand.length - 1]!.at,
    left: isLeft ? hand : [],
    right: isLeft ? [] : hand,
    centre: [2 / 3, 0.5],
    shortSide: 1,
  };
}

/** A path as the other hand draws it. */
export const mirrored = (path: readonly Point[]): Point[] => path.map(([x, y]) => [-x, y]);
