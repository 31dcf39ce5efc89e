import { unknownLabel } from './losses.ts';
import { argmax } from './metrics.ts';

/** The scores that a classifier gave to a hand of a person or source it was not trained on. */
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
  /** How many right captions a caption of an unknown hand costs. */
  unknownCost: number;
  /** How many right captions a caption of a known hand with another gesture's text costs. */
  wrongCost: number;
  /**
   * 0: every gesture has the threshold that is best for its own hands; 1: all have the one that
   * is best together. Between: few hands of a gesture do not move its threshold far.
   */
  together: number;
  lowest: number;
  highest: number;
}

interface Claim {
  score: number;
  /** What naming this hand is worth. */
  worth: number;
}

/**
 * A threshold for each gesture: the one that makes the most of right captions less the cost of
 * needless and wrong ones, over the hands whose greatest score is this gesture's.
 *
 * @param scored hands of people and sources that the scoring classifier had not been trained on.
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

/** Half way between the last score that is worth naming and the next one below it. */
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
