import { unknownLabel } from './losses.ts';
import { argmax } from './metrics.ts';

/** A hand with its scores by a classifier that was not trained on this person or source. */
export interface Scored {
  /** One per gesture. */
  scores: ArrayLike<number>;
  /** The gesture's index, or unknownLabel. */
  label: number;
  /** How much this hand counts. */
  weight: number;
}

export interface CalibrationOptions {
  gestureCount: number;
  /** Cost of a caption for an unknown hand, in correct captions. */
  unknownCost: number;
  /** Cost of a caption with another gesture's text for a known hand, in correct captions. */
  wrongCost: number;
  /**
   * 0: every gesture gets the threshold that is best for its own hands; 1: all get the one that is
   * best for all together. In between, a few hands of a gesture do not move its threshold far.
   */
  together: number;
  lowest: number;
  highest: number;
}

interface Claim {
  score: number;
  /** What it is worth to name this hand; below 0 it costs. */
  worth: number;
}

/**
 * A threshold for each gesture: the one that maximises correct captions minus the cost of needless
 * and wrong ones, over the hands whose highest score is this gesture's.
 *
 * @param scored hands of people and sources that the scoring classifier was not trained on.
 */
export function calibrateThresholds(
  scored: readonly Scored[],
  options: CalibrationOptions,
): number[] {
  const claims = Array.from({ length: options.gestureCount }, (): Claim[] => []);
  for (const { scores, label, weight } of scored) {
    const best = argmax(scores);
    const cost = label === unknownLabel ? options.unknownCost : options.wrongCost;
    claims[best]!.push({ score: scores[best]!, worth: label === best ? weight : -cost * weight });
  }
  const common = bestThreshold(claims.flat(), options);
  return claims.map(
    (own) => options.together * common + (1 - options.together) * bestThreshold(own, options),
  );
}

/** Halfway between the lowest score that is worth naming and the next one below it. */
function bestThreshold(claims: readonly Claim[], { lowest, highest }: CalibrationOptions): number {
  const inside = claims.filter(({ score }) => score >= lowest);
  inside.sort((a, b) => b.score - a.score);
  let worth = 0;
  let greatest = 0;
  let threshold = highest;
  inside.forEach((claim, i) => {
    worth += claim.worth;
    if (worth <= greatest) return;
    greatest = worth;
    threshold = (claim.score + (inside[i + 1]?.score ?? lowest)) / 2;
  });
  return Math.min(highest, Math.max(lowest, threshold));
}
