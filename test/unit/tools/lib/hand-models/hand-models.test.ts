import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runTrial, trialError, trialFrame } from '../../../../../src/recognizer/engine/trial.ts';
import { createHandModels, type ModelFiles } from '../../../../../src/recognizer/hands/models.ts';
import {
  convertHandModels,
  type HandModelName,
  writeHandModels,
} from '../../../../../tools/lib/build/hand-models/index.ts';
import { readLiteModel } from '../../../../../tools/lib/build/hand-models/tflite.ts';
import { startNodeBackend } from '../../../../../tools/lib/recognizer/node-engine.ts';

// Loading and running models takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let converted: Awaited<ReturnType<typeof convertHandModels>>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hand-models-'));
  converted = await convertHandModels();
  await startNodeBackend();
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const load = async (name: HandModelName): Promise<ModelFiles> => converted[name];

describe('the converted hand models', () => {
  test('keep their weights in half precision', () => {
    for (const { modelJson, weights } of Object.values(converted)) {
      const specs = modelJson.weightsManifest[0]!.weights;
      const needed = specs.map(
        ({ shape, dtype }) => shape.reduce((a, b) => a * b, 1) * (dtype === 'int32' ? 4 : 2),
      );
      expect(weights.length).toBe(needed.reduce((a, b) => a + b, 0));
      expect(specs.filter(({ dtype }) => dtype === 'float32').every((s) => s.quantization)).toBe(
        true,
      );
    }
  });

  test("give the numbers that the backends' self-test expects", async () => {
    const { numbers, error } = await runTrial({ load, clock: () => 0 });
    expect(error).toBeLessThan(0.2);
    expect(trialError(numbers)).toBe(error);
  });

  test('find no hand in a plain grey picture', async () => {
    const models = await createHandModels({ load });
    const frame = { ...trialFrame(), data: new Uint8Array(64 * 64 * 4).fill(128) };
    const view = { cx: 32, cy: 32, size: 64, rotation: 0 };
    for (const size of ['full', 'lite'] as const) {
      expect(await models.detectPalms(frame, view, size)).toEqual([]);
      expect((await models.landmarks(frame, view, size)).hand.presence).toBeLessThan(0.1);
    }
    models.dispose();
    await expect(models.detectPalms(frame, view, 'full')).rejects.toThrow('put away');
  });

  test('fail with a sentence if a file is truncated or is something else', async () => {
    const damaged = (change: (files: ModelFiles) => ModelFiles) =>
      createHandModels({ load: async (name) => change(await load(name)) });
    const sentence = 'The hand model palm-full is damaged. Install the extension again.';
    await expect(damaged((f) => ({ ...f, weights: f.weights.slice(9) }))).rejects.toThrow(sentence);
    await expect(damaged((f) => ({ ...f, modelJson: {} }))).rejects.toThrow(sentence);
    await expect(damaged((f) => ({ ...f, modelJson: null }))).rejects.toThrow(sentence);
  });
});

describe('the converter of the hand models', () => {
  test('writes once, then leaves the folder alone until a file is damaged', async () => {
    const out = join(folder, 'out');
    const first = await writeHandModels(out);
    expect(first.written).toBe(true);
    expect(first.bytes).toBeLessThan(13e6);
    const file = join(out, 'palm-lite.bin');
    const before = statSync(file).mtimeMs;
    expect(await writeHandModels(out)).toEqual({ written: false, bytes: first.bytes });
    expect(statSync(file).mtimeMs).toBe(before);
    writeFileSync(file, 'not a model');
    const old = join(out, 'palm-lite.tflite');
    writeFileSync(old, 'of another version');
    expect((await writeHandModels(out)).written).toBe(true);
    expect(existsSync(old)).toBe(false);
    expect(readFileSync(file).equals(converted['palm-lite'].weights)).toBe(true);
  });

  test('refuses a package whose files are missing or are not the pinned ones', async () => {
    await expect(convertHandModels(join(folder, 'none'))).rejects.toThrow('Run npm ci');
    writeFileSync(join(folder, 'hands_solution_packed_assets.data'), 'something else');
    await expect(convertHandModels(folder)).rejects.toThrow('is not the file of @mediapipe/hands@');
  });

  test('refuses bytes that are not a model', () => {
    expect(() => readLiteModel(new Uint8Array(100))).toThrow('not a TensorFlow Lite model');
  });
});
