import { describe, expect, test } from 'vitest';
import { createLiteRuntime } from '../../../../../../tools/lib/recognizer/lite/runtime.ts';
import { fakeRuntime } from './fake-runtime.ts';

const file = new Uint8Array(20);

describe('a model on LiteRT', () => {
  test('answers with the numbers of its outputs, as often as it is run', async () => {
    const { module } = fakeRuntime();
    const model = await createLiteRuntime(module).compile(file);
    expect(await model.run(Float32Array.of(1, 2))).toEqual([Float32Array.of(2, 4)]);
    expect(await model.run(Float32Array.of(3, 4))).toEqual([Float32Array.of(6, 8)]);
  });

  test('takes a part of a larger array', async () => {
    const { module } = fakeRuntime();
    const model = await createLiteRuntime(module).compile(file);
    expect(await model.run(Float32Array.of(9, 1, 2).subarray(1))).toEqual([Float32Array.of(2, 4)]);
  });

  test('leaves nothing behind when it is run and put away', async () => {
    const { module, alive } = fakeRuntime();
    const runtime = createLiteRuntime(module);
    const model = await runtime.compile(file);
    await model.run(Float32Array.of(1, 2));
    expect(alive).not.toContain('output');
    model.dispose();
    model.dispose();
    expect(alive).toEqual(['environment']);
    await expect(model.run(Float32Array.of(1, 2))).rejects.toThrow('put away');
    runtime.dispose();
    expect(alive).toEqual([]);
  });

  test('leaves nothing behind when the runtime refuses it', async () => {
    const { module, alive } = fakeRuntime({ refuse: true });
    await expect(createLiteRuntime(module).compile(file)).rejects.toThrow('not known');
    expect(alive).toEqual(['environment']);
  });

  test('refuses an input of another size', async () => {
    const { module } = fakeRuntime();
    const model = await createLiteRuntime(module).compile(file);
    await expect(model.run(Float32Array.of(1))).rejects.toThrow('takes 8 bytes, not 4');
  });
});
