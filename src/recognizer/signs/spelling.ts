/**
 * What spelling needs to know of a followed hand beside the sign that it completes: its scores, a shape
 * that it holds though no gesture names it, and whether it is up and goes on spelling
 * (docs/captions.md, "Pace"). Pure; frame timestamps are the only clock.
 */
import type { SpellingWay } from '../../messaging/recognition.ts';
import {
  distanceOf,
  type FollowedHand,
  type Hold,
  type Moment,
  newest,
  stillWindowMs,
  type Vague,
} from './followed-hands.ts';
import type { Scores } from './types.ts';

/**
 * How long a hand may change its place or shape without holding anything before it does something
 * else than going to the next letter, ms; the dwell comes on top.
 */
const formingMs = 4000;
/** How much less than the dwell a shape must be held that only may have been a letter, ms. */
const lateRestMs = 100;
/** How much longer than the dwell a still hand may take until what it holds has counted, ms. */
const lateMs = 500;
/** The best mean score of a held shape must be at least this, or it looks like no gesture at all. */
export const leastScore = 0.3;
/** How long a shape that no gesture names is held at most; after that the hand rests, ms. */
const unnamedMs = 4000;
/** A hand spells at one place: as near to where something last counted, in hand sizes. */
const placeSizes = 1;

/** Since when the hand has kept its place and its shape. */
export const settledAt = ({ movedAt, formedAt }: FollowedHand): number =>
  Math.max(movedAt, formedAt);

/** Whether what the hand holds now has counted. */
export const hasCounted = (followed: FollowedHand): boolean =>
  followed.counted !== null && followed.counted.at >= settledAt(followed);

/**
 * Whether what the hand holds is the end of a movement that was named: it began before that, or the
 * hand has kept place and shape since.
 */
export const endsMovement = (followed: FollowedHand): boolean => {
  const { counted, hold } = followed;
  if (!counted?.isMovement) return false;
  return hasCounted(followed) || (hold !== null && hold.since <= counted.at);
};

const momentsSince = ({ moments }: FollowedHand, since: number): readonly Moment[] =>
  moments.filter(({ timestamp }) => timestamp >= since);

/** The mean of each gesture's scores since that moment, as far as the hand's moments are kept. */
export function meanScores(followed: FollowedHand, since: number): Scores {
  const moments = momentsSince(followed, since);
  const sums: Record<string, number> = {};
  for (const { scores } of moments) {
    for (const [gesture, score] of Object.entries(scores))
      sums[gesture] = (sums[gesture] ?? 0) + score / moments.length;
  }
  return sums;
}

interface HeldOptions {
  /** A shape counts from here at the earliest, ms. */
  from: number;
  /** How long it must be held, in at least `minFrames` frames. */
  dwellMs: number;
  minFrames: number;
}

/** A hand as if it held the gesture that its shape is most like. */
export type HeldShape = FollowedHand & { hold: Hold; scores: Scores };

/**
 * The hand as if it held its best gesture, if it holds a shape that no gesture names; else null.
 */
export function heldShape(
  followed: FollowedHand,
  timestamp: number,
  { from, dwellMs, minFrames }: HeldOptions,
): HeldShape | null {
  if (followed.hold || newest(followed).timestamp !== timestamp) return null;
  const since = Math.max(settledAt(followed), from);
  const frames = momentsSince(followed, since).length;
  if (timestamp - since < dwellMs || frames < minFrames) return null;
  const scores = meanScores(followed, since);
  const [best] = Object.entries(scores).sort(([, a], [, b]) => b - a);
  if (!best) return null;
  const [gesture] = best;
  const hold = { gesture, since, last: timestamp, frames };
  // That it is not named is known: scores and the rest must show whether it is meant.
  const moments = followed.moments.map((moment) =>
    moment.timestamp >= since ? { ...moment, gesture } : moment,
  );
  return { ...followed, moments, hold, scores };
}

/** The same for a shape that has not counted yet and that is a little like a gesture. */
export function unnamedHold(
  followed: FollowedHand,
  timestamp: number,
  options: HeldOptions,
): HeldShape | null {
  if (hasCounted(followed)) return null;
  const held = heldShape(followed, timestamp, options);
  return held && held.scores[held.hold.gesture]! >= leastScore ? held : null;
}

interface VagueOptions extends HeldOptions {
  spelling: SpellingWay;
}

/**
 * Follows the shapes that a hand holds while spelling, however little they are like a letter. Such a
 * shape gives no letter: it only says that a letter may have been here.
 *
 * @returns one that has ended and that nothing has counted; else null
 */
export function endedVague(
  followed: FollowedHand,
  timestamp: number,
  { from, dwellMs, minFrames, spelling }: VagueOptions,
): Vague | null {
  const { vague, counted } = followed;
  // A hand that comes to rest late in its hold would not reach the dwell.
  const heldMs = spelling === 'flowing' ? stillWindowMs : dwellMs - lateRestMs;
  const since = Math.max(settledAt(followed), from);
  const isSeen = newest(followed).timestamp === timestamp;
  const hasEnded =
    vague && (vague.since !== since || timestamp - newest(followed).timestamp > lateMs);
  if (hasEnded) followed.vague = null;
  /** Whether it was reported; the same letter once more, as of a doubled one, was not. */
  const isReported = (held: number): boolean =>
    counted !== null && counted.at >= held && !counted.isRepeat;
  const isActive = timestamp - followed.activeAt < dwellMs + formingMs;
  if (isSeen && isActive && !isReported(since) && timestamp - since >= heldMs) {
    if (momentsSince(followed, since).length >= minFrames)
      followed.vague = { since, scores: meanScores(followed, since) };
  }
  return hasEnded && !isReported(vague.since) && vague.since >= from ? vague : null;
}

/**
 * Whether a hand in view holds something that counted, or is on its way to it. A hand that is still
 * and holds nothing that counts rests, and one that has moved about for long does something else.
 */
function isUp(followed: FollowedHand, timestamp: number, dwellMs: number): boolean {
  const { counted } = followed;
  if (counted && hasCounted(followed)) {
    const holds = counted.named || timestamp - counted.at < unnamedMs;
    if (holds) {
      followed.activeAt = timestamp;
      followed.spelled = newest(followed);
    }
    return holds;
  }
  const activeMs = dwellMs + formingMs;
  const since = settledAt(followed);
  if (timestamp - since < dwellMs + lateMs) return timestamp - followed.activeAt < activeMs;
  // A shape that may be a letter between letters.
  const isInWord = holdsInWord(followed) && since - followed.activeAt < activeMs;
  return isInWord && timestamp - since < unnamedMs;
}

/** Whether what the hand holds may be a letter of a word: it is where the hand has spelled. */
function holdsInWord(followed: FollowedHand): boolean {
  const { spelled } = followed;
  const now = newest(followed);
  return spelled !== null && distanceOf(spelled, now) <= placeSizes * now.size;
}

/** Whether one of these hands, which are in view, is up. Notes for each when it was last active. */
export const isAnyUp = (
  hands: readonly FollowedHand[],
  timestamp: number,
  dwellMs: number,
): boolean => hands.map((followed) => isUp(followed, timestamp, dwellMs)).some(Boolean);
