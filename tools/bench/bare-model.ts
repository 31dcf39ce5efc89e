/** The landmark model alone: what a followed hand would cost if everything round it were free. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { type io, randomUniform, type Tensor } from '@tensorflow/tfjs-core';

const folder = join(import.meta.dirname, '../../build/hand-models');

/** @returns runs the full landmark model once on the current backend, answers milliseconds */
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
  const picture = randomUniform([1, 224, 224, 3]);
  return () => {
    const start = clock();
    const answers = [model.execute(picture)].flat() as Tensor[];
    for (const answer of answers) answer.dataSync();
    for (const answer of answers) answer.dispose();
    return clock() - start;
  };
}
