/**
 * Open-set metrics. The score of a sample is the greatest of its gestures' scores; known is the
 * positive class.
 */

/** P(score of a known > score of an unknown) + half the ties. NaN if either side is empty. */
export function auroc(known: readonly number[], unknown: readonly number[]): number {
  const all = [
    ...known.map((score) => ({ score, known: true })),
    ...unknown.map((score) => ({ score, known: false })),
  ].sort((a, b) => a.score - b.score);
  let below = 0;
  let wins = 0;
  for (let i = 0; i < all.length; ) {
    let j = i;
    let knownTies = 0;
    while (j < all.length && all[j]!.score === all[i]!.score) {
      if (all[j]!.known) knownTies++;
      j++;
    }
    const unknownTies = j - i - knownTies;
    wins += knownTies * (below + unknownTies / 2);
    below += unknownTies;
    i = j;
  }
  return wins / (known.length * unknown.length);
}

/** Share of unknown samples that reach the threshold which `tpr` of the known ones reach. */
export function fprAtTpr(known: readonly number[], unknown: readonly number[], tpr = 0.95): number {
  const sorted = [...known].sort((a, b) => b - a);
  const threshold = sorted[Math.max(0, Math.ceil(tpr * sorted.length) - 1)] ?? Number.NaN;
  return share(unknown, (score) => score >= threshold);
}

/** Share of the items that pass. NaN for none. */
export function share<T>(items: readonly T[], passes: (item: T) => boolean): number {
  let count = 0;
  for (const item of items) if (passes(item)) count++;
  return count / items.length;
}

/** Index of the greatest value; -1 for none. */
export function argmax(values: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    if (best < 0 || (values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/** Mean; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
