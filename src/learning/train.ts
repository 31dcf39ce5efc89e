// Runs in the teaching worker, and in Node for the programs in tools.

import { createDenseNetwork, type Head, type Layer, type LayerSize, layersOf } from './dense.ts';
import { bcenaObjective, type Objective } from './objectives.ts';
import { type OptimiseOptions, optimise } from './optimise.ts';
import { createRandom } from './random.ts';

export type { Head, Layer } from './dense.ts';
export type { Batch } from './optimise.ts';

export interface TrainOptions extends Omit<OptimiseOptions, 'objective'> {
  featureCount: number;
  seed: number;
  /** Units of each hidden layer, which sees all of the one before; or the layers themselves. */
  hidden: readonly number[] | readonly LayerSize[];
  /** Share of hidden units switched off in each step. */
  dropout: number;
  /**
   * Features that vary less are scaled as if they varied by this much. A head is rounded to bytes after
   * its weights were divided by the spreads, so that one small spread would cost all others their bits.
   */
  leastSpread?: number;
  /** BCENa if left out. */
  objective?: Objective;
  /** Several times as fast on WASM, with other last bits: see `DenseOptions.transposed`. */
  transposed?: boolean;
}

/** How many samples the features' mean and spread are taken from. */
const scalingSamples = 4096;

/**
 * Trains a head of ReLU layers on the tfjs backend that the caller has set (see `optimise`).
 * The same options and seed give the same head on the same backend. Standardisation of the
 * features is folded into the first layer.
 *
 * All tensors made here are disposed of, also on abort.
 *
 * @returns layers; the last one has as many outputs as the objective asks for.
 * @throws the signal's reason when aborted.
 */
export async function trainHead(options: TrainOptions): Promise<Head> {
  const { gestureCount, draw, dropout, objective = bcenaObjective, transposed = false } = options;
  const random = createRandom(options.seed);
  const layers = layersFor(options, objective.outputCount(gestureCount));
  const scaling = featureScaling(
    draw(scalingSamples, random).features,
    layers[0]!.inputs,
    options.leastSpread ?? 1e-3,
  );
  const network = createDenseNetwork({ layers, dropout, transposed }, random);
  const scaled: typeof draw = (size, randomOfStep) => {
    const batch = draw(size, randomOfStep);
    return { ...batch, features: standardised(batch.features, scaling) };
  };
  try {
    await optimise({ ...options, objective, draw: scaled }, network, random);
    return foldedIn(await network.export(), scaling);
  } finally {
    network.dispose();
  }
}

interface Scaling {
  mean: Float32Array;
  spread: Float32Array;
}

function layersFor({ hidden, featureCount }: TrainOptions, outputs: number): LayerSize[] {
  const isSizes = (given: typeof hidden): given is readonly number[] =>
    given.every((one) => typeof one === 'number');
  if (isSizes(hidden)) return layersOf([featureCount, ...hidden, outputs]);
  return [...hidden, { inputs: hidden.at(-1)!.outputs, outputs }];
}

/** @param features rows of `width` numbers */
function featureScaling(features: Float32Array, width: number, leastSpread: number): Scaling {
  const mean = new Float32Array(width);
  const spread = new Float32Array(width);
  const count = features.length / width;
  for (let f = 0; f < width; f++) {
    let total = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const value = features[i * width + f]!;
      total += value;
      squares += value * value;
    }
    mean[f] = total / count;
    // Do not blow up the rounding noise of a feature that never varies.
    spread[f] = Math.max(Math.sqrt(Math.max(squares / count - mean[f]! ** 2, 0)), leastSpread);
  }
  return { mean, spread };
}

/** A copy, because a batch may be drawn again. */
function standardised(features: Float32Array, { mean, spread }: Scaling): Float32Array {
  const out = new Float32Array(features.length);
  for (let i = 0; i < features.length; i++) {
    const f = i % mean.length;
    out[i] = (features[i]! - mean[f]!) / spread[f]!;
  }
  return out;
}

function foldedIn(layers: Layer[], scaling: Scaling): Head {
  const first = layers[0]!;
  for (let i = 0; i < first.inputs; i++) {
    for (let j = 0; j < first.outputs; j++) {
      const at = i * first.outputs + j;
      first.weights[at] = first.weights[at]! / scaling.spread[i]!;
      first.bias[j] = first.bias[j]! - scaling.mean[i]! * first.weights[at]!;
    }
  }
  return layers;
}
