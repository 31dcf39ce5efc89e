import { UNKNOWN } from './losses.ts';
import { argmax } from './metrics.ts';

/** The scores that a classifier gave to a hand of a person or source it was not trained on. */
export interface Scored {
  /** One per gesture. */
  scores: ArrayLike<number>;
  /** The gesture's index, or UNKNOWN. */
  label: number;
  /** How much this hand counts. */
  weight: number;
}

export interface CalibrationOptions {
  gestureCount: number;
  /** How many right captions one wrong or needless caption is worth. */
  falseCost: number;
  lowest: number;
  highest: number;
}

/**
 * A threshold for each gesture: the one that makes the most of right captions less `falseCost`
 * times wrong ones (of another gesture, or of an unknown hand), over the hands whose greatest
 * score is this gesture's. Between thresholds of equal worth the middle one is taken.
 *
 * @param scored hands of people and sources that the scoring classifier had not been trained on.
 */
export function calibrateThresholds(
  scored: readonly Scored[],
  options: CalibrationOptions,
): number[] {
  const { gestureCount, falseCost, lowest, highest } = options;
  const claims = Array.from(
    { length: gestureCount },
    () => [] as { score: number; worth: number }[],
  );
  for (const { scores, label, weight } of scored) {
    const best = argmax(scores);
    const right = label !== UNKNOWN && label === best;
    claims[best]!.push({ score: scores[best]!, worth: right ? weight : -falseCost * weight });
  }
  return claims.map((list) => {
    const inside = list.filter(({ score }) => score >= lowest);
    inside.sort((a, b) => b.score - a.score);
    let worth = 0;
    let bestWorth = 0;
    let threshold = highest;
    inside.forEach(({ score, worth: change }, i) => {
      worth += change;
      if (worth > bestWorth) {
        bestWorth = worth;
        const below = Math.max(inside[i + 1]?.score ?? lowest, lowest);
        threshold = (score + below) / 2;
      }
    });
    return Math.min(highest, Math.max(lowest, threshold));
  });
}
