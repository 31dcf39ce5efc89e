import {
  add,
  dispose,
  div,
  mul,
  sqrt,
  square,
  sub,
  type Tensor,
  tensor,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';

/** A parameter with Adam's running means of its gradient and of the gradient's square. */
export interface Parameter {
  readonly value: Variable;
  readonly first: Variable;
  readonly second: Variable;
  /** Whether weight decay applies: it does to weights, not to biases. */
  readonly decays: boolean;
}

/** Creates three variables; `disposeParameter` disposes of them. */
export function createParameter(
  values: Float32Array,
  shape: [number, number],
  decays: boolean,
): Parameter {
  const make = (made: Tensor) => {
    const kept = variable(made);
    made.dispose();
    return kept;
  };
  return {
    value: make(tensor(values, shape)),
    first: make(zeros(shape)),
    second: make(zeros(shape)),
    decays,
  };
}

export function disposeParameter({ value, first, second }: Parameter): void {
  dispose([value, first, second]);
}

export interface AdamStep {
  rate: number;
  /** 1 for the first step. */
  count: number;
  /** Decoupled weight decay, as a share of the rate. */
  weightDecay: number;
}

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

/**
 * One step of Adam (D. P. Kingma, J. Ba, ICLR 2015) with decoupled weight decay (I. Loshchilov, F.
 * Hutter, ICLR 2019).
 */
export function adamStep(parameter: Parameter, gradient: Tensor, adam: AdamStep): void {
  const { value, first, second } = parameter;
  first.assign(add(mul(first, beta1), mul(gradient, 1 - beta1)));
  second.assign(add(mul(second, beta2), mul(square(gradient), 1 - beta2)));
  const rate = (adam.rate * Math.sqrt(1 - beta2 ** adam.count)) / (1 - beta1 ** adam.count);
  const change = mul(div(first, add(sqrt(second), epsilon)), rate);
  const decay = parameter.decays ? adam.weightDecay : 0;
  value.assign(sub(decay > 0 ? mul(value, 1 - adam.rate * decay) : value, change));
}

/**
 * The learning rate as a share of its peak: warm-up over the first twentieth, then half a cosine
 * down to 0.
 *
 * @param share of the training that is done, 0 to 1.
 */
export function learningRateShare(share: number): number {
  return Math.min(1, share / 0.05 + 0.02) * 0.5 * (1 + Math.cos(Math.PI * share));
}
