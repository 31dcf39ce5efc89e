/**
 * The hand models, with what the landmark model computes on its way: each hand they find carries these
 * numbers as `inner`. For experiments only; the extension reads the model's four outputs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { dispose, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { landmarkInput, projectLandmarks } from '../../../src/recognizer/hands/regions.ts';
import { sampleSquare } from '../../../src/recognizer/sample-square.ts';
import { loadNodeHandModels } from '../../lib/recognizer/node-engine.ts';

/** The layers that are kept, each averaged over a grid of cells of the model's own picture. */
export const layers = [
  { name: 'early', node: 'add46', side: 28, channels: 40, cells: 3 },
  { name: 'middle', node: 'add104', side: 14, channels: 112, cells: 3 },
  { name: 'late', node: 'add143', side: 7, channels: 192, cells: 3 },
  // What the four outputs are computed from.
  { name: 'top', node: 'mean150', side: 1, channels: 1152, cells: 1 },
] as const;
const nodes = [...new Set(layers.map(({ node }) => node))];
export type LayerName = (typeof layers)[number]['name'];

/** Where each layer's numbers lie in `inner`. */
export const layerRanges: Readonly<Record<LayerName, readonly [from: number, to: number]>> =
  (() => {
    const ranges = {} as Record<LayerName, [number, number]>;
    let from = 0;
    for (const { name, channels, cells } of layers) {
      ranges[name] = [from, from + channels * cells * cells];
      from = ranges[name][1];
    }
    return ranges;
  })();
export const innerLength = layerRanges.top[1];

/** What a head may look at: a layer in cells, or its mean over the cells. */
export const views = ['early', 'middle', 'middle mean', 'late', 'top'] as const;
export type View = (typeof views)[number];

/** The numbers of a view. */
export function viewOf(inner: Float32Array, view: View): Float32Array {
  const name = view.split(' ')[0] as LayerName;
  return meanOrCells(inner.subarray(...layerRanges[name]), name, view);
}

/** The numbers of a view of the layer `middle`. */
export const middleViewOf = (middle: Float32Array, view: View): Float32Array =>
  meanOrCells(middle, 'middle', view);

function meanOrCells(values: Float32Array, name: LayerName, view: View): Float32Array {
  if (view === name) return values;
  const { channels, cells } = layers.find((layer) => layer.name === name)!;
  const count = cells * cells;
  return Float32Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let cell = 0; cell < count; cell++) sum += values[cell * channels + c]!;
    return sum / count;
  });
}

/** A hand with the landmark model's inner numbers. */
export interface InnerHand extends Hand {
  inner: Float32Array;
}

export const hasInner = (hand: Hand): hand is InnerHand => 'inner' in hand;

const modelSchema = v.object({
  signature: v.object({ outputs: v.record(v.string(), v.looseObject({ name: v.string() })) }),
  modelTopology: v.looseObject({}),
  weightsManifest: v.tuple([v.looseObject({ weights: v.array(v.looseObject({})) })]),
});

async function loadGraph(dir: string): Promise<{ graph: GraphModel; outputs: string[] }> {
  const json: unknown = JSON.parse(readFileSync(join(dir, 'landmark-full.json'), 'utf8'));
  const { signature, modelTopology, weightsManifest } = v.parse(modelSchema, json);
  const weightData = Uint8Array.from(readFileSync(join(dir, 'landmark-full.bin'))).buffer;
  const graph = await loadGraphModel({
    load: async () => ({
      modelTopology,
      weightSpecs: weightsManifest[0].weights as never,
      weightData,
    }),
  });
  const named = ['landmarks', 'presence', 'rightness', 'world'].map(
    (name) => signature.outputs[name]!.name,
  );
  return { graph, outputs: [...named, ...nodes] };
}

/** Averages a layer (side x side x channels) over overlapping or adjoining cells, row by row. */
export function averaged(
  values: ArrayLike<number>,
  { side, channels, cells }: { side: number; channels: number; cells: number },
  out: Float32Array,
  offset: number,
): void {
  const from = (cell: number) => Math.floor((cell * side) / cells);
  const to = (cell: number) => Math.ceil(((cell + 1) * side) / cells);
  let at = offset;
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const count = (to(row) - from(row)) * (to(column) - from(column));
      for (let y = from(row); y < to(row); y++) {
        for (let x = from(column); x < to(column); x++) {
          const pixel = (y * side + x) * channels;
          for (let c = 0; c < channels; c++) out[at + c]! += values[pixel + c]! / count;
        }
      }
      at += channels;
    }
  }
}

/** Hand models in Node whose hands are {@link InnerHand}s. */
export async function loadInnerModels(dir = 'build/hand-models'): Promise<HandModels> {
  const plain = await loadNodeHandModels(dir);
  const { graph, outputs } = await loadGraph(dir);
  const pixels = new Float32Array(landmarkInput * landmarkInput * 3);
  return {
    ...plain,
    async landmarks(frame, region) {
      sampleSquare(frame, region, landmarkInput, pixels, 'replicate');
      const image = tensor4d(pixels, [1, landmarkInput, landmarkInput, 3]);
      const results = graph.execute({ image }, outputs) as Tensor[];
      const [points, presence, right, world, ...maps] = await Promise.all(
        results.map((result) => result.data()),
      );
      dispose([image, ...results]);
      const inner = new Float32Array(innerLength);
      for (const layer of layers) {
        averaged(maps[nodes.indexOf(layer.node)]!, layer, inner, layerRanges[layer.name][0]);
      }
      const leftness = region.mirrored ? right![0]! : 1 - right![0]!;
      const hand: InnerHand = {
        landmarks: projectLandmarks(points!, region),
        handedness: leftness > 0.5 ? 'Left' : 'Right',
        leftness,
        presence: presence![0]!,
        inner,
      };
      return {
        hand,
        world: Array.from(
          { length: 21 },
          (_, i): Landmark => [world![3 * i]!, world![3 * i + 1]!, world![3 * i + 2]!],
        ),
      };
    },
    dispose() {
      graph.dispose();
      plain.dispose();
    },
  };
}
