import type { Random } from './random.ts';

/** How many rounds of k-means are run; more change little. */
const rounds = 12;

/**
 * A few rows that represent many: k-means (Lloyd, 1982) from seeded random starts.
 *
 * @param rows all of one length.
 * @returns at most `count` rows.
 */
export function prototypesOf(
  rows: readonly Float32Array[],
  count: number,
  random: Random,
): Float32Array[] {
  if (rows.length <= count) return rows.map((row) => Float32Array.from(row));
  let centres = Array.from({ length: count }, () => rows[random.below(rows.length)]!);
  for (let round = 0; round < rounds; round++) {
    const sums = centres.map((centre) => new Float64Array(centre.length));
    const sizes = new Array<number>(count).fill(0);
    for (const row of rows) {
      const nearest = nearestIndex(row, centres);
      const sum = sums[nearest]!;
      for (let f = 0; f < row.length; f++) sum[f] = sum[f]! + row[f]!;
      sizes[nearest] = sizes[nearest]! + 1;
    }
    centres = centres.map((centre, k) => {
      const size = sizes[k]!;
      return size === 0 ? centre : Float32Array.from(sums[k]!, (value) => value / size);
    });
  }
  return centres;
}

function nearestIndex(row: Float32Array, centres: readonly Float32Array[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  centres.forEach((centre, k) => {
    let total = 0;
    for (let f = 0; f < row.length && total < least; f++) {
      total += (row[f]! - centre[f]!) ** 2;
    }
    if (total < least) {
      least = total;
      best = k;
    }
  });
  return best;
}
