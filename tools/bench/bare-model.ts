/** Runs only the landmark model: what a followed hand would cost if everything else were free. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { type io, randomUniform, type Tensor } from '@tensorflow/tfjs-core';

const folder = join(import.meta.dirname, '../../build/hand-models');

/** @returns a function that runs the full landmark model once on the current backend and returns ms */
export async function bareLandmarkModel(clock: () => number): Promise<() => number> {
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(join(folder, 'landmark-full.json'), 'utf8'),
  ) as io.ModelJSON;
  const weights = await readFile(join(folder, 'landmark-full.bin'));
  const model: GraphModel = await loadGraphModel({
    load: async () => ({
      modelTopology,
      weightSpecs: weightsManifest[0]?.weights ?? [],
      weightData: new Uint8Array(weights).buffer,
    }),
  });
  const input = randomUniform([1, 224, 224, 3]);
  return () => {
    const start = clock();
    const outputs = [model.execute(input)].flat() as Tensor[];
    for (const output of outputs) output.dataSync();
    for (const output of outputs) output.dispose();
    return clock() - start;
  };
}
