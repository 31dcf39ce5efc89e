/** Runs in a page: the full landmark model on tfjs and on LiteRT, alternately. */
import { startBackend } from '../../src/recognizer/engine/backends.ts';
import { trialFrame } from '../../src/recognizer/engine/trial.ts';
import {
  type HandModel,
  loadHandModel,
  type ModelFiles,
} from '../../src/recognizer/hands/model.ts';
import { startLite } from '../lib/recognizer/lite/browser.ts';
import { loadLiteLandmarks } from '../lib/recognizer/lite/hand-model.ts';

declare global {
  /** @returns ms of each run that counts, and of the start, by engine */
  var runEngines: (
    frames: number,
  ) => Promise<{ runs: Record<string, number[]>; start: Record<string, number> }>;
}

const name = 'landmark-full';
/** The first runs compile: LiteRT's module is large. */
const warmUp = 40;
const square = { cx: 32, cy: 32, size: 64, rotation: 0 };

const bytesOf = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(file)).arrayBuffer());
const files = async (): Promise<ModelFiles> => ({
  modelJson: (await (await fetch(`${name}.json`)).json()) as unknown,
  weights: await bytesOf(`${name}.bin`),
});

globalThis.runEngines = async (frames) => {
  const model = await files();
  const lite = await bytesOf(`${name}.tflite`);
  const start: Record<string, number> = {};
  const timed = async (engine: string, load: () => Promise<HandModel>): Promise<HandModel> => {
    const begin = performance.now();
    const loaded = await load();
    start[engine] = performance.now() - begin;
    return loaded;
  };
  const engines = {
    'tfjs on WASM': await timed('tfjs on WASM', async () => {
      await startBackend('wasm', './');
      return loadHandModel(name, model);
    }),
    LiteRT: await timed('LiteRT', async () => loadLiteLandmarks(await startLite('./'), lite)),
  };
  const runs: Record<string, number[]> = { 'tfjs on WASM': [], LiteRT: [] };
  for (let i = 0; i < frames + warmUp; i++)
    for (const [engine, { run }] of Object.entries(engines)) {
      const begin = performance.now();
      await run(trialFrame(), square, 'replicate');
      if (i >= warmUp) runs[engine]!.push(performance.now() - begin);
    }
  return { runs, start };
};
