/** Runs the hand models in Node, on tfjs's WASM backend with one thread. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createHandModels, type HandModels } from '../../../src/recognizer/hands/models.ts';
import { writeHandModels } from '../build/hand-models/index.ts';

/** Makes WASM the current tfjs backend. */
export async function startNodeBackend(): Promise<void> {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(main)}/`);
  // The threaded build needs a Worker, which Node does not have.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  await tf.ready();
}

/** Loads the hand models from `dir`; converts them into it first if necessary. */
export async function loadNodeHandModels(dir = 'build/hand-models'): Promise<HandModels> {
  await startNodeBackend();
  await writeHandModels(dir);
  return createHandModels({
    load: async (name) => ({
      modelJson: JSON.parse(readFileSync(join(dir, `${name}.json`), 'utf8')) as unknown,
      weights: readFileSync(join(dir, `${name}.bin`)),
    }),
  });
}
