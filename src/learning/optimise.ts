import { type Tensor, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { adamStep, learningRateShare, type Parameter } from './adam.ts';
import type { Objective } from './objectives.ts';
import type { Random } from './random.ts';

/** A batch to learn from. */
export interface Batch {
  /** size x featureCount, row by row. */
  features: Float32Array;
  /** One per sample: the gesture's index, or `unknownLabel`. */
  labels: Int32Array;
  /** One per sample; 1 is normal. */
  weights: Float32Array;
}

/** A trainable network that computes its own gradients in closed form. */
export interface Network {
  readonly parameters: readonly Parameter[];
  /**
   * Called inside a `tidy`.
   *
   * @param features size x featureCount, row by row; not to be written to.
   * @param random for dropout.
   * @returns the logits, size x outputs, and the backward pass: from the gradient of the logits to
   *   those of the parameters, in their order.
   */
  forward(features: Float32Array, size: number, random: Random): ForwardPass;
}

export interface ForwardPass {
  logits: Tensor2D;
  backward(gradient: Tensor2D): Tensor[];
}

export interface Progress {
  batch: number;
  batches: number;
  loss: number;
}

export interface OptimiseOptions {
  objective: Objective;
  gestureCount: number;
  /** Draws the next batch with the given randomness. */
  draw: (size: number, random: Random) => Batch;
  batchSize: number;
  batches: number;
  learningRate: number;
  /** Decoupled weight decay, per step, as a share of the learning rate. */
  weightDecay: number;
  /** See `Objective.targetRows`. */
  labelSmoothing: number;
  /** Called after every fiftieth batch and after the last. */
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Awaited after every report: lets a page draw, and a worker receive a request to stop. */
  pause?: () => Promise<void>;
}

/** Report once per this many batches, because reading the loss waits for the backend. */
const reportEvery = 50;

/**
 * The one trainer: Adam with decoupled weight decay and a cosine learning rate, for any network
 * and any objective, on the tfjs backend that the caller has set. The same options, network and
 * randomness give the same weights on the same backend. It needs neither a page nor Node, so it
 * also runs in a worker.
 *
 * @param network trained in place; the caller disposes of its parameters.
 * @throws the signal's reason when aborted.
 */
export async function optimise(
  options: OptimiseOptions,
  network: Network,
  random: Random,
): Promise<void> {
  const { batches, learningRate, weightDecay } = options;
  for (let batch = 0; batch < batches; batch++) {
    options.signal?.throwIfAborted();
    const rate = learningRate * learningRateShare(batch / batches);
    const { features, labels, weights } = options.draw(options.batchSize, random);
    const loss = tidy(() => {
      const { logits, backward } = network.forward(features, labels.length, random);
      const { value, gradient } = lossOf(options, logits, labels, weights);
      backward(gradient).forEach((ofParameter, i) => {
        adamStep(network.parameters[i]!, ofParameter, { rate, count: batch + 1, weightDecay });
      });
      return value;
    });
    try {
      if (batch % reportEvery === reportEvery - 1 || batch === batches - 1) {
        const value = (await loss.data())[0]!;
        options.onProgress?.({ batch: batch + 1, batches, loss: value });
        await options.pause?.();
      }
    } finally {
      loss.dispose();
    }
  }
}

function lossOf(
  { objective, gestureCount, labelSmoothing }: OptimiseOptions,
  logits: Tensor2D,
  labels: Int32Array,
  weights: Float32Array,
) {
  const size = labels.length;
  const targets = objective.targetRows(labels, gestureCount, labelSmoothing);
  const shares = objective.shares(labels).map((share, i) => share * weights[i]!);
  return objective.evaluate(
    logits,
    tensor2d(targets, [size, objective.outputCount(gestureCount)]),
    tensor2d(shares, [size, 1]),
  );
}
