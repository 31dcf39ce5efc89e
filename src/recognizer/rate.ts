import type { Hand } from './hand.ts';

/**
 * How often to look: rarely at a still picture, more after motion, most while a hand moves.
 * All times are frame timestamps in ms, so that a recording gives the same answer every time.
 */
export const rates = {
  /** Frames asked for while the picture is still: cheap to send, looked at for motion only... */
  stillFrameMs: 250,
  /** ...and every third of them is searched for hands: what moves is searched for at once. */
  stillSearchMs: 750,
  /** After motion: 10 a second... */
  motionMs: 100,
  /** ...for this long after the last motion. */
  motionHoldMs: 2000,
  /** While a hand is tracked: 15 a second (tracking breaks when a hand moves 3/4 of its size). */
  trackingMs: 66,
  /** A tracked hand that rests, as all held signs do, needs half of that... */
  restingMs: 125,
  /** ...once it has rested for this long. */
  restAfterMs: 300,
} as const;

/** A hand whose landmarks move by more than this many of its sizes a second, on average, moves. */
const restSpeed = 0.5;

export interface RateState {
  lastMotionAt: number | null;
  lastSearchAt: number | null;
  /** When a tracked hand last moved, came or went. */
  lastUnrestAt: number | null;
}

export const initialRate: RateState = {
  lastMotionAt: null,
  lastSearchAt: null,
  lastUnrestAt: null,
};

/** Whether a frame without tracked hands should be searched. */
export function shouldSearch(state: RateState, timestamp: number): boolean {
  if (state.lastSearchAt === null || timestamp < state.lastSearchAt) return true;
  if (isMoving(state, timestamp)) return true;
  // Frames come in steps of the camera's rate: half a step early is on time.
  return timestamp - state.lastSearchAt >= rates.stillSearchMs - 20;
}

/**
 * Whether the hands of two frames, some ms apart, are the same ones at rest: neither place nor
 * fingers move. A hand that came or went is none at rest.
 */
export function atRest(before: readonly Hand[], now: readonly Hand[], ms: number): boolean {
  if (before.length !== now.length || !(ms > 0)) return false;
  return now.every((hand, i) => speedOf(before[i]!, hand, ms) <= restSpeed);
}

/** Mean way of the landmarks, in sizes of the hand (longer side of its box) a second. */
function speedOf(before: Hand, now: Hand, ms: number): number {
  let way = 0;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  now.landmarks.forEach(([x, y], i) => {
    const [fromX, fromY] = before.landmarks[i] ?? [Infinity, Infinity];
    way += Math.hypot(x - fromX, y - fromY) / now.landmarks.length;
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  return way / Math.max(right - left, bottom - top, 1e-6) / (ms / 1000);
}

/** The time to the next frame wanted. */
export function nextFrameMs(state: RateState, timestamp: number, tracking: boolean): number {
  if (tracking) {
    const { lastUnrestAt } = state;
    const rests = lastUnrestAt !== null && timestamp - lastUnrestAt >= rates.restAfterMs;
    return rests ? rates.restingMs : rates.trackingMs;
  }
  return isMoving(state, timestamp) ? rates.motionMs : rates.stillFrameMs;
}

function isMoving(state: RateState, timestamp: number): boolean {
  const { lastMotionAt } = state;
  return lastMotionAt !== null && Math.abs(timestamp - lastMotionAt) < rates.motionHoldMs;
}
