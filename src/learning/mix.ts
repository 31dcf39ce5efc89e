import { UNKNOWN } from './losses.ts';
import { nearestDistances } from './neighbours.ts';
import type { Random } from './random.ts';
import type { Sample } from './sampler.ts';

export interface MixOptions {
  /** Known samples to take hands and fingers from. */
  samples: readonly Sample[];
  features: (points: Float32Array) => Float32Array;
  /** How many mixed hands to try; those near a known sample are dropped. */
  tries: number;
  /**
   * A mixed hand is dropped when its nearest known sample is nearer than this quantile of the
   * distances between known samples of one gesture and different origins.
   */
  quantile: number;
  /** How many known samples stand for all in the nearness test. */
  references: number;
}

/** The first landmark of each finger; the finger is this one and the next three. */
const FINGERS = [1, 5, 9, 13, 17] as const;
const PALM = [5, 9, 13, 17] as const;

/**
 * Unknown hands made from known ones: fingers are exchanged between hands of different gestures in
 * palm coordinates, and what lies near any known sample in feature space is dropped. Silence that
 * is learnt on idle hands alone does not reach new gestures; with these it does
 * (measured with whole gestures kept out of training).
 *
 * The idea of training on hard unknowns made from known samples: L. Neal et al., "Open Set
 * Learning with Counterfactual Images", ECCV 2018.
 */
export function mixFingers(options: MixOptions, random: Random): Sample[] {
  const { samples } = options;
  const references = pickEvenly(samples, options.references, random);
  const space = createSpace(references, options.features);
  const limit = nearLimit(references, space, options.quantile);
  const mixed: Sample[] = [];
  for (let i = 0; i < options.tries; i++) {
    const base = samples[random.below(samples.length)]!;
    const donor = samples[random.below(samples.length)]!;
    if (base.label === donor.label || base.depth !== donor.depth) continue;
    const points = exchange(base.points, donor.points, random);
    if (!points) continue;
    mixed.push({ ...base, points, label: UNKNOWN, origin: 'mixed' });
  }
  const features = mixed.map((sample) => space.project(sample.points));
  const near = nearestDistances(features, space.rows);
  return mixed.filter((_, i) => near[i]! > limit);
}

/** Puts one to three of the donor's fingers on the base hand; null when the palms do not match. */
function exchange(base: Float32Array, donor: Float32Array, random: Random): Float32Array | null {
  const a = palmFrame(base);
  const b = palmFrame(donor);
  // Palms turned differently (back or front, or edge-on) would make hands that no one can have.
  if (a.facing * b.facing < 0 || Math.abs(a.width - b.width) > 0.25) return null;
  const scale = a.length / b.length;
  const turn = a.angle - b.angle;
  const cos = Math.cos(turn) * scale;
  const sin = Math.sin(turn) * scale;
  const out = Float32Array.from(base);
  const count = 1 + random.below(3);
  const order = [0, 1, 2, 3, 4];
  for (let k = 0; k < count; k++) {
    const finger = order.splice(random.below(order.length), 1)[0]!;
    const start = FINGERS[finger]!;
    for (let joint = start + 1; joint < start + 4; joint++) {
      const dx = donor[joint * 3]! - donor[start * 3]!;
      const dy = donor[joint * 3 + 1]! - donor[start * 3 + 1]!;
      const dz = donor[joint * 3 + 2]! - donor[start * 3 + 2]!;
      out[joint * 3] = base[start * 3]! + cos * dx - sin * dy;
      out[joint * 3 + 1] = base[start * 3 + 1]! + sin * dx + cos * dy;
      out[joint * 3 + 2] = base[start * 3 + 2]! + scale * dz;
    }
  }
  return out;
}

/** Direction, length and relative width of the palm; `facing` is its side's sign. */
function palmFrame(points: Float32Array) {
  let x = 0;
  let y = 0;
  for (const joint of PALM) {
    x += points[joint * 3]! / PALM.length;
    y += points[joint * 3 + 1]! / PALM.length;
  }
  const wx = points[5 * 3]! - points[17 * 3]!;
  const wy = points[5 * 3 + 1]! - points[17 * 3 + 1]!;
  const length = Math.max(Math.hypot(x, y), 1e-3);
  const across = (x * wy - y * wx) / (length * length);
  return { angle: Math.atan2(y, x), length, width: across, facing: Math.sign(across) };
}

interface Space {
  rows: Float32Array[];
  project: (points: Float32Array) => Float32Array;
}

/** Features divided by their spread over the references, so that each counts alike. */
function createSpace(
  references: readonly Sample[],
  features: (points: Float32Array) => Float32Array,
): Space {
  const raw = references.map((sample) => features(sample.points));
  const count = raw[0]?.length ?? 0;
  const spread = new Float32Array(count);
  for (let f = 0; f < count; f++) {
    let total = 0;
    let squares = 0;
    for (const row of raw) {
      total += row[f]!;
      squares += row[f]! ** 2;
    }
    const mean = total / raw.length;
    spread[f] = Math.max(Math.sqrt(Math.max(squares / raw.length - mean * mean, 0)), 1e-3);
  }
  const scale = (row: Float32Array) => row.map((value, f) => value / spread[f]!);
  return { rows: raw.map(scale), project: (points) => scale(features(points)) };
}

function nearLimit(references: readonly Sample[], space: Space, quantile: number): number {
  const distances: number[] = [];
  references.forEach((sample, i) => {
    let best = Infinity;
    references.forEach((other, j) => {
      if (other.label !== sample.label || other.origin === sample.origin) return;
      best = Math.min(best, squared(space.rows[i]!, space.rows[j]!, best));
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
