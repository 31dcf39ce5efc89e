import { type Augmentation, augment } from './augment.ts';
import { unknownLabel } from './losses.ts';
import type { Random } from './random.ts';
import type { Batch } from './train.ts';

/** A hand made by a program: augmented, mixed or posed. */
export interface MadeHand {
  /** 21 x (x, y, z) of a right hand, wrist-relative, in units of hand size. */
  points: Float32Array;
  /** Whether z was measured. */
  depth: boolean;
  /** Whether x and y share one unit (false: the image's aspect ratio is lost). */
  aspect: boolean;
}

/** One hand to learn from. */
export interface Sample extends MadeHand {
  /** The gesture's index, or unknownLabel. */
  label: number;
  /** The person or source that it came from; draws are balanced between origins. */
  origin: string;
}

export interface SamplerOptions {
  samples: readonly Sample[];
  features: (points: Float32Array) => Float32Array;
  featureCount: number;
  augmentation: Augmentation;
  /** Share of unknown samples in a batch. */
  unknownShare: number;
  /** The weight of an origin; 1 if left out. */
  originWeight?: (origin: string) => number;
  /**
   * 0: all origins of a gesture are drawn equally often; 1: in proportion to their samples. In
   * between, more samples count for more, but one person's many samples do not drown the others.
   */
  sizePower: number;
}

interface Stratum {
  samples: Sample[];
  weight: number;
}

/**
 * Draws augmented, balanced batches: unknown or not, then a gesture (each equally often), then an
 * origin, then one of its samples.
 *
 * @throws RangeError if there is no sample to draw.
 */
export function createSampler(options: SamplerOptions): (size: number, random: Random) => Batch {
  const { samples, features, featureCount, augmentation } = options;
  const labels = [...new Set(samples.map((sample) => sample.label))].sort((a, b) => a - b);
  const strata = new Map(labels.map((label) => [label, strataOf(label, options)]));
  const known = labels.filter((label) => label !== unknownLabel);
  const unknownShare = strata.has(unknownLabel) ? (known.length > 0 ? options.unknownShare : 1) : 0;
  if (labels.length === 0) throw new RangeError('There is no sample to learn from.');

  return (size, random) => {
    const batch: Batch = {
      features: new Float32Array(size * featureCount),
      labels: new Int32Array(size),
      weights: new Float32Array(size).fill(1),
    };
    for (let i = 0; i < size; i++) {
      const label =
        random.uniform() < unknownShare ? unknownLabel : known[random.below(known.length)]!;
      const stratum = pick(strata.get(label)!, random);
      const sample = stratum.samples[random.below(stratum.samples.length)]!;
      const points = augment(sample.points, sample, augmentation, random);
      batch.features.set(features(points), i * featureCount);
      batch.labels[i] = label;
    }
    return batch;
  };
}

function strataOf(label: number, options: SamplerOptions): Stratum[] {
  const byOrigin = new Map<string, Sample[]>();
  for (const sample of options.samples) {
    if (sample.label !== label) continue;
    const list = byOrigin.get(sample.origin);
    if (list) list.push(sample);
    else byOrigin.set(sample.origin, [sample]);
  }
  return [...byOrigin].map(([origin, samples]) => ({
    samples,
    weight: samples.length ** options.sizePower * (options.originWeight?.(origin) ?? 1),
  }));
}

function pick(strata: readonly Stratum[], random: Random): Stratum {
  let total = 0;
  for (const { weight } of strata) total += weight;
  let at = random.uniform() * total;
  for (const stratum of strata) {
    at -= stratum.weight;
    if (at < 0) return stratum;
  }
  return strata[strata.length - 1]!;
}
