/** What one hand did lately, and whether it rests. Pure; frame timestamps are the only clock. */
import type { Hand } from '../../hand.ts';
import { handSize } from '../sample-hand.ts';

/** One hand in one frame. */
export interface TrackMoment {
  /** Frame timestamp, ms. */
  at: number;
  hand: Hand;
  /** Wrist and fingertips, x and y in the unit of the landmarks. */
  points: Float32Array;
  /** The longer side of the box around the landmarks. */
  size: number;
}

export interface Track {
  /** When the hand was last known to be there. */
  readonly seenAt: number;
  readonly rests: boolean;
  /** When it came into view or last left rest. */
  readonly movesSince: number;
  /** Until when it moved; if it moves, its last moment. */
  readonly movedUntil: number;
  /** Adds its next moment. */
  add(timestamp: number, hand: Hand): void;
  /** The hand is there, but this frame says nothing of it. */
  wait(timestamp: number): void;
  /** Its moments of that time, oldest first. */
  between(from: number, to: number): readonly TrackMoment[];
  /** Its mean speed around that time, in hand sizes a second; 0 if it was not seen twice. */
  speedAt(timestamp: number): number;
  /** Drops moments from before then, as far as the next look at rest does not need them. */
  forget(before: number): void;
}

/** Wrist and fingertips: they show each way in which a hand moves as a whole or in its fingers. */
const watched = [0, 4, 8, 12, 16, 20];
/**
 * How long a hand must stay near one place to rest, ms. Turning points of shaken signs are shorter, and
 * a held sign needs at least as long, so that rest never keeps one waiting.
 */
const restMs = 300;
/** The moments of {@link restMs} must span at least this, ms: two steps at 8 frames a second. */
const leastSpanMs = 240;
/**
 * If they do not, because frames come more slowly, the moment before them counts too, if it is at most
 * this old, ms: frames further apart do not prove that a sign was held either (`gate.ts`).
 */
const longestRestMs = 600;
/**
 * How far wrist and fingertips may be from their mean place of that time to rest, in hand sizes: a
 * steady motion of half a hand size a second is just rest, as for the frame rate (`rate.ts`). The noise
 * of recorded landmarks stays below half of it.
 */
const restSizes = 0.08;
/** Half of the time over which a speed is measured, ms: two moments at 8 frames a second. */
const speedMs = 130;

export function createTrack(timestamp: number): Track {
  const moments: TrackMoment[] = [];
  let seenAt = timestamp;
  let rests = false;
  let movesSince = timestamp;
  let movedUntil = timestamp;

  const between = (from: number, to: number): readonly TrackMoment[] =>
    moments.filter(({ at }) => at >= from && at <= to);

  /** Rest begins and ends somewhere between two frames: halfway, so that the rate matters little. */
  function noteRest(now: number): void {
    const isSpanned = (i: number): boolean => now - moments[i]!.at >= leastSpanMs;
    let first = moments.findIndex(({ at }) => now - at <= restMs);
    if (first > 0 && !isSpanned(first) && now - moments[first - 1]!.at <= longestRestMs) first--;
    const window = moments.slice(first);
    const since = window[0]!.at;
    const wasResting = rests;
    rests = isSpanned(first) && spreadOf(window) <= restSizes;
    if (rests && !wasResting) movedUntil = first > 0 ? (moments[first - 1]!.at + since) / 2 : since;
    if (rests) return;
    movedUntil = now;
    if (wasResting) movesSince = (moments[moments.length - 2]!.at + now) / 2;
  }

  return {
    get seenAt() {
      return seenAt;
    },
    get rests() {
      return rests;
    },
    get movesSince() {
      return movesSince;
    },
    get movedUntil() {
      return movedUntil;
    },
    add(at, hand) {
      const points = new Float32Array(watched.length * 2);
      watched.forEach((k, i) => {
        points[i * 2] = hand.landmarks[k]![0];
        points[i * 2 + 1] = hand.landmarks[k]![1];
      });
      moments.push({ at, hand, points, size: handSize(hand) });
      seenAt = at;
      noteRest(at);
    },
    wait(at) {
      seenAt = at;
    },
    between,
    speedAt(at) {
      const around = between(at - speedMs, at + speedMs);
      const ms = around.length > 1 ? around[around.length - 1]!.at - around[0]!.at : 0;
      return ms > 0 ? pathOf(around, 0) / (ms / 1000) : 0;
    },
    forget(before) {
      const needed = Math.min(before, seenAt - restMs);
      // Rest compares with the moment before its window.
      while (moments.length > 2 && moments[1]!.at < needed) moments.shift();
    },
  };
}

/** How far wrist and fingertips are from their mean place over these moments, at most, in hand sizes. */
function spreadOf(moments: readonly TrackMoment[]): number {
  const mean = new Float32Array(watched.length * 2);
  for (const { points } of moments) {
    points.forEach((value, i) => {
      mean[i]! += value / moments.length;
    });
  }
  const size = Math.max(...moments.map((moment) => moment.size), 1e-6);
  return Math.max(...moments.map(({ points }) => apart(points, mean))) / size;
}

/** The distance between wrists, or the mean distance between fingertips if it is greater. */
function apart(a: Float32Array, b: Float32Array): number {
  const at = (i: number) => Math.hypot(a[i]! - b[i]!, a[i + 1]! - b[i + 1]!);
  let tips = 0;
  for (let i = 2; i < a.length; i += 2) tips += at(i);
  return Math.max(at(0), tips / (watched.length - 1));
}

/**
 * How far a hand has come along its path, in hand sizes.
 *
 * @param leastStep shorter steps count only once they add up to it: they may be landmark noise
 */
export function pathOf(moments: readonly TrackMoment[], leastStep = restSizes): number {
  let path = 0;
  let from = moments[0];
  for (const moment of moments) {
    const step = apart(from!.points, moment.points) / Math.max(moment.size, from!.size, 1e-6);
    if (step < leastStep) continue;
    path += step;
    from = moment;
  }
  return path;
}

/** How far fingertips, as seen from the wrist, come from where they were first, in hand sizes. */
export function reshapeOf(moments: readonly TrackMoment[]): number {
  const first = fromWrist(moments[0]!);
  return Math.max(...moments.map((moment) => apart(first, fromWrist(moment))));
}

/** Wrist and fingertips from the wrist, in hand sizes. */
const fromWrist = ({ points, size }: TrackMoment): Float32Array =>
  points.map((value, i) => (value - points[i % 2]!) / Math.max(size, 1e-6));
