/** The landmark model on tfjs and on LiteRT in Node, whose older V8 compiles both otherwise than Chromium's. */
import { trialFrame } from '../../src/recognizer/engine/trial.ts';
import { loadNodeHandModels } from '../lib/recognizer/node-engine.ts';

const warmUp = 20;
const square = { cx: 32, cy: 32, size: 64, rotation: 0 };

/** @returns ms of each run that counts, by engine */
export async function nodeEngineRows(frames: number): Promise<Record<string, number[]>> {
  const engines = {
    'tfjs on WASM': await loadNodeHandModels(undefined, false),
    LiteRT: await loadNodeHandModels(undefined, true),
  };
  const runs: Record<string, number[]> = { 'tfjs on WASM': [], LiteRT: [] };
  for (let i = 0; i < frames + warmUp; i++)
    for (const [engine, models] of Object.entries(engines)) {
      const begin = performance.now();
      await models.landmarks(trialFrame(), square, 'full');
      if (i >= warmUp) runs[engine]!.push(performance.now() - begin);
    }
  for (const models of Object.values(engines)) models.dispose();
  return runs;
}
