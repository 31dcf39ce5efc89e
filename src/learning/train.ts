import {
  add,
  dispose,
  div,
  matMul,
  mul,
  step as positive,
  relu,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { bcena, targetRows } from './losses.ts';
import { createRandom, type Random } from './random.ts';

/** A dense layer: out = in · weights + bias. */
export interface Layer {
  inputs: number;
  outputs: number;
  /** inputs x outputs, row by row. */
  weights: Float32Array;
  bias: Float32Array;
}

/** Rectified layers, the last one linear: its outputs are the logits. */
export type Head = readonly Layer[];

/** A batch to learn from. */
export interface Batch {
  /** size x featureCount, row by row. */
  features: Float32Array;
  /** One per sample: the gesture's index, or UNKNOWN. */
  labels: Int32Array;
  /** One per sample; 1 is normal. */
  weights: Float32Array;
}

export interface TrainOptions {
  featureCount: number;
  gestureCount: number;
  /** Draws the next batch, with the randomness handed in. */
  draw: (size: number, random: Random) => Batch;
  seed: number;
  hidden: readonly number[];
  batchSize: number;
  batches: number;
  learningRate: number;
  /** Decoupled weight decay, per step, as a share of the learning rate. */
  weightDecay: number;
  /** Share of hidden units switched off in each step. */
  dropout: number;
  labelSmoothing: number;
  /** Told after every `reportEvery` batches. */
  onProgress?: (progress: { batch: number; batches: number; loss: number }) => void;
  signal?: AbortSignal;
}

/** Batches between two reports; reading the loss waits for the backend, so not every batch. */
const REPORT_EVERY = 50;
/** Samples from which the features' mean and spread are taken. */
const SCALING_SAMPLES = 4096;

/**
 * Trains a head of rectified layers with BCENa and Adam (Kingma & Ba, ICLR 2015; decoupled weight
 * decay after Loshchilov & Hutter, ICLR 2019; cosine learning rate). Runs on the tfjs backend that
 * the caller has set. The same options and seed give the same head on the same backend.
 * Standardisation of the features is folded into the first layer.
 *
 * All tensors made here are disposed of, also on abort.
 *
 * @throws the signal's reason when aborted.
 */
export async function trainHead(options: TrainOptions): Promise<Head> {
  const random = createRandom(options.seed);
  const scaling = featureScaling(options.draw(SCALING_SAMPLES, random), options.featureCount);
  const sizes = [options.featureCount, ...options.hidden, options.gestureCount];
  const variables = sizes.slice(1).map((outputs, i) => createLayer(sizes[i]!, outputs, random));
  try {
    for (let batch = 0; batch < options.batches; batch++) {
      options.signal?.throwIfAborted();
      const share = batch / options.batches;
      const rate = options.learningRate * learningRateShare(share);
      const loss = step(options, variables, scaling, random, { rate, count: batch + 1 });
      if (batch % REPORT_EVERY === REPORT_EVERY - 1 || batch === options.batches - 1) {
        const value = (await loss.data())[0]!;
        options.onProgress?.({ batch: batch + 1, batches: options.batches, loss: value });
      }
      loss.dispose();
    }
    return await exportLayers(variables, scaling);
  } finally {
    for (const { weights, bias } of variables) {
      for (const { value, first, second } of [weights, bias]) dispose([value, first, second]);
    }
  }
}

/** Warm-up over the first twentieth, then half a cosine down to nothing. */
function learningRateShare(share: number): number {
  return Math.min(1, share / 0.05 + 0.02) * 0.5 * (1 + Math.cos(Math.PI * share));
}

/** A parameter with Adam's running means of its gradient and of the gradient's square. */
interface Parameter {
  value: Variable;
  first: Variable;
  second: Variable;
}

interface LayerVariables {
  inputs: number;
  outputs: number;
  weights: Parameter;
  bias: Parameter;
}

/** He's initialisation (K. He et al., ICCV 2015) for rectified layers. */
function createLayer(inputs: number, outputs: number, random: Random): LayerVariables {
  const spread = Math.sqrt(2 / inputs);
  const values = Float32Array.from({ length: inputs * outputs }, () => random.normal() * spread);
  return {
    inputs,
    outputs,
    weights: createParameter(values, [inputs, outputs]),
    bias: createParameter(new Float32Array(outputs), [1, outputs]),
  };
}

function createParameter(values: Float32Array, shape: [number, number]): Parameter {
  const make = (tensor: Tensor) => {
    const made = variable(tensor);
    tensor.dispose();
    return made;
  };
  return {
    value: make(tensor2d(values, shape)),
    first: make(zeros(shape)),
    second: make(zeros(shape)),
  };
}

/** One batch forward, back and one step of Adam; returns the batch's loss. */
function step(
  options: TrainOptions,
  layers: readonly LayerVariables[],
  scaling: Scaling,
  random: Random,
  adam: AdamStep,
): Scalar {
  const { features, labels, weights } = options.draw(options.batchSize, random);
  const size = labels.length;
  standardise(features, scaling);
  const targets = targetRows(labels, options.gestureCount, options.labelSmoothing);
  const masks = layers
    .slice(0, -1)
    .map((layer) => dropoutMask(size * layer.outputs, options.dropout, random));
  return tidy(() => {
    const inputs: Tensor2D[] = [tensor2d(features, [size, options.featureCount])];
    const gates: Tensor2D[] = [];
    layers.forEach((layer, i) => {
      const out: Tensor2D = add(matMul(inputs[i]!, matrix(layer.weights)), layer.bias.value);
      if (i === layers.length - 1) {
        inputs.push(out);
        return;
      }
      const gate: Tensor2D = mul(positive(out), tensor2d(masks[i]!, [size, layer.outputs]));
      gates.push(gate);
      inputs.push(mul(relu(out), gate));
    });
    const loss = bcena(
      inputs[layers.length]!,
      tensor2d(targets, [size, options.gestureCount]),
      tensor2d(weights, [size, 1]),
    );
    let gradient = loss.gradient;
    for (let i = layers.length - 1; i >= 0; i--) {
      const layer = layers[i]!;
      const ofWeights = matMul(inputs[i]!, gradient, true, false);
      const ofBias = sum(gradient, 0, true);
      // The gradient passes on through the weights as they were in the forward pass.
      if (i > 0)
        gradient = mul(matMul(gradient, matrix(layer.weights), false, true), gates[i - 1]!);
      update(layer.weights, ofWeights, adam, options.weightDecay);
      update(layer.bias, ofBias, adam, 0);
    }
    return loss.value;
  });
}

const matrix = (parameter: Parameter): Tensor2D => parameter.value as Tensor as Tensor2D;

function dropoutMask(length: number, dropout: number, random: Random): Float32Array {
  const mask = new Float32Array(length).fill(1);
  if (dropout <= 0) return mask;
  const kept = 1 / (1 - dropout);
  for (let i = 0; i < length; i++) mask[i] = random.uniform() < dropout ? 0 : kept;
  return mask;
}

interface AdamStep {
  rate: number;
  /** 1 for the first step. */
  count: number;
}

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;

function update(parameter: Parameter, gradient: Tensor, adam: AdamStep, decay: number): void {
  const { value, first, second } = parameter;
  first.assign(add(mul(first, BETA_1), mul(gradient, 1 - BETA_1)));
  second.assign(add(mul(second, BETA_2), mul(square(gradient), 1 - BETA_2)));
  const rate = (adam.rate * Math.sqrt(1 - BETA_2 ** adam.count)) / (1 - BETA_1 ** adam.count);
  const change = mul(div(first, add(sqrt(second), EPSILON)), rate);
  value.assign(sub(decay > 0 ? mul(value, 1 - adam.rate * decay) : value, change));
}

interface Scaling {
  mean: Float32Array;
  spread: Float32Array;
}

function featureScaling(batch: Batch, featureCount: number): Scaling {
  const mean = new Float32Array(featureCount);
  const spread = new Float32Array(featureCount);
  const count = batch.labels.length;
  for (let f = 0; f < featureCount; f++) {
    let total = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const value = batch.features[i * featureCount + f]!;
      total += value;
      squares += value * value;
    }
    mean[f] = total / count;
    // A feature that never varies must not be blown up by its rounding noise.
    spread[f] = Math.max(Math.sqrt(Math.max(squares / count - mean[f]! ** 2, 0)), 1e-3);
  }
  return { mean, spread };
}

function standardise(features: Float32Array, { mean, spread }: Scaling): void {
  for (let i = 0; i < features.length; i++) {
    const f = i % mean.length;
    features[i] = (features[i]! - mean[f]!) / spread[f]!;
  }
}

async function exportLayers(variables: readonly LayerVariables[], scaling: Scaling): Promise<Head> {
  const layers: Layer[] = [];
  for (const { inputs, outputs, weights, bias } of variables) {
    layers.push({
      inputs,
      outputs,
      weights: Float32Array.from(await weights.value.data()),
      bias: Float32Array.from(await bias.value.data()),
    });
  }
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
