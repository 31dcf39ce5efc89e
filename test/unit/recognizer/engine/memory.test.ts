import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { dispose, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type EngineOptions, startEngine } from '../../../../src/recognizer/engine/engine.ts';
import { trialFrame } from '../../../../src/recognizer/engine/trial.ts';
import { convertHandModels } from '../../../../tools/lib/build/hand-models/index.ts';

vi.setConfig({ testTimeout: 60_000 });

const wasmMain = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
let models: Awaited<ReturnType<typeof convertHandModels>>;
const options = (): EngineOptions => ({
  load: async (name) => models[name],
  wasmPath: `${dirname(wasmMain)}/`,
  browser: 'Test 1',
  selfTest: null,
});

beforeAll(async () => {
  models = await convertHandModels();
}, 60_000);
afterEach(() => vi.restoreAllMocks());

/** Lets memory grow or fail to, as the test says. */
function memory(): { full: boolean } {
  const { prototype } = WebAssembly.Memory;
  const native = prototype.grow;
  const state = { full: false };
  vi.spyOn(prototype, 'grow').mockImplementation(function (this: WebAssembly.Memory, pages) {
    // More than the maximum, so the JS engine itself throws.
    return native.call(this, state.full ? 2 ** 31 : pages);
  });
  return state;
}

describe('WASM memory that cannot grow', () => {
  const square = { cx: 32, cy: 32, size: 64, rotation: 0 };

  test('makes the start fail with its own code, and a later start succeeds once memory is free', async () => {
    const state = memory();
    state.full = true;
    await expect(startEngine(options())).rejects.toMatchObject({ code: 'memory-full' });
    state.full = false;
    const engine = await startEngine(options());
    const { hand } = await engine.models.landmarks(trialFrame(), square, 'full');
    expect(hand.landmarks).toHaveLength(21);
    engine.dispose();
  });

  test('is reported once while the models run, before they answer', async () => {
    const state = memory();
    const lost: string[] = [];
    const engine = await startEngine({ ...options(), onLost: ({ code }) => lost.push(code) });
    state.full = true;
    // The models have run once, so they need no more memory: fill what is free until it must grow. tfjs may
    // then answer with whatever is in memory, or throw.
    const filled: Tensor[] = [];
    while (lost.length === 0 && filled.length < 200)
      filled.push(tensor1d(new Float32Array(2 ** 20)));
    expect(lost).toEqual(['memory-full']);
    await engine.models.landmarks(trialFrame(), square, 'lite').catch(() => undefined);
    await engine.models.detectPalms(trialFrame(), square, 'full').catch(() => undefined);
    dispose(filled);
    expect(lost).toEqual(['memory-full']);
    engine.dispose();
  });

  test('is no longer watched after the engine is disposed', async () => {
    const { grow } = WebAssembly.Memory.prototype;
    const engine = await startEngine(options());
    expect(WebAssembly.Memory.prototype.grow).not.toBe(grow);
    engine.dispose();
    expect(WebAssembly.Memory.prototype.grow).toBe(grow);
  });
});
