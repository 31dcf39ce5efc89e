/**
 * Flowing spelling: letters that are held for only a moment, one after the other (docs/captions.md,
 * "Pace"). A single such letter proves nothing, because hands that do something else pass through
 * letters too. Two different ones in a row at one place are spelling: both are read, and from then on
 * each that follows, until a break. Frame timestamps are the only clock.
 */
import {
  distanceOf,
  type FollowedHand,
  type Hold,
  type Moment,
  newest,
  shapeChange,
} from './followed-hands.ts';
import { meanScores } from './spelling.ts';
import type { Scores } from './types.ts';

/**
 * How long a hand must hold a letter, ms, in how many frames. It counts as still only when it moved
 * little in the 200 ms before (`stillWindowMs`), so that it rests for longer than this.
 */
const settleMs = 140;
const settleFrames = 3;
/**
 * In its last `settleMs` its shape changes less than this, in hand sizes: the joints have slowed down.
 */
const settledShape = 0.06;
/** The mean score of the letter in that time must be at least this. */
const leastScore = 0.8;
/** How long after a letter was last seen the next one belongs to the same run, ms. */
const runMs = 1500;
/** How far from the last letter the next one of a run may be, in hand sizes. */
const runSizes = 0.7;

/** A letter of a run. */
interface Settled {
  gesture: string;
  /** Since when it is held; tells one hold from the next. */
  since: number;
  /** When it was last seen. */
  seenAt: number;
  moment: Moment;
  scores: Scores;
  /** It has been reported. */
  isRead: boolean;
  /** Its hold was reported without a name, while it was not known to be a letter. */
  wasUnnamed: boolean;
}

export interface FlowLetter {
  gesture: string;
  scores: Scores;
  wasUnnamed: boolean;
}

export interface Flow {
  /**
   * Looks at the hands of a frame.
   *
   * @param letters the gestures that can be spelled like this
   * @param onRead called with each letter that a hand has added, and that is reported now or next
   * @returns the next letter to report: one per frame
   */
  next(
    hands: readonly FollowedHand[],
    timestamp: number,
    letters: ReadonlySet<string>,
    onRead: (followed: FollowedHand, gesture: string) => void,
  ): FlowLetter | null;
  /**
   * The gate is about to report without a name what this hand has held since then.
   *
   * @returns false if that is a letter that waits for the next and was reported so before
   */
  isNewUnnamed(followed: FollowedHand, since: number): boolean;
  /** The gate has reported what this hand holds: letters that follow belong to its run. */
  read(followed: FollowedHand): void;
  /** Forgets the runs of all hands. */
  reset(): void;
}

/** Watches the hands of one gate. */
export function createFlow(): Flow {
  /** The last letter of each hand. */
  let last = new WeakMap<FollowedHand, Settled>();
  /** Letters that wait for their frame. */
  let waiting: FlowLetter[] = [];

  const settledOf = (followed: FollowedHand, { gesture, since, last }: Hold): Settled => ({
    gesture,
    since,
    seenAt: last,
    moment: newest(followed),
    scores: meanScores(followed, Math.max(since, last - settleMs)),
    isRead: false,
    wasUnnamed: false,
  });

  /** @returns the letters that this hand adds to a run, in order */
  function step(
    followed: FollowedHand,
    timestamp: number,
    letters: ReadonlySet<string>,
  ): Settled[] {
    const { hold } = followed;
    if (!hold || hold.last !== timestamp || !letters.has(hold.gesture)) return [];
    const before = last.get(followed);
    if (before?.gesture === hold.gesture && before.since === hold.since) {
      before.seenAt = timestamp;
      return [];
    }
    if (!isSettled(followed, hold, timestamp)) return [];
    const now = settledOf(followed, hold);
    if ((now.scores[now.gesture] ?? 0) < leastScore) return [];
    const isNext = before !== undefined && follows(before, now);
    // The same letter again counts only after a bounce, a slide or a release.
    const isAgain = before?.gesture === now.gesture;
    if (isNext && isAgain && !(before.isRead && followed.movedAt > before.seenAt)) {
      before.since = now.since;
      before.seenAt = timestamp;
      return [];
    }
    last.set(followed, now);
    if (!isNext) return [];
    now.isRead = true;
    return before.isRead ? [now] : [before, now];
  }

  return {
    next(hands, timestamp, letters, onRead) {
      for (const followed of hands) {
        for (const letter of step(followed, timestamp, letters)) {
          waiting.push(letter);
          onRead(followed, letter.gesture);
        }
      }
      return waiting.shift() ?? null;
    },
    isNewUnnamed(followed, since) {
      const letter = last.get(followed);
      if (!letter || letter.isRead || letter.seenAt < since) return true;
      const isNew = !letter.wasUnnamed;
      letter.wasUnnamed = true;
      return isNew;
    },
    read(followed) {
      if (followed.hold)
        last.set(followed, { ...settledOf(followed, followed.hold), isRead: true });
    },
    reset() {
      last = new WeakMap();
      waiting = [];
    },
  };
}

function isSettled(followed: FollowedHand, hold: Hold, timestamp: number): boolean {
  if (timestamp - hold.since < settleMs || hold.frames < settleFrames) return false;
  return followed.moments.every(
    (then) =>
      timestamp - then.timestamp > settleMs || shapeChange(then, newest(followed)) <= settledShape,
  );
}

const follows = (before: Settled, now: Settled): boolean =>
  now.moment.timestamp - before.seenAt <= runMs &&
  distanceOf(before.moment, now.moment) <= runSizes * now.moment.size;
