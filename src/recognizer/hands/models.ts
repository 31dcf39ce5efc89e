/** Runs the hand models on frames. One set of models serves any number of streams. */
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { dispose, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import type { Frame } from '../frame.ts';
import type { Hand, Landmark } from '../hand.ts';
import { type Border, type Square, sampleSquare } from '../picture.ts';
import { decodePalms, PALM_INPUT, type PalmBox } from './palms.ts';
import { LANDMARK_INPUT, projectLandmarks } from './regions.ts';

/** The accurate or the fast one of two models. */
export type ModelSize = 'full' | 'lite';
export type HandModelName = `palm-${ModelSize}` | `landmark-${ModelSize}`;

/** The two files of a model. Read anew for each use: the models keep nothing of it. */
export interface ModelFiles {
  /** Parsed JSON of the graph. */
  modelJson: unknown;
  weights: Uint8Array;
}

/** What the landmark model says about one region. */
export interface LandmarkAnswer {
  hand: Hand;
  /** Metric landmarks as the model gives them: metres, origin at the hand's centre, region upright. */
  world: readonly Landmark[];
}

export interface HandModels {
  /** Palms seen in a square of the picture with at least this score, best first. */
  detectPalms(
    frame: Frame,
    view: Square,
    size: ModelSize,
    threshold?: number,
    border?: Border,
  ): Promise<PalmBox[]>;
  /** The hand in a region; look at its presence before believing it. */
  landmarks(frame: Frame, region: Square, size: ModelSize): Promise<LandmarkAnswer>;
  dispose(): void;
}

/** Below this score a palm is not looked at. */
export const PALM_THRESHOLD = 0.4;

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

const NAMES: readonly HandModelName[] = [
  'palm-full',
  'palm-lite',
  'landmark-full',
  'landmark-lite',
];

/** A loaded graph with its outputs in a fixed order. */
class Model {
  readonly #graph: GraphModel;
  readonly #outputs: string[];
  readonly #size: number;
  readonly #pixels: Float32Array;

  private constructor(graph: GraphModel, outputs: string[], size: number) {
    this.#graph = graph;
    this.#outputs = outputs;
    this.#size = size;
    this.#pixels = new Float32Array(size * size * 3);
  }

  static async load(
    name: HandModelName,
    files: ModelFiles,
    outputs: readonly string[],
    size: number,
  ): Promise<Model> {
    const damaged = (cause?: unknown) =>
      new Error(`The hand model ${name} is damaged. Install the extension again.`, { cause });
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
      return new Model(graph, nodes as string[], size);
    } catch (error) {
      throw damaged(error);
    }
  }

  /** Runs the model on a square of the frame and reads its outputs. */
  async run(frame: Frame, square: Square, border: Border): Promise<Float32Array[]> {
    const size = this.#size;
    sampleSquare(frame, square, size, this.#pixels, border);
    const input = tensor4d(this.#pixels, [1, size, size, 3]);
    let outputs: Tensor[] = [];
    try {
      outputs = this.#graph.execute({ image: input }, this.#outputs) as Tensor[];
      return (await Promise.all(outputs.map((output) => output.data()))) as Float32Array[];
    } finally {
      dispose([input, ...outputs]);
    }
  }

  dispose(): void {
    this.#graph.dispose();
  }
}

/**
 * Loads the four hand models onto the current tfjs backend. `load` brings a model's files; a file
 * that is damaged makes the promise fail with a sentence for the user.
 */
export async function createHandModels(options: {
  load(name: HandModelName): Promise<ModelFiles>;
}): Promise<HandModels> {
  const loaded = new Map<HandModelName, Model>();
  const disposeAll = () => {
    for (const model of loaded.values()) model.dispose();
    loaded.clear();
  };
  try {
    for (const name of NAMES) {
      const palm = name.startsWith('palm');
      const outputs = palm ? ['boxes', 'scores'] : ['landmarks', 'presence', 'rightness', 'world'];
      const size = palm ? PALM_INPUT : LANDMARK_INPUT;
      loaded.set(name, await Model.load(name, await options.load(name), outputs, size));
    }
  } catch (error) {
    disposeAll();
    throw error;
  }
  const get = (name: HandModelName): Model => {
    const model = loaded.get(name);
    if (!model) throw new Error('The hand models are already put away.');
    return model;
  };

  return {
    async detectPalms(frame, view, size, threshold = PALM_THRESHOLD, border = 'black') {
      const [boxes, scores] = await get(`palm-${size}`).run(frame, view, border);
      return decodePalms(boxes!, scores!, threshold);
    },
    async landmarks(frame, region, size) {
      const [points, presence, right, world] = await get(`landmark-${size}`).run(
        frame,
        region,
        'replicate',
      );
      const leftness = region.mirrored ? right![0]! : 1 - right![0]!;
      return {
        hand: {
          landmarks: projectLandmarks(points!, region),
          handedness: leftness > 0.5 ? 'Left' : 'Right',
          leftness,
          presence: presence![0]!,
        },
        world: Array.from(
          { length: 21 },
          (_, i): Landmark => [world![3 * i]!, world![3 * i + 1]!, world![3 * i + 2]!],
        ),
      };
    },
    dispose: disposeAll,
  };
}
