import * as v from 'valibot';
import type { Head, Layer } from '../../learning/train.ts';

/**
 * The file `models/<vocabulary>/classifier.json`: a trained classifier, quantized to 8 bits.
 *
 * Weights are signed bytes times one step per layer. Prototypes are signed bytes in units of
 * 1/{@link bytesPerSpread} of a feature's spread, from the feature's centre. The thresholds were
 * calibrated after both had been rounded.
 */

export const classifierFormat = 'sign-captions-classifier-1';

const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.minValue(1e-12));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));
const share = v.pipe(finite, v.minValue(0), v.maxValue(1));

export const layerSchema = v.object({
  inputs: count,
  outputs: count,
  step: positive,
  /** Base64 of inputs x outputs signed bytes, row by row. */
  weights: v.string(),
  bias: v.array(finite),
});

export const classifierSchema = v.object({
  format: v.literal(classifierFormat),
  vocabulary: v.string(),
  /** Layout of the features (`featureLayout`). */
  features: v.string(),
  gestures: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(256)),
  thresholds: v.record(v.string(), share),
  /**
   * How averaged logits become scores; default: sigmoid. Softmax for vocabularies in which training
   * unknown hands towards equal scores (EOS) was better than BCENa (docs/experiments).
   */
  activation: v.optional(v.picklist(['sigmoid', 'softmax'])),
  /** The heads' logits are averaged. */
  heads: v.pipe(v.array(v.pipe(v.array(layerSchema), v.minLength(1))), v.minLength(1)),
  /** The distance check: see `distanceFactor` in classifier.ts. */
  distance: v.object({
    count,
    /** Mean and spread of each feature over the training data. */
    centre: v.array(finite),
    spread: v.array(positive),
    /** Base64 of count x features signed bytes. */
    prototypes: v.string(),
    near: positive,
    far: positive,
  }),
  /** What it was trained on, for the record. */
  training: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});

export type ClassifierFile = v.InferOutput<typeof classifierSchema>;

/** How many steps of a byte make one spread; a byte covers six spreads on either side. */
export const bytesPerSpread = 20;

export function bytesToBase64(bytes: Int8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte & 0xff);
  return btoa(text);
}

/** @throws when the text is not base64 or does not decode to `length` bytes. */
export function base64ToBytes(text: string, length: number): Int8Array {
  const decoded = atob(text);
  if (decoded.length !== length) throw new RangeError('wrong length');
  return Int8Array.from(decoded, (character) => character.charCodeAt(0));
}

/** Rounds a layer's weights to bytes. */
export function packLayer(layer: Layer): ClassifierFile['heads'][number][number] {
  let greatest = 1e-6;
  for (const weight of layer.weights) greatest = Math.max(greatest, Math.abs(weight));
  const step = Number((greatest / 127).toPrecision(6));
  return {
    inputs: layer.inputs,
    outputs: layer.outputs,
    step,
    weights: bytesToBase64(
      Int8Array.from(layer.weights, (weight) =>
        Math.max(-127, Math.min(127, Math.round(weight / step))),
      ),
    ),
    bias: Array.from(layer.bias, (value) => Number(value.toFixed(4))),
  };
}

/** Converts features to units of their spread, from their centre. */
export function toSpreads(
  features: Float32Array,
  { centre, spread }: { centre: ArrayLike<number>; spread: ArrayLike<number> },
): Float32Array {
  return features.map((value, f) => (value - centre[f]!) / spread[f]!);
}

/** Rounds prototypes (in spreads) to bytes. */
export function packPrototypes(prototypes: readonly Float32Array[]): string {
  const width = prototypes[0]?.length ?? 0;
  const bytes = new Int8Array(prototypes.length * width);
  prototypes.forEach((row, i) => {
    row.forEach((value, f) => {
      bytes[i * width + f] = Math.max(-127, Math.min(127, Math.round(value * bytesPerSpread)));
    });
  });
  return bytesToBase64(bytes);
}

/** The prototypes in spreads, row by row. */
export function unpackPrototypes(text: string, length: number): Float32Array {
  return Float32Array.from(base64ToBytes(text, length), (byte) => byte / bytesPerSpread);
}

export function unpackHead(layers: ClassifierFile['heads'][number]): Head {
  return layers.map(({ inputs, outputs, step, weights, bias }) => {
    if (bias.length !== outputs) throw new RangeError('wrong length');
    const bytes = base64ToBytes(weights, inputs * outputs);
    return {
      inputs,
      outputs,
      weights: Float32Array.from(bytes, (byte) => byte * step),
      bias: Float32Array.from(bias),
    };
  });
}
