/**
 * Tells which hand of a frame is which followed hand. All hands of a frame are matched together, so
 * that hands that touch or cross keep their identity. Pure; frame timestamps are the only clock.
 */
import {
  distanceOf,
  type FollowedHand,
  type Moment,
  newest,
  shapeChange,
} from './followed-hands.ts';

/** A hand that was away for longer is the same one only near its old place, ms. */
const bridgedMs = 400;
/** How far a hand may be from where it is expected if no time has passed, in hand sizes. */
const sameHand = 1;
/** How much farther a hand may be from there for each second in which it was not seen, in hand sizes. */
const reach = 6;
/**
 * A hand that is far from where it was expected and whose shape changed by this much is another one, in
 * hand sizes ({@link shapeChange}); a hand that only moves fast changes by a third of it at most.
 */
const otherShape = 0.4;
/** No bound is wider than this, in hand sizes. */
const farthest = 3;
/** A speed is measured between moments at most this far apart, ms. */
const speedMs = 250;
/** How long a hand is expected to keep its speed, ms: hands that touch stop or turn at once. */
const coastMs = 100;
/** What a hand costs that is none of the followed ones; more than a match at the very bound. */
const newHandCost = 2.1;
/**
 * The most that size, shape and handedness together add to the cost of a place at the bound (1). Shape
 * counts much: where hands touch, their places are alike and their speeds mislead, but each looks as it
 * did in the last frame.
 */
const mostEvidence = 1;

/** Where a hand is expected at a moment, and how far from there it may be, in source pixels. */
function expectation(followed: FollowedHand, moment: Moment) {
  const { timestamp, size } = moment;
  const { moments } = followed;
  const last = newest(followed);
  const before = moments[moments.length - 2];
  const gapMs = timestamp - last.timestamp;
  const unit = Math.max(size, last.size);
  let [x, y] = [last.x, last.y];
  if (gapMs > bridgedMs) return { x, y, bound: sameHand * unit };
  const ms = before ? last.timestamp - before.timestamp : 0;
  let speed = 0;
  if (before && ms > 0 && ms <= speedMs) {
    const steps = Math.min(gapMs, coastMs) / ms;
    x += (last.x - before.x) * steps;
    y += (last.y - before.y) * steps;
    speed = distanceOf(before, last) / unit / ms;
  }
  const farther = (reach * gapMs) / 1000 + (speed * gapMs) / 2;
  const alike = Math.max(0, 1 - shapeChange(last, moment) / otherShape);
  return { x, y, bound: Math.min(farthest, sameHand + farther * alike) * unit };
}

/**
 * What it costs to take this moment for one of this hand: 0 if it is just as expected, 1 at the bound
 * on its distance, and a little for another size, shape or handedness. Infinite beyond the bound.
 */
function costOf(followed: FollowedHand, moment: Moment): number {
  const last = newest(followed);
  const { x, y, bound } = expectation(followed, moment);
  const place = Math.hypot(moment.x - x, moment.y - y) / bound;
  // A hand that stops is not where its speed would have taken it.
  const stopped = distanceOf(last, moment) / bound;
  if (!(Math.min(place, stopped) <= 1)) return Infinity;
  const size = Math.abs(Math.log(Math.max(moment.size, 1e-6) / Math.max(last.size, 1e-6)));
  const evidence =
    0.2 * size +
    2.5 * shapeChange(last, moment) +
    0.08 * Math.abs(moment.leftness - followed.leftness);
  return Math.min(1, place) + Math.min(mostEvidence, evidence);
}

/**
 * The followed hand of each moment of one frame, or null where it is a new hand: of all ways to match
 * them the one whose costs are least. No followed hand is taken twice.
 */
export function matchHands(
  followedHands: readonly FollowedHand[],
  moments: readonly Moment[],
): (FollowedHand | null)[] {
  let best: (FollowedHand | null)[] = moments.map(() => null);
  let least = Infinity;
  const chosen: (FollowedHand | null)[] = [];
  const costs = moments.map((moment) => followedHands.map((hand) => costOf(hand, moment)));
  /** Tries all followed hands for this moment and those after it. */
  function choose(index: number, cost: number): void {
    if (cost >= least) return;
    if (index === moments.length) {
      least = cost;
      best = [...chosen];
      return;
    }
    followedHands.forEach((followed, i) => {
      if (costs[index]![i]! === Infinity || chosen.includes(followed)) return;
      chosen.push(followed);
      choose(index + 1, cost + costs[index]![i]!);
      chosen.pop();
    });
    chosen.push(null);
    choose(index + 1, cost + newHandCost);
    chosen.pop();
  }
  choose(0, 0);
  return best;
}
