/** Distances between hands: root mean square over the features, each in units of its spread. */
import { featureCount } from '../recognizer/signs/features.ts';

export interface Space {
  centre: number[];
  spread: number[];
}

/** Mean and spread of each feature over the rows, rounded as in the classifier's file. */
export function spaceOf(rows: readonly Float32Array[]): Space {
  const centre: number[] = [];
  const spread: number[] = [];
  const width = rows[0]?.length ?? 0;
  for (let f = 0; f < width; f++) {
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

/** Distance from each row to its nearest reference, both features. Infinity if there is none. */
export function distancesTo(
  rows: readonly Float32Array[],
  references: readonly Float32Array[],
  { spread }: Space,
): Float32Array {
  // One flat array and no scaled copies: this is called with thousands of rows.
  const inverse = Float32Array.from(spread, (value) => 1 / value);
  const flat = new Float32Array(references.length * featureCount);
  references.forEach((row, i) => {
    flat.set(
      row.map((value, f) => value * inverse[f]!),
      i * featureCount,
    );
  });
  const scaled = new Float32Array(featureCount);
  return Float32Array.from(rows, (row) => {
    for (let f = 0; f < featureCount; f++) scaled[f] = row[f]! * inverse[f]!;
    return Math.sqrt(nearestSquare(scaled, flat) / featureCount);
  });
}

function nearestSquare(row: Float32Array, flat: Float32Array): number {
  let best = Infinity;
  for (let at = 0; at < flat.length; at += featureCount) {
    let total = 0;
    for (let f = 0; f < featureCount && total < best; f++) {
      const difference = row[f]! - flat[at + f]!;
      total += difference * difference;
    }
    if (total < best) best = total;
  }
  return best;
}
