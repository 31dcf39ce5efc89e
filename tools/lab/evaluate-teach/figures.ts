/** Measures a method's scores: recall at a given rate of false accepts among silent hands. */
import { argmax } from '../../../src/learning/metrics.ts';
import type { TestHands } from './cases.ts';

/** Scores per gesture for 21 x (x, y, z) of a right hand. Only their order counts, not their scale. */
export type Scorer = (points: Float32Array) => ArrayLike<number>;

/** At least this many silent hands are needed to measure a rate of 1 %. */
const enoughForOnePercent = 300;

export const silentKinds = ['rest', 'gestures', 'idle'] as const;
export type Silent = (typeof silentKinds)[number];

/** Where recall is read: at the rate of one kind of silent hands, of all kinds at once, or at any score. */
export type Point = Silent | 'all' | 'argmax';

export interface Recall {
  /** For each hand, 1 if it is classified right and its score passes, else 0. */
  right: number[];
  /** For each hand, its shape and split group. */
  groups: string[];
}

export interface CaseFigures {
  /** The lowest rate of false accepts that the number of silent hands can measure. */
  rate: Record<Silent, number>;
  /** Number of silent hands. */
  silent: Record<Silent, number>;
  /** Recall on the person who taught, and on other people. */
  same: Record<Point, Recall>;
  others: Record<Point, Recall>;
}

/**
 * A threshold per gesture, as in the product. The total number of silent hands that may pass is
 * divided evenly among the gestures; the remainder goes to the first ones, so that nothing is chosen
 * by its result.
 */
function thresholdsAt(claims: readonly Claim[], gestures: number, rate: number): number[] {
  const total = Math.floor(rate * claims.length);
  const allowed = (gesture: number) => Math.floor((total + gestures - 1 - gesture) / gestures);
  return Array.from({ length: gestures }, (_, gesture) => {
    const own = claims.filter(({ best }) => best === gesture).sort((a, b) => b.score - a.score);
    // A hand must score above the first one that may not pass.
    return own[allowed(gesture)]?.score ?? Number.NEGATIVE_INFINITY;
  });
}

/** The gesture that a hand is classified as, and its score. */
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
    const isMeasured = (point: Point) =>
      point === 'argmax' ||
      (point === 'all' ? untested.length === 0 : !untested.some((name) => name === point));
    // Without silent hands there is no threshold, so the figure does not exist.
    const nothing: Recall = { right: [], groups: [] };
    const measured = (point: Point): Recall => ({
      right: claims.map(({ best, score }, i) =>
        best === hands[i]!.label && score > thresholds[point][best]! ? 1 : 0,
      ),
      groups,
    });
    const recall = (point: Point) => (isMeasured(point) ? measured(point) : nothing);
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
