import {
  add,
  matMul,
  mul,
  step as positive,
  relu,
  reshape,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import { createParameter, disposeParameter, type Parameter } from './adam.ts';
import type { ForwardPass, Network } from './optimise.ts';
import type { Random } from './random.ts';

/** A dense layer: out = in · weights + bias. */
export interface Layer {
  inputs: number;
  outputs: number;
  /** inputs x outputs, row by row. */
  weights: Float32Array;
  bias: Float32Array;
}

export type LayerSize = Pick<Layer, 'inputs' | 'outputs'>;

/** The sizes of layers that each see all outputs of the one before. */
export const layersOf = (sizes: readonly number[]): LayerSize[] =>
  sizes.slice(1).map((outputs, i) => ({ inputs: sizes[i]!, outputs }));

/** Layers with ReLU; the last one is linear and its outputs are the logits. */
export type Head = readonly Layer[];

export interface DenseOptions {
  /**
   * Inputs and outputs of each layer, in order. A layer with fewer inputs than it is given values runs
   * on one row of them after the other: so one layer serves all moments of a movement, and the next
   * one sees several moments together.
   */
  layers: readonly LayerSize[];
  /** Share of hidden units switched off in each step. */
  dropout: number;
  /**
   * Whether the backward pass multiplies transposed copies. On WASM that is several times as fast;
   * sums are rounded in another order, so the last bits differ.
   */
  transposed: boolean;
}

export interface DenseNetwork extends Network {
  export(): Promise<Layer[]>;
  dispose(): void;
}

/** A network of ReLU layers with He's initialisation (K. He et al., ICCV 2015). */
export function createDenseNetwork(options: DenseOptions, random: Random): DenseNetwork {
  const layers = options.layers.map(({ inputs, outputs }) =>
    createDenseLayer(inputs, outputs, random),
  );
  return {
    parameters: layers.flatMap(({ weights, bias }) => [weights, bias]),
    forward: (features, size, randomOfStep) =>
      forward(layers, tensor2d(features, [size, features.length / size]), options, randomOfStep),
    export: () => Promise.all(layers.map(exportDenseLayer)),
    dispose: () => {
      for (const { weights, bias } of layers) [weights, bias].forEach(disposeParameter);
    },
  };
}

export interface DenseLayer {
  inputs: number;
  outputs: number;
  weights: Parameter;
  bias: Parameter;
}

/** A layer with weights for inputs that come from a ReLU, and biases of 0. */
export function createDenseLayer(inputs: number, outputs: number, random: Random): DenseLayer {
  const spread = Math.sqrt(2 / inputs);
  const values = Float32Array.from({ length: inputs * outputs }, () => random.normal() * spread);
  return {
    inputs,
    outputs,
    weights: createParameter(values, [inputs, outputs], true),
    bias: createParameter(new Float32Array(outputs), [1, outputs], false),
  };
}

export async function exportDenseLayer(layer: DenseLayer): Promise<Layer> {
  return {
    inputs: layer.inputs,
    outputs: layer.outputs,
    weights: Float32Array.from(await layer.weights.value.data()),
    bias: Float32Array.from(await layer.bias.value.data()),
  };
}

export const matrix = (parameter: Parameter): Tensor2D => parameter.value as Tensor as Tensor2D;

/** 0 with probability `dropout`, else 1 / (1 - dropout), so that the mean does not change. */
export function dropoutMask(length: number, dropout: number, random: Random): Float32Array {
  const mask = new Float32Array(length).fill(1);
  if (dropout <= 0) return mask;
  const kept = 1 / (1 - dropout);
  for (let i = 0; i < length; i++) mask[i] = random.uniform() < dropout ? 0 : kept;
  return mask;
}

function forward(
  layers: readonly DenseLayer[],
  features: Tensor2D,
  { dropout, transposed }: DenseOptions,
  random: Random,
): ForwardPass {
  const inputs: Tensor2D[] = [];
  const gates: Tensor2D[] = [];
  let values = features;
  layers.forEach((layer, i) => {
    const input = inRows(values, layer.inputs);
    inputs.push(input);
    const out: Tensor2D = add(matMul(input, matrix(layer.weights)), layer.bias.value);
    if (i === layers.length - 1) {
      values = out;
      return;
    }
    const mask = dropoutMask(out.size, dropout, random);
    const gate: Tensor2D = mul(positive(out), tensor2d(mask, out.shape));
    gates.push(gate);
    values = mul(relu(out), gate);
  });
  const back = transposed ? transposedProducts : products;
  return {
    logits: values,
    backward(gradientOfLogits) {
      let gradient = gradientOfLogits;
      const gradients: Tensor[] = [];
      for (let i = layers.length - 1; i >= 0; i--) {
        gradients.unshift(back.ofWeights(inputs[i]!, gradient), sum(gradient, 0, true));
        if (i === 0) continue;
        const ofInputs: Tensor2D = back.ofInputs(gradient, matrix(layers[i]!.weights));
        gradient = mul(inRows(ofInputs, layers[i - 1]!.outputs), gates[i - 1]!);
      }
      return gradients;
    },
  };
}

const inRows = (values: Tensor2D, width: number): Tensor2D =>
  values.shape[1] === width ? values : reshape(values, [values.size / width, width]);

const products = {
  ofWeights: (inputs: Tensor2D, gradient: Tensor2D): Tensor2D =>
    matMul(inputs, gradient, true, false),
  ofInputs: (gradient: Tensor2D, weights: Tensor2D): Tensor2D =>
    matMul(gradient, weights, false, true),
};

/** The same as `products`; tfjs's WASM is fast only if `matMul` need not transpose. */
export const transposedProducts = {
  ofWeights: (inputs: Tensor2D, gradient: Tensor2D): Tensor2D =>
    matMul(transpose(inputs), gradient),
  ofInputs: (gradient: Tensor2D, weights: Tensor2D): Tensor2D =>
    matMul(gradient, transpose(weights)),
};
