/** Runs the hand models in Node, on tfjs's WASM backend with one thread. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { loadHandModel } from '../../../src/recognizer/hands/model.ts';
import { createHandModels, type HandModels } from '../../../src/recognizer/hands/models.ts';
import { liteModelBytes, writeHandModels } from '../build/hand-models/index.ts';
import { landmarksOn } from './lite/hand-model.ts';
import { startNodeLite } from './lite/node.ts';
import { quantiseLiteModel } from './lite/quantise.ts';

/** Makes WASM the current tfjs backend. */
export async function startNodeBackend(): Promise<void> {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(main)}/`);
  // The threaded build needs a Worker, which Node does not have.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  await tf.ready();
}

/**
 * Loads the hand models from `dir`; converts them into it first if necessary.
 *
 * @param lite runs the landmark models on LiteRT, with 8-bit weights, instead of tfjs
 */
export async function loadNodeHandModels(
  dir = 'build/hand-models',
  lite = false,
): Promise<HandModels> {
  await startNodeBackend();
  await writeHandModels(dir);
  const make = lite
    ? landmarksOn(await startNodeLite(), (name) => quantiseLiteModel(liteModelBytes(name), name))
    : loadHandModel;
  return createHandModels({
    make,
    load: async (name) => ({
      modelJson: JSON.parse(readFileSync(join(dir, `${name}.json`), 'utf8')) as unknown,
      weights: readFileSync(join(dir, `${name}.bin`)),
    }),
  });
}
