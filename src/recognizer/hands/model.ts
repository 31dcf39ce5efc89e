/** One hand model on the current tfjs backend. */
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { dispose, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import type { Frame } from '../frame.ts';
import { type Border, type Square, sampleSquare } from '../sample-square.ts';
import { palmInput } from './palms.ts';
import { landmarkInput } from './regions.ts';

/** Each model comes in an accurate (full) and a fast (lite) size. */
export type ModelSize = 'full' | 'lite';
export type HandModelName = `palm-${ModelSize}` | `landmark-${ModelSize}`;

/** The two files of a model. The model copies them and keeps no reference. */
export interface ModelFiles {
  /** Parsed JSON of the graph. */
  modelJson: unknown;
  weights: Uint8Array;
}

/** Loads the files of a model, from the extension or from a folder. */
export type LoadModelFiles = (name: HandModelName) => Promise<ModelFiles>;

/** A model's files are incomplete or damaged. The message is a sentence for the user. */
export class DamagedModelError extends Error {
  constructor(name: HandModelName, cause?: unknown) {
    super(`The hand model ${name} is damaged. Install the extension again.`, { cause });
    this.name = 'DamagedModelError';
  }
}

const outputNames = {
  palm: ['boxes', 'scores'],
  landmark: ['landmarks', 'presence', 'rightness', 'world'],
} as const;

const modelSchema = v.object({
  format: v.literal('graph-model'),
  signature: v.object({
    inputs: v.record(v.string(), v.looseObject({ name: v.string() })),
    outputs: v.record(v.string(), v.looseObject({ name: v.string() })),
  }),
  modelTopology: v.looseObject({ node: v.array(v.looseObject({ name: v.string() })) }),
  weightsManifest: v.tuple([
    v.object({
      weights: v.array(
        v.looseObject({
          name: v.string(),
          shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
          dtype: v.picklist(['float32', 'int32']),
        }),
      ),
    }),
  ]),
});

/**
 * A loaded graph. Outputs of palm models: boxes (2016 x 18) and scores (2016 logits). Outputs of
 * landmark models: landmarks (63, pixels of the input), presence, rightness (both 0..1) and world
 * landmarks (63).
 */
export interface HandModel {
  /** Runs the model on a square of the frame and reads its outputs. */
  run(frame: Frame, square: Square, border: Border): Promise<Float32Array[]>;
  dispose(): void;
}

/** @throws DamagedModelError if the files do not belong together or cannot be loaded. */
export async function loadHandModel(name: HandModelName, files: ModelFiles): Promise<HandModel> {
  const palm = name.startsWith('palm');
  const size = palm ? palmInput : landmarkInput;
  const { graph, outputs } = await loadGraph(name, files, outputNames[palm ? 'palm' : 'landmark']);
  const pixels = new Float32Array(size * size * 3);
  return {
    async run(frame, square, border) {
      sampleSquare(frame, square, size, pixels, border);
      const input = tensor4d(pixels, [1, size, size, 3]);
      let results: Tensor[] = [];
      try {
        results = graph.execute({ image: input }, outputs) as Tensor[];
        return (await Promise.all(results.map((result) => result.data()))) as Float32Array[];
      } finally {
        dispose([input, ...results]);
      }
    },
    dispose: () => graph.dispose(),
  };
}

async function loadGraph(
  name: HandModelName,
  files: ModelFiles,
  outputs: readonly string[],
): Promise<{ graph: GraphModel; outputs: string[] }> {
  const damaged = (cause?: unknown) => new DamagedModelError(name, cause);
  const parsed = v.safeParse(modelSchema, files.modelJson);
  if (!parsed.success) throw damaged(parsed.issues);
  const { signature, modelTopology, weightsManifest } = parsed.output;
  const specs = weightsManifest[0].weights;
  const bytes = specs.reduce(
    (sum, spec) => sum + spec.shape.reduce((a, b) => a * b, 1) * (spec.dtype === 'int32' ? 4 : 2),
    0,
  );
  const nodes = outputs.map((output) => signature.outputs[output]?.name);
  if (bytes !== files.weights.byteLength || nodes.includes(undefined)) throw damaged();
  try {
    const graph = await loadGraphModel({
      load: async () => ({
        modelTopology,
        signature,
        weightSpecs: specs as never,
        // A copy, because the weights may be a view of a larger buffer.
        weightData: Uint8Array.from(files.weights).buffer,
      }),
    });
    return { graph, outputs: nodes as string[] };
  } catch (error) {
    throw damaged(error);
  }
}
