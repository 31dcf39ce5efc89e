/** How the classifier reads hands of people who were left out: what the word decoder corrects letters by. */
import { type Confusions, confusionsFormat } from '../../../src/captions/spelling/costs.ts';
import type { Scored } from '../../../src/learning/calibrate.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';

/**
 * The mean scores of the hands of each gesture, weighted as for thresholds.
 *
 * @param heldOut scores after the distance check, of people who were left out of training
 */
export function confusionsOf(
  vocabulary: string,
  gestures: readonly string[],
  heldOut: readonly Scored[],
): Confusions {
  const sums = gestures.map(() => new Float64Array(gestures.length));
  const weights = new Float64Array(gestures.length);
  for (const { label, scores, weight } of heldOut) {
    if (label === unknownLabel) continue;
    weights[label] = weights[label]! + weight;
    Array.from(scores).forEach((score, as) => {
      sums[label]![as] = sums[label]![as]! + weight * score;
    });
  }
  return {
    format: confusionsFormat,
    vocabulary,
    gestures: [...gestures],
    read: sums.map((row, shown) =>
      Array.from(row, (sum) =>
        weights[shown]! > 0 ? Number((sum / weights[shown]!).toFixed(4)) : 0,
      ),
    ),
  };
}
