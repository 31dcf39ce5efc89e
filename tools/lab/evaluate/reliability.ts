/** Whether scores are probabilities, or need a temperature. */
import { mean, share } from '../../../src/learning/metrics.ts';
import {
  type Claim,
  calibrationError,
  type ReliabilityBin,
  reliability,
} from '../../../src/learning/metrics-reliability.ts';
import { isRight, type Judged } from './scores.ts';
import type { Table } from './table.ts';

export interface Reliability {
  name: string;
  bins: readonly ReliabilityBin[];
  claims: readonly Claim[];
}

/** Reliability of the greatest score, regardless of thresholds; on an unknown hand it is never right. */
export function reliabilityOf(name: string, hands: readonly Judged[]): Reliability {
  const claims = hands.map((hand) => ({ confidence: hand.score, right: isRight(hand) }));
  return { name, claims, bins: reliability(claims) };
}

export function reliabilityTable(title: string, all: readonly Reliability[]): Table {
  return {
    title,
    columns: ['hands', 'number', 'mean greatest score', 'argmax right', 'ECE'],
    rows: all.map(({ name, claims, bins }) => [
      name,
      claims.length,
      mean(claims.map(({ confidence }) => confidence)),
      share(claims, ({ right }) => right),
      calibrationError(bins),
    ]),
    note:
      'ECE: expected calibration error over ten bins of equal width. If the mean score is above ' +
      'the share that is right, the temperature should be above 1; if it is below, under 1.',
  };
}
