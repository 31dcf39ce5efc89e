/** A small network for pictures: convolutions and a dense head, with its own backward pass. */
import {
  add,
  step as isPositive,
  matMul,
  mul,
  ones,
  relu,
  reshape,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { disposeParameter } from '../../../src/learning/adam.ts';
import {
  createDenseLayer,
  type DenseLayer,
  dropoutMask,
  exportDenseLayer,
  type Head,
  matrix,
  transposedProducts,
} from '../../../src/learning/dense.ts';
import type { ForwardPass, Network } from '../../../src/learning/optimise.ts';
import type { Random } from '../../../src/learning/random.ts';
import { fold, unfold, type WindowShape, windowLength, windowsAcross } from './windows.ts';

export interface ConvOptions {
  /** Height and width of the pictures, px. */
  size: number;
  channels: number;
  /** How many filters each convolution has; each convolution halves height and width. */
  filters: readonly number[];
  window: number;
  hidden: number;
  outputs: number;
  /** Share of hidden units that are dropped in each step. */
  dropout: number;
}

export interface ConvNetwork extends Network {
  /**
   * Runs the convolutions, whose outputs are the head's inputs.
   *
   * @param pictures count x size x size x channels
   * @returns one array per picture
   */
  convolved(pictures: Float32Array, count: number): Float32Array[];
  exportHead(): Promise<Head>;
  dispose(): void;
}

interface Convolution extends DenseLayer {
  shape: WindowShape;
}

export function createConvNetwork(options: ConvOptions, random: Random): ConvNetwork {
  const { filters, hidden, outputs, dropout, window } = options;
  const convolutions: Convolution[] = [];
  let { size, channels } = options;
  for (const count of filters) {
    const shape: WindowShape = { size, channels, window, stride: 2 };
    convolutions.push({ ...createDenseLayer(windowLength(shape), count, random), shape });
    size = windowsAcross(shape);
    channels = count;
  }
  const flat = size * size * channels;
  const middle = createDenseLayer(flat, hidden, random);
  const last = createDenseLayer(hidden, outputs, random);
  const layers = [...convolutions, middle, last];

  /** Rectified outputs of the convolutions, and what the backward pass needs from each. */
  function convolve(pictures: Float32Array, count: number) {
    const windows: Tensor2D[] = [];
    const gates: Tensor2D[] = [];
    let current = pictures;
    let output: Tensor2D | undefined;
    convolutions.forEach((layer, i) => {
      const rows = count * windowsAcross(layer.shape) ** 2;
      const rowsOfWindows = tensor2d(unfold(current, count, layer.shape), [rows, layer.inputs]);
      const out: Tensor2D = add(matMul(rowsOfWindows, matrix(layer.weights)), layer.bias.value);
      windows.push(rowsOfWindows);
      gates.push(isPositive(out));
      output = relu(out);
      if (i < convolutions.length - 1) current = output.dataSync<'float32'>();
    });
    return { windows, gates, output: reshape(output!, [count, flat]) as Tensor2D };
  }

  function forward(pictures: Float32Array, count: number, randomOfStep: Random): ForwardPass {
    const { windows, gates, output } = convolve(pictures, count);
    const out: Tensor2D = add(matMul(output, matrix(middle.weights)), middle.bias.value);
    const mask = tensor2d(dropoutMask(count * hidden, dropout, randomOfStep), [count, hidden]);
    const gate: Tensor2D = mul(isPositive(out), mask);
    const active: Tensor2D = mul(relu(out), gate);
    const logits: Tensor2D = add(matMul(active, matrix(last.weights)), last.bias.value);
    function backward(gradient: Tensor2D): Tensor[] {
      const gradients: Tensor[] = [
        transposedProducts.ofWeights(active, gradient),
        sum(gradient, 0, true),
      ];
      const ofMiddle: Tensor2D = mul(
        transposedProducts.ofInputs(gradient, matrix(last.weights)),
        gate,
      );
      gradients.unshift(transposedProducts.ofWeights(output, ofMiddle), sum(ofMiddle, 0, true));
      let current: Tensor2D = transposedProducts.ofInputs(ofMiddle, matrix(middle.weights));
      for (let i = convolutions.length - 1; i >= 0; i--) {
        const { shape, weights } = convolutions[i]!;
        current = mul(reshape(current, gates[i]!.shape), gates[i]!);
        // Transposing the small matrix and then the product is faster than transposing the windows.
        const ofWeights = transpose(matMul(transposedCopy(current), windows[i]!)) as Tensor2D;
        gradients.unshift(ofWeights, sumOfRows(current));
        if (i === 0) break;
        const ofWindows = transposedProducts.ofInputs(current, matrix(weights));
        const back = fold(ofWindows.dataSync<'float32'>(), count, shape);
        current = tensor2d(back, [back.length / shape.channels, shape.channels]);
      }
      return gradients;
    }
    return { logits, backward };
  }

  return {
    parameters: layers.flatMap(({ weights, bias }) => [weights, bias]),
    forward,
    convolved(pictures, count) {
      const kept = tidy(() => convolve(pictures, count).output);
      const all = kept.dataSync<'float32'>();
      kept.dispose();
      return Array.from({ length: count }, (_, i) => all.slice(i * flat, (i + 1) * flat));
    },
    exportHead: async () => [await exportDenseLayer(middle), await exportDenseLayer(last)],
    dispose: () => {
      for (const { weights, bias } of layers) [weights, bias].forEach(disposeParameter);
    },
  };
}

/** The sum over many rows, as a product, because WASM's own sum transposes the matrix first. */
const sumOfRows = (tensor: Tensor2D): Tensor2D => matMul(ones([1, tensor.shape[0]]), tensor);

/** A transposed copy, many times as fast as WASM's own for tall matrices. */
function transposedCopy(tensor: Tensor2D): Tensor2D {
  const [rows, columns] = tensor.shape;
  const values = tensor.dataSync<'float32'>();
  const out = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
  }
  return tensor2d(out, [columns, rows]);
}
