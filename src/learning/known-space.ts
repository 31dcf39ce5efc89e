import type { Random } from './random.ts';
import type { Sample } from './sampler.ts';

export interface KnownSpaceOptions {
  /** Known samples. */
  samples: readonly Sample[];
  features: (points: Float32Array) => Float32Array;
  /**
   * A hand counts as a known gesture if it is nearer to one of its samples than this quantile of
   * the distances between samples of one gesture from different origins.
   */
  quantile: number;
  /** How many known samples represent all of them. */
  references: number;
}

/** Distinguishes hands that resemble a known gesture from hands that resemble none. */
export interface KnownSpace {
  /** Distance to the nearest known hand over the limit: below 1 the hand may show that gesture. */
  nearness(points: Float32Array): number;
}

/**
 * Nearest neighbours among known samples, with every feature in units of its spread over them.
 * Unknown hands that are made from known ones are filtered by it, so that no known gesture is ever
 * trained as unknown.
 */
export function createKnownSpace(options: KnownSpaceOptions, random: Random): KnownSpace {
  const references = pickEvenly(options.samples, options.references, random);
  const raw = references.map((sample) => options.features(sample.points));
  const spread = spreadOf(raw);
  const scale = (row: Float32Array) => row.map((value, f) => value / spread[f]!);
  const rows = raw.map(scale);
  const limit = nearLimit(references, rows, options.quantile);
  return {
    nearness(points) {
      const row = scale(options.features(points));
      let best = Infinity;
      for (const reference of rows) best = Math.min(best, squared(row, reference, best));
      return limit > 0 ? Math.sqrt(best) / limit : best > 0 ? Infinity : 0;
    },
  };
}

function spreadOf(rows: readonly Float32Array[]): Float32Array {
  const count = rows[0]?.length ?? 0;
  const spread = new Float32Array(count);
  for (let f = 0; f < count; f++) {
    let total = 0;
    let squares = 0;
    for (const row of rows) {
      total += row[f]!;
      squares += row[f]! ** 2;
    }
    const mean = total / rows.length;
    spread[f] = Math.max(Math.sqrt(Math.max(squares / rows.length - mean * mean, 0)), 1e-3);
  }
  return spread;
}

function nearLimit(
  references: readonly Sample[],
  rows: readonly Float32Array[],
  quantile: number,
): number {
  const distances: number[] = [];
  references.forEach((sample, i) => {
    let best = Infinity;
    references.forEach((other, j) => {
      if (other.label !== sample.label || other.origin === sample.origin) return;
      best = Math.min(best, squared(rows[i]!, rows[j]!, best));
    });
    if (best < Infinity) distances.push(Math.sqrt(best));
  });
  distances.sort((a, b) => a - b);
  return distances[Math.floor(quantile * (distances.length - 1))] ?? 0;
}

function squared(a: Float32Array, b: Float32Array, stop: number): number {
  let total = 0;
  for (let i = 0; i < a.length && total < stop; i++) total += (a[i]! - b[i]!) ** 2;
  return total;
}

/** About `count` samples, equally many of every gesture and origin. */
function pickEvenly(samples: readonly Sample[], count: number, random: Random): Sample[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = `${sample.label}/${sample.origin}`;
    const list = groups.get(key);
    if (list) list.push(sample);
    else groups.set(key, [sample]);
  }
  const each = Math.max(1, Math.ceil(count / Math.max(1, groups.size)));
  return [...groups.values()].flatMap((list) =>
    list.length <= each
      ? list
      : Array.from({ length: each }, () => list[random.below(list.length)]!),
  );
}
