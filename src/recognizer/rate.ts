/**
 * How often to look: rarely at a still picture, more after motion, most while a hand is tracked.
 * All times are frame timestamps in ms, so that a recording gives the same answer every time.
 */
export const rates = {
  /** Frames asked for while the picture is still: cheap to send, looked at for motion only... */
  stillFrameMs: 200,
  /** ...and searched for hands this often (about 2 a second). */
  stillSearchMs: 500,
  /** After motion: 10 a second... */
  motionMs: 100,
  /** ...for this long after the last motion. */
  motionHoldMs: 2000,
  /** While a hand is tracked: 15 a second (tracking breaks when a hand moves 3/4 of its size). */
  trackingMs: 66,
} as const;

export interface RateState {
  lastMotionAt: number | null;
  lastSearchAt: number | null;
}

export const initialRate: RateState = { lastMotionAt: null, lastSearchAt: null };

/** Whether a frame without tracked hands should be searched. */
export function shouldSearch(state: RateState, timestamp: number): boolean {
  if (state.lastSearchAt === null || timestamp < state.lastSearchAt) return true;
  if (isMoving(state, timestamp)) return true;
  // Frames come in steps of the camera's rate: half a step early is on time.
  return timestamp - state.lastSearchAt >= rates.stillSearchMs - 20;
}

/** The time to the next frame wanted. */
export function nextFrameMs(state: RateState, timestamp: number, tracking: boolean): number {
  if (tracking) return rates.trackingMs;
  return isMoving(state, timestamp) ? rates.motionMs : rates.stillFrameMs;
}

function isMoving(state: RateState, timestamp: number): boolean {
  const { lastMotionAt } = state;
  return lastMotionAt !== null && Math.abs(timestamp - lastMotionAt) < rates.motionHoldMs;
}
