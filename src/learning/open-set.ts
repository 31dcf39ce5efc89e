/**
 * Open-set metrics of decoded samples. A sample is decoded as its best gesture if its score reaches
 * the threshold, and as `na` otherwise.
 */
import { unknownLabel } from './losses.ts';
import { share } from './metrics.ts';

export interface Judged {
  /** The true label: the gesture's index, or unknownLabel. */
  label: number;
  /** The gesture that would be named; unknownLabel if the output `na` is the greatest. */
  best: number;
  /** Higher means more certain that it is a known gesture. */
  score: number;
}

/** A threshold that every score reaches. */
export const noThreshold = Number.NEGATIVE_INFINITY;

const saidOf = ({ best, score }: Judged, threshold: number): number =>
  score >= threshold ? best : unknownLabel;

const isKnown = ({ label }: Judged): boolean => label !== unknownLabel;

/** Share of all samples, known or not, that are decoded correctly. NaN for none. */
export function accuracyWithNa(judged: readonly Judged[], threshold: number): number {
  return share(judged, (sample) => saidOf(sample, threshold) === sample.label);
}

/** Share of the known samples whose best gesture is right, whatever its score. NaN for none. */
export function accuracyWithoutNa(judged: readonly Judged[]): number {
  return share(judged.filter(isKnown), (sample) => sample.best === sample.label);
}

/** Share of the known samples that are decoded correctly. NaN for none. */
export function knownRight(judged: readonly Judged[], threshold: number): number {
  return accuracyWithNa(judged.filter(isKnown), threshold);
}

/** Share of the unknown samples that are not named. NaN for none. */
export function silent(judged: readonly Judged[], threshold: number): number {
  const unknown = judged.filter((sample) => !isKnown(sample));
  return share(unknown, (sample) => saidOf(sample, threshold) === unknownLabel);
}

/**
 * The highest threshold at which at least this share of the known samples is decoded correctly;
 * noThreshold if no threshold is low enough.
 */
export function thresholdForKnownRight(judged: readonly Judged[], target: number): number {
  const known = judged.filter(isKnown);
  const right = known
    .filter((sample) => sample.best === sample.label)
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  // A small tolerance, because 0.7 · 10 is slightly more than 7 in floating point.
  const needed = Math.max(1, Math.ceil(target * known.length - 1e-9));
  return right[needed - 1] ?? noThreshold;
}

export interface Oscr {
  /** Area under the curve of CCR against FPR. */
  area: number;
  /** The highest CCR at a threshold where FPR is at most this. */
  ccrAt(fpr: number): number;
}

/**
 * Open-set classification rate: CCR(τ), the share of known samples with the right best gesture and
 * a score of at least τ, against FPR(τ), the share of unknown samples that are named at τ. A. R.
 * Dhamija, M. Günther, T. Boult, NeurIPS 2018.
 */
export function oscr(judged: readonly Judged[]): Oscr {
  const known = judged.filter(isKnown);
  const unknown = judged.filter((sample) => !isKnown(sample));
  const sorted = judged
    .filter((sample) => sample.best !== unknownLabel)
    .sort((a, b) => b.score - a.score);
  const curve = [{ fpr: 0, ccr: 0 }];
  let right = 0;
  let named = 0;
  for (let i = 0; i < sorted.length; ) {
    // Equal scores pass a threshold together.
    const { score } = sorted[i]!;
    for (; i < sorted.length && sorted[i]!.score === score; i++) {
      const sample = sorted[i]!;
      if (!isKnown(sample)) named++;
      else if (sample.best === sample.label) right++;
    }
    curve.push({ fpr: named / unknown.length, ccr: right / known.length });
  }
  // Samples whose best output is `na` are named at no threshold: from here the curve is level.
  curve.push({ fpr: 1, ccr: right / known.length });
  let area = 0;
  for (let i = 1; i < curve.length; i++) {
    const [a, b] = [curve[i - 1]!, curve[i]!];
    area += ((b.fpr - a.fpr) * (a.ccr + b.ccr)) / 2;
  }
  return {
    area,
    ccrAt: (fpr) =>
      curve.reduce((best, point) => (point.fpr <= fpr ? Math.max(best, point.ccr) : best), 0),
  };
}

/**
 * The confusion matrix, with `na` as the last row and column.
 *
 * @returns (C + 1) rows (true) of C + 1 counts (decoded).
 */
export function confusion(
  judged: readonly Judged[],
  gestureCount: number,
  threshold: number,
): number[][] {
  const rows = Array.from({ length: gestureCount + 1 }, () =>
    new Array<number>(gestureCount + 1).fill(0),
  );
  const at = (label: number) => (label === unknownLabel ? gestureCount : label);
  for (const sample of judged) {
    const row = rows[at(sample.label)]!;
    const column = at(saidOf(sample, threshold));
    row[column] = row[column]! + 1;
  }
  return rows;
}

/** Mean F1 over the C + 1 classes, `na` included, except those that are neither true nor decoded. */
export function macroF1(counts: readonly (readonly number[])[]): number {
  let total = 0;
  let classes = 0;
  counts.forEach((row, c) => {
    const truly = row.reduce((a, b) => a + b, 0);
    const said = counts.reduce((sum, other) => sum + other[c]!, 0);
    if (truly + said === 0) return;
    total += (2 * row[c]!) / (truly + said);
    classes++;
  });
  return total / classes;
}
