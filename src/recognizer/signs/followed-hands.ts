/**
 * Hands followed over frames for the gate: which hand of this frame is which of the last frame, what
 * it showed lately, and the sign that it holds. Pure; frame timestamps are the only clock.
 */
import type { Hand } from '../hand.ts';
import type { Classification, Scores } from './types.ts';

/** One hand in one frame. Lengths are in source pixels. */
export interface Moment {
  timestamp: number;
  /** Centre of the landmarks. */
  x: number;
  y: number;
  /** The longer side of the box around the landmarks. */
  size: number;
  wristX: number;
  wristY: number;
  /** Landmarks (x, y) relative to the centre, in hand sizes. */
  shape: Float32Array;
  /** The probability that it is the signer's left hand, 0..1. */
  leftness: number;
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

/** A sign, or a shape without a name, that was held for the dwell and meant. */
export interface Counted {
  at: number;
  named: boolean;
  /** Its gesture was reported before and has not been released: the hand slid aside, or trembled. */
  isRepeat?: boolean;
  /** The gesture, if it was named. */
  gesture?: string;
  /** It was a movement: what the hand holds at its end is part of it (`spelling.ts`). */
  isMovement?: boolean;
}

/** A shape that is held between letters, and since when. */
export interface Vague {
  since: number;
  scores: Scores;
}

/** One hand followed over frames, and the sign that it holds. */
export interface FollowedHand {
  /** Oldest first, never empty. Only the first may be older than {@link memoryMs}. */
  moments: Moment[];
  /** Mean of its leftness over the last moments: a single one errs where hands touch. */
  leftness: number;
  /** When the hand came into view, or last moved. */
  movedAt: number;
  /** When it came into view, or last changed its shape: its fingers or the side that faces the camera. */
  formedAt: number;
  /** When it came into view, or was last seen holding something that counted (`spelling.ts`). */
  activeAt: number;
  /** The moment in which it was last seen holding something that counted; null: never. */
  spelled: Moment | null;
  /** The last thing that it held and that counted; null: nothing yet. */
  counted: Counted | null;
  /** What it holds and nothing has counted yet (`spelling.ts`); null: nothing. */
  vague: Vague | null;
  /** When what it holds was last found to be meant; before its time if never. */
  meantAt: number;
  hold: Hold | null;
  badFrames: number;
  /** Another sign that the bad frames showed; it becomes the next hold if it stays. */
  rival: Hold | null;
}

/** How long moments of a hand are kept, ms: long enough to show how it came. */
export const memoryMs = 1600;
/** How long a lost hand is remembered, ms: found again at its place, it is the same hand. */
export const lostMs = 3000;
/** The time over which a hand's motion is measured, ms. */
export const stillWindowMs = 200;
/** How many bad frames in a row a held sign survives: the classifier or the tracker may flicker. */
const toleratedFrames = 1;
/** Over how many moments leftness is averaged. */
const leftnessMoments = 10;
/** A hand that is not seen for longer was away, ms; slow frames or tracking errors cause shorter gaps. */
export const absentMs = 600;
/** A hand moves when its centre moves farther than this in {@link stillWindowMs}, in hand sizes. */
const movedSizes = 0.15;
/** A hand's shape changes when {@link shapeChange} in {@link stillWindowMs} is above this. */
const changedShape = 0.08;

/** The hand must have landmarks, as every hand of the tracker has. */
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
  return { timestamp, x, y, size, wristX, wristY, shape, leftness: hand.leftness, gesture, scores };
}

export function newFollowedHand(moment: Moment): FollowedHand {
  return {
    moments: [moment],
    leftness: moment.leftness,
    movedAt: moment.timestamp,
    formedAt: moment.timestamp,
    activeAt: moment.timestamp,
    spelled: null,
    counted: null,
    vague: null,
    meantAt: Number.NEGATIVE_INFINITY,
    hold: null,
    badFrames: 0,
    rival: null,
  };
}

/** Adds this frame's moment and drops those that are too old. */
export function remember(followed: FollowedHand, moment: Moment): void {
  const { moments } = followed;
  moments.push(moment);
  followed.leftness +=
    (moment.leftness - followed.leftness) / Math.min(moments.length, leftnessMoments);
  while (moments.length > 2 && moment.timestamp - moments[1]!.timestamp >= memoryMs) {
    moments.shift();
  }
  if (jumps(moments[moments.length - 2]!, moment)) {
    // Its way is not known, only where it landed: it counts from here as a hand that came into view.
    followed.movedAt = moment.timestamp;
    followed.formedAt = moment.timestamp;
    followed.hold = null;
    followed.rival = null;
    followed.badFrames = 0;
    return;
  }
  const then = lately(moments)[0]!;
  const windows = windowsBetween(then, moment);
  if (distanceOf(then, moment) > movedSizes * windows * moment.size)
    followed.movedAt = moment.timestamp;
  if (shapeChange(then, moment) > changedShape * windows) followed.formedAt = moment.timestamp;
}

export const newest = (followed: FollowedHand): Moment =>
  followed.moments[followed.moments.length - 1]!;

export const distanceOf = (a: Moment, b: Moment): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Mean distance of the landmarks between two shapes, in hand sizes. */
export function shapeChange(a: Moment, b: Moment): number {
  let total = 0;
  for (let i = 0; i < a.shape.length; i += 2) {
    total += Math.hypot(a.shape[i]! - b.shape[i]!, a.shape[i + 1]! - b.shape[i + 1]!);
  }
  return total / (a.shape.length / 2);
}

/**
 * How many windows of {@link stillWindowMs} lie between two moments, at least one: at a low frame
 * rate a still hand may drift by that many steps. One after more than {@link absentMs}: a hand that is
 * then found elsewhere or in another shape has moved or changed, however slowly.
 */
function windowsBetween(then: Moment, now: Moment): number {
  const ms = now.timestamp - then.timestamp;
  return ms > absentMs ? 1 : Math.max(1, ms / stillWindowMs);
}

/** Whether a hand is farther from where it was in the last frame than its own size. */
const jumps = (then: Moment, now: Moment): boolean => distanceOf(then, now) > now.size;

/** The moments of the last window, none from before a jump; at a low frame rate the last two. */
function lately(moments: readonly Moment[]): readonly Moment[] {
  const now = moments[moments.length - 1]!;
  let first = moments.length - 1;
  while (
    first > 0 &&
    now.timestamp - moments[first]!.timestamp < stillWindowMs &&
    !jumps(moments[first - 1]!, moments[first]!)
  )
    first--;
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
 * Continues the sign that a hand holds, or starts another.
 *
 * @param gesture what the hand shows in this frame; null: no gesture, or one that cannot count.
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

/** The hold counts from the last frame that showed it. */
export function restartHold(followed: FollowedHand): void {
  if (followed.hold) followed.hold = { ...followed.hold, since: followed.hold.last, frames: 1 };
}
