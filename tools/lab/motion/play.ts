/** Plays recorded sequences of hands as the frames of a call, through the follower and the cutter. */
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import { createFollower } from '../../../src/recognizer/signs/follower.ts';
import { createCutter } from '../../../src/recognizer/signs/movement/cutter.ts';
import type { Movement } from '../../../src/recognizer/signs/movement/movement.ts';
import { motionAspect, type Sequence } from './sequences.ts';

/** How long no hand is in view before and after a sequence, ms. */
const emptyMs = 1000;
/** The recordings do not say their frame rate; at 15 a second their signs are as fast as in life. */
export const frameMs = 1000 / 15;

/** The hands of one frame. */
export interface PlayedFrame {
  timestamp: number;
  hands: readonly Hand[];
}

const handOf = (landmarks: readonly Landmark[], isLeft: boolean): Hand => ({
  landmarks,
  handedness: isLeft ? 'Left' : 'Right',
  leftness: isLeft ? 0.95 : 0.05,
  presence: 1,
});

/** The frames of a sequence, 15 a second, with no hand in view before and after. */
export function framesOf(frames: Sequence['frames'], start = 0): PlayedFrame[] {
  const empty = Math.round(emptyMs / frameMs);
  return Array.from({ length: frames.length + 2 * empty }, (_, i) => {
    const [left, right] = frames[i - empty] ?? [null, null];
    return {
      timestamp: start + i * frameMs,
      hands: [...(left ? [handOf(left, true)] : []), ...(right ? [handOf(right, false)] : [])],
    };
  });
}

/** Those of the frames that are seen when `fps` of them a second are looked at. */
export function sampled(frames: readonly PlayedFrame[], fps: number): PlayedFrame[] {
  let due = -Infinity;
  return frames.filter(({ timestamp }) => {
    // Half a frame early counts as on time.
    if (timestamp < due - frameMs / 2) return false;
    due = Math.max(due, timestamp - frameMs) + 1000 / fps;
    return true;
  });
}

/** The movements that are cut out of these frames. */
export function cut(
  frames: readonly PlayedFrame[],
  frameSize = { width: motionAspect, height: 1 },
): Movement[] {
  const follower = createFollower();
  const cutter = createCutter();
  return frames.flatMap(({ timestamp, hands }) => {
    const classification = { scores: {}, gesture: null };
    const { seen } = follower.step({
      timestamp,
      hands: hands.map((hand) => ({ hand, classification })),
    });
    return cutter.step({
      timestamp,
      hands: seen.map((followed, i) => ({ followed, hand: hands[i]! })),
      frameSize,
    });
  });
}
