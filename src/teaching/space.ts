/** Distances between hands: root mean square over the features, each in units of its spread. */
import { nearestDistances } from '../learning/neighbours.ts';
import { toSpreads } from '../recognizer/signs/classifier-file.ts';
import { FEATURE_COUNT } from '../recognizer/signs/features.ts';

export interface Space {
  centre: number[];
  spread: number[];
}

/** Mean and spread of each feature over the rows, rounded as the classifier's file keeps them. */
export function spaceOf(rows: readonly Float32Array[]): Space {
  const centre: number[] = [];
  const spread: number[] = [];
  for (let f = 0; f < FEATURE_COUNT; f++) {
    let total = 0;
    let squares = 0;
    for (const row of rows) {
      total += row[f]!;
      squares += row[f]! ** 2;
    }
    const mean = total / rows.length;
    const variance = Math.max(squares / rows.length - mean * mean, 0);
    centre.push(Number(mean.toFixed(4)));
    spread.push(Number(Math.max(Math.sqrt(variance), 1e-2).toFixed(4)));
  }
  return { centre, spread };
}

/** From each row to the nearest reference; both as features. */
export function distancesTo(
  rows: readonly Float32Array[],
  references: readonly Float32Array[],
  space: Space,
): Float32Array {
  const scaled = (row: Float32Array) => toSpreads(row, space);
  return nearestDistances(rows.map(scaled), references.map(scaled)).map(
    (distance) => distance / Math.sqrt(FEATURE_COUNT),
  );
}
