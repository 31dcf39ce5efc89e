import type { FrameScale } from './frame.ts';
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
  /** Time between frames while a followed hand rests. */
  restingMs: 125,
  /**
   * How long a hand must rest before {@link rates.restingMs} applies: with the usual dwell, until it is decided
   * whether what it holds is meant, which the gate tells less well from fewer frames (docs/gate.md).
   */
  restAfterMs: 1500,
  /**
   * Time between frames while a followed hand is on its way to another place, if no gesture moves: none
   * can be held meanwhile.
   */
  underWayMs: 125,
  /**
   * Time between frames while a hand rests and nothing that it holds could still become a sign, if no
   * gesture moves.
   */
  idleMs: 200,
  /** How long a hand must rest before {@link rates.idleMs} applies. */
  idleAfterMs: 2000,
} as const;

/** Mean speeds of a hand's landmarks, in hand sizes per second. */
const speeds = {
  /** At this speed or slower, a hand rests. */
  rest: 0.5,
  /** At this speed or faster, a hand is moving to another place. */
  underWay: 1,
  /** At this speed or faster, a hand would be lost between two frames that are `underWayMs` apart. */
  lost: 4,
} as const;

export interface RateState {
  lastMotionAt: number | null;
  lastSearchAt: number | null;
  /** When a followed hand last moved, appeared or disappeared. */
  lastUnrestAt: number | null;
  /** The speed of the fastest followed hand, hand sizes per second; Infinity if one appeared. */
  speed: number;
}

export const initialRate: RateState = {
  lastMotionAt: null,
  lastSearchAt: null,
  lastUnrestAt: null,
  speed: 0,
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
 * The mean speed of the landmarks of the fastest hand from one look to the next, in hand sizes (longer
 * side of its box) per second. A hand that was not looked at again does not count. Infinity if a hand
 * appeared or disappeared.
 */
export function speedOfHands(before: readonly Look[], now: readonly Look[]): number {
  if (before.length !== now.length) return Infinity;
  const all = now.map((look, i) => {
    const last = before[i]!;
    const ms = look.at - last.at;
    if (look === last) return 0;
    return ms > 0 ? speedOf(last.hand, look.hand, ms) : Infinity;
  });
  return Math.max(0, ...all);
}

/** The state after hands moved at this speed. A hand at rest moves neither its place nor its fingers. */
export const withSpeed = (state: RateState, speed: number, timestamp: number): RateState => ({
  ...state,
  speed,
  lastUnrestAt: speed <= speeds.rest ? state.lastUnrestAt : timestamp,
});

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

/** What the last frame showed. */
export interface Shown {
  /** Hands are followed. */
  tracking: boolean;
  /** A followed hand was not shown clearly: it is looked at in the frame after. */
  unclear?: boolean;
  /** Movements are read: a hand that moves may be signing. */
  movements?: boolean;
  /** A hand holds what may become a sign. */
  holding?: boolean;
  /** It was tiny, and showed motion: hands are to be looked for at once. */
  alarm?: boolean;
}

/** The time until the next frame is wanted, ms. */
export function nextFrameMs(state: RateState, timestamp: number, shown: Shown): number {
  if (shown.alarm) return 0;
  if (shown.tracking) return trackedMs(state, timestamp, shown) / (shown.unclear ? 2 : 1);
  return isMoving(state, timestamp) ? rates.motionMs : rates.stillFrameMs;
}

function trackedMs(
  { lastUnrestAt, speed }: RateState,
  timestamp: number,
  { movements = false, holding = false }: Shown,
): number {
  const restsMs = lastUnrestAt === null ? 0 : timestamp - lastUnrestAt;
  if (restsMs >= rates.idleAfterMs && !movements && !holding) return rates.idleMs;
  if (restsMs >= rates.restAfterMs) return rates.restingMs;
  const isUnderWay = speed >= speeds.underWay && speed < speeds.lost;
  return isUnderWay && !movements ? rates.underWayMs : rates.trackingMs;
}

/**
 * The scale of the next frame. While nothing moves, a tiny one shows whether that goes on, and one of half
 * the size is searched: a hand that comes moves, and whoever moves is looked at in full.
 */
export function nextScale(
  state: RateState,
  timestamp: number,
  { tracking, alarm = false }: Shown,
): FrameScale | undefined {
  if (tracking || alarm || isMoving(state, timestamp)) return undefined;
  return shouldSearch(state, timestamp + rates.stillFrameMs) ? 'half' : 'tiny';
}

function isMoving(state: RateState, timestamp: number): boolean {
  const { lastMotionAt } = state;
  return lastMotionAt !== null && Math.abs(timestamp - lastMotionAt) < rates.motionHoldMs;
}
