import type { Hand } from './hand.ts';

/**
 * The frame rate that the recognizer asks for: low for a still scene, higher after motion, highest
 * while a hand moves. All times are frame timestamps in ms, so that a recording gives the same answer
 * every time.
 */
export const rates = {
  /** Time between frames of a still scene; they are compared for motion, which costs little. */
  stillFrameMs: 250,
  /** Time between searches of a still scene, every third frame; motion starts a search at once. */
  stillSearchMs: 750,
  /** Time between frames after motion: 10 per second. */
  motionMs: 100,
  /** How long after the last motion {@link rates.motionMs} applies. */
  motionHoldMs: 2000,
  /**
   * Time between frames while a followed hand moves: 15 per second. A hand that moves by 3/4 of its
   * size between two frames is lost.
   */
  trackingMs: 66,
  /** Time between frames while a followed hand rests, as all held signs do. */
  restingMs: 125,
  /** How long a hand must rest before {@link rates.restingMs} applies. */
  restAfterMs: 300,
} as const;

/** A hand moves when the mean speed of its landmarks is above this, in hand sizes per second. */
const restSpeed = 0.5;

export interface RateState {
  lastMotionAt: number | null;
  lastSearchAt: number | null;
  /** When a followed hand last moved, appeared or disappeared. */
  lastUnrestAt: number | null;
}

export const initialRate: RateState = {
  lastMotionAt: null,
  lastSearchAt: null,
  lastUnrestAt: null,
};

/** Whether to search a frame for hands while none is followed. */
export function shouldSearch(state: RateState, timestamp: number): boolean {
  if (state.lastSearchAt === null || timestamp < state.lastSearchAt) return true;
  if (isMoving(state, timestamp)) return true;
  // Frames come in steps of the camera's rate: half a step early counts as on time.
  return timestamp - state.lastSearchAt >= rates.stillSearchMs - 20;
}

/** A hand as it was last seen clearly, and when. */
export interface Look {
  hand: Hand;
  at: number;
}

/**
 * Whether hands are at rest: neither place nor fingers move from one look to the next. A hand that was
 * not looked at again does not count. False if a hand appeared or disappeared.
 */
export function atRest(before: readonly Look[], now: readonly Look[]): boolean {
  if (before.length !== now.length) return false;
  return now.every((look, i) => {
    const last = before[i]!;
    const ms = look.at - last.at;
    return look === last || (ms > 0 && speedOf(last.hand, look.hand, ms) <= restSpeed);
  });
}

/** Mean speed of the landmarks, in hand sizes (longer side of its box) per second. */
function speedOf(before: Hand, now: Hand, ms: number): number {
  let distance = 0;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  now.landmarks.forEach(([x, y], i) => {
    const [fromX, fromY] = before.landmarks[i] ?? [Infinity, Infinity];
    distance += Math.hypot(x - fromX, y - fromY) / now.landmarks.length;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  return distance / Math.max(right - left, bottom - top, 1e-6) / (ms / 1000);
}

/**
 * The time until the next frame is wanted, ms.
 *
 * @param unclear a followed hand was not shown clearly: it is looked at in the frame after
 */
export function nextFrameMs(
  state: RateState,
  timestamp: number,
  tracking: boolean,
  unclear = false,
): number {
  if (tracking) {
    const { lastUnrestAt } = state;
    const rests = lastUnrestAt !== null && timestamp - lastUnrestAt >= rates.restAfterMs;
    return (rests ? rates.restingMs : rates.trackingMs) / (unclear ? 2 : 1);
  }
  return isMoving(state, timestamp) ? rates.motionMs : rates.stillFrameMs;
}

function isMoving(state: RateState, timestamp: number): boolean {
  const { lastMotionAt } = state;
  return lastMotionAt !== null && Math.abs(timestamp - lastMotionAt) < rates.motionHoldMs;
}
