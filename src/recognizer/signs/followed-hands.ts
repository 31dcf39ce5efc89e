/**
 * Hands followed over frames for the gate: which hand of this frame is which of the last, what it
 * showed lately, and the sign that it holds. Pure; frame timestamps are the only clock.
 */
import type { Hand } from '../hand.ts';
import type { Classification } from './types.ts';

/** What one hand showed in one frame. Lengths in source pixels. */
export interface Moment {
  timestamp: number;
  /** Centre of the landmarks. */
  x: number;
  y: number;
  /** The longer side of the box round the landmarks. */
  size: number;
  wristX: number;
  wristY: number;
  /** Landmarks (x, y) from the centre, in sizes. */
  shape: Float32Array;
  gesture: string | null;
  scores: Readonly<Record<string, number>>;
}

/** A sign that is being held. */
export interface Hold {
  gesture: string;
  since: number;
  last: number;
  frames: number;
}

/** One hand followed over frames, and the sign that it holds. */
export interface FollowedHand {
  /** Newest last; never empty; not older than {@link memoryMs} but for the last one. */
  moments: Moment[];
  /** When the hand came into view, or last moved. */
  movedAt: number;
  /** When it came into view, or last changed its shape: fingers or the side that is seen. */
  formedAt: number;
  hold: Hold | null;
  badFrames: number;
  /** Another sign that the bad frames showed: the next hold, if it stays. */
  rival: Hold | null;
}

/** What is remembered of a hand: enough to know how it came. */
export const memoryMs = 1600;
/** A hand that was lost is the same one when it is found again in its place within this time. */
export const lostMs = 3000;
/** The time over which a hand's motion is judged. */
export const stillWindowMs = 200;
/** Bad frames in a row that a held sign survives: flicker of the classifier or the tracker. */
const toleratedFrames = 1;
/** A hand this many hand sizes away from where one was is another hand. */
const sameHand = 1;
/** A hand not seen for longer was away; shorter gaps come of slow frames or a tracker that slips. */
const absentMs = 600;
/** A hand has moved or changed when it did so by more than this within {@link stillWindowMs}. */
const movedSizes = 0.15;
const changedShape = 0.08;

/** @throws nothing; a hand without landmarks would have no size and is not one the tracker gives. */
export function momentOf(hand: Hand, classification: Classification, timestamp: number): Moment {
  const { landmarks } = hand;
  let x = 0;
  let y = 0;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [px, py] of landmarks) {
    x += px / landmarks.length;
    y += py / landmarks.length;
    left = Math.min(left, px);
    right = Math.max(right, px);
    top = Math.min(top, py);
    bottom = Math.max(bottom, py);
  }
  const size = Math.max(right - left, bottom - top);
  const unit = Math.max(size, 1e-6);
  const shape = new Float32Array(landmarks.length * 2);
  landmarks.forEach(([px, py], i) => {
    shape[i * 2] = (px - x) / unit;
    shape[i * 2 + 1] = (py - y) / unit;
  });
  const [wristX, wristY] = landmarks[0]!;
  const { gesture, scores } = classification;
  return { timestamp, x, y, size, wristX, wristY, shape, gesture, scores };
}

export function newFollowedHand(moment: Moment): FollowedHand {
  return {
    moments: [moment],
    movedAt: moment.timestamp,
    formedAt: moment.timestamp,
    hold: null,
    badFrames: 0,
    rival: null,
  };
}

/** Adds this frame's moment and forgets what is too old. */
export function remember(followed: FollowedHand, moment: Moment): void {
  const { moments } = followed;
  moments.push(moment);
  while (moments.length > 2 && moment.timestamp - moments[1]!.timestamp >= memoryMs) {
    moments.shift();
  }
  const then = lately(moments)[0]!;
  const windows = windowsBetween(then, moment);
  if (distanceOf(then, moment) > movedSizes * windows * moment.size)
    followed.movedAt = moment.timestamp;
  if (shapeChange(then, moment) > changedShape * windows) followed.formedAt = moment.timestamp;
}

/** Picks the nearest followed of the same hand and takes it out of the free ones. */
export function claim(free: Set<FollowedHand>, moment: Moment): FollowedHand | null {
  let best: FollowedHand | null = null;
  let nearest = sameHand * moment.size;
  for (const followed of free) {
    const distance = distanceOf(newest(followed), moment);
    if (distance <= nearest) {
      best = followed;
      nearest = distance;
    }
  }
  if (best) free.delete(best);
  return best;
}

export const newest = (followed: FollowedHand): Moment =>
  followed.moments[followed.moments.length - 1]!;

export const distanceOf = (a: Moment, b: Moment): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Mean distance of the landmarks between two shapes, in sizes. */
export function shapeChange(a: Moment, b: Moment): number {
  let total = 0;
  for (let i = 0; i < a.shape.length; i += 2) {
    total += Math.hypot(a.shape[i]! - b.shape[i]!, a.shape[i + 1]! - b.shape[i + 1]!);
  }
  return total / (a.shape.length / 2);
}

/**
 * How many windows of {@link stillWindowMs} lie between two moments, at least one: where frames
 * come slowly, a still hand may have drifted by as many steps. After {@link absentMs} without it
 * there is one: a hand that is found elsewhere or in another shape went and came, however slowly.
 */
function windowsBetween(then: Moment, now: Moment): number {
  const ms = now.timestamp - then.timestamp;
  return ms > absentMs ? 1 : Math.max(1, ms / stillWindowMs);
}

/** The moments of the last window, or the last two where frames come more slowly than that. */
function lately(moments: readonly Moment[]): readonly Moment[] {
  const now = moments[moments.length - 1]!;
  let first = moments.length - 1;
  while (first > 0 && now.timestamp - moments[first]!.timestamp < stillWindowMs) first--;
  return moments.slice(first);
}

/** Whether the hand moved less than `stillness` of its size within the last window. */
export function isStill(followed: FollowedHand, stillness: number): boolean {
  const now = newest(followed);
  return lately(followed.moments).every(
    (then) => distanceOf(then, now) < stillness * now.size * windowsBetween(then, now),
  );
}

/**
 * Goes on with the sign that a hand holds, or begins another.
 *
 * @param gesture what the hand shows in this frame, null: nothing that could be meant.
 * @param maxGapMs frames further apart do not prove that the sign was held in between.
 */
export function follow(
  followed: FollowedHand,
  gesture: string | null,
  timestamp: number,
  maxGapMs: number,
): void {
  if (followed.hold && timestamp - followed.hold.last > maxGapMs) {
    followed.hold = null;
    followed.rival = null;
  }
  if (gesture !== null && followed.hold?.gesture === gesture) {
    followed.hold.last = timestamp;
    followed.hold.frames++;
    followed.badFrames = 0;
    followed.rival = null;
    return;
  }
  let fresh: Hold | null = null;
  if (gesture !== null) {
    const { rival } = followed;
    fresh =
      rival?.gesture === gesture
        ? { ...rival, last: timestamp, frames: rival.frames + 1 }
        : { gesture, since: timestamp, last: timestamp, frames: 1 };
  }
  if (followed.hold && followed.badFrames < toleratedFrames) {
    followed.badFrames++;
    followed.rival = fresh;
    return;
  }
  followed.hold = fresh;
  followed.rival = null;
  followed.badFrames = 0;
}

/** What the hand holds counts from the last frame that showed it. */
export function restartHold(followed: FollowedHand): void {
  if (followed.hold) followed.hold = { ...followed.hold, since: followed.hold.last, frames: 1 };
}
