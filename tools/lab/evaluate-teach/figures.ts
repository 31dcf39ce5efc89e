/** What a method's scores are worth: recall where so many of the silent hands are let through. */
import { argmax } from '../../../src/learning/metrics.ts';
import type { TestHands } from './cases.ts';

/** One score a gesture, for 21 x (x, y, z) of a right hand. Any scale: only their order counts. */
export type Scorer = (points: Float32Array) => ArrayLike<number>;

/** Fewer silent hands say nothing about one in a hundred. */
const enoughForOnePercent = 300;

export const silentKinds = ['rest', 'gestures', 'idle'] as const;
export type Silent = (typeof silentKinds)[number];

/** Where recall is read: at the rate of one kind of silent hands, of each of them, or at any score. */
export type Point = Silent | 'all' | 'argmax';

export interface Recall {
  /** One entry for each hand: 1 when it is called right and its score passes. */
  right: number[];
  /** One entry for each hand: its split group. */
  groups: string[];
}

export interface CaseFigures {
  /** Rate of false accepts that the silent hands are enough for. */
  rate: Record<Silent, number>;
  /** Number of silent hands. */
  silent: Record<Silent, number>;
  /** The person who taught, and other people. */
  same: Record<Point, Recall>;
  others: Record<Point, Recall>;
}

/**
 * A threshold for each gesture, as the product has them. The silent hands that may pass in all are
 * dealt to the gestures evenly; what is left over goes to the first ones, whatever they are, so that
 * nothing is chosen by how well it does.
 */
function thresholdsAt(claims: readonly Claim[], gestures: number, rate: number): number[] {
  const inAll = Math.floor(rate * claims.length);
  const allowed = (gesture: number) => Math.floor((inAll + gestures - 1 - gesture) / gestures);
  return Array.from({ length: gestures }, (_, gesture) => {
    const own = claims.filter(({ best }) => best === gesture).sort((a, b) => b.score - a.score);
    // A hand must stand above the first score that may not pass.
    return own[allowed(gesture)]?.score ?? Number.NEGATIVE_INFINITY;
  });
}

/** What a hand is called, and how surely. */
interface Claim {
  best: number;
  score: number;
}

export function figuresOf(scorer: Scorer, test: TestHands, gestures: number): CaseFigures {
  const claimOf = ({ points }: { points: Float32Array }): Claim => {
    const scores = scorer(points);
    const best = argmax(scores);
    return { best, score: scores[best]! };
  };
  const rate = {} as CaseFigures['rate'];
  const silent = {} as CaseFigures['silent'];
  const thresholds = {} as Record<Point, number[]>;
  for (const name of silentKinds) {
    silent[name] = test[name].length;
    rate[name] = silent[name] >= enoughForOnePercent ? 0.01 : 0.05;
    thresholds[name] = thresholdsAt(test[name].map(claimOf), gestures, rate[name]);
  }
  const each = Array.from({ length: gestures }, (_, gesture) => gesture);
  thresholds.all = each.map((g) => Math.max(...silentKinds.map((name) => thresholds[name][g]!)));
  thresholds.argmax = each.map(() => Number.NEGATIVE_INFINITY);
  const recalls = (hands: TestHands['same']): Record<Point, Recall> => {
    const claims = hands.map(({ hand }) => claimOf(hand));
    const groups = hands.map(({ hand }) => `${hand.shape}/${hand.group}`);
    const untested = silentKinds.filter((name) => silent[name] === 0);
    const says = (point: Point) =>
      point === 'argmax' ||
      (point === 'all' ? untested.length === 0 : !untested.some((name) => name === point));
    // No silent hand sets no threshold: such a figure is not there.
    const nothing: Recall = { right: [], groups: [] };
    const measured = (point: Point): Recall => ({
      right: claims.map(({ best, score }, i) =>
        best === hands[i]!.label && score > thresholds[point][best]! ? 1 : 0,
      ),
      groups,
    });
    const recall = (point: Point) => (says(point) ? measured(point) : nothing);
    return {
      rest: recall('rest'),
      gestures: recall('gestures'),
      idle: recall('idle'),
      all: recall('all'),
      argmax: recall('argmax'),
    };
  };
  return { rate, silent, same: recalls(test.same), others: recalls(test.others) };
}
