import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wasmThreads } from '../../../../src/recognizer/engine/backends.ts';
import {
  makeThreadScript,
  patch,
  patchBackend,
  patchFactory,
  threadScriptText,
  threads,
} from '../../../../tools/lib/build/wasm-threads.mjs';

const folder = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
);
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const backend = read('dist/backend_wasm.js');
const factory = read('wasm-out/tfjs-backend-wasm-threaded-simd.js');

describe('adapting the threaded WASM build to an extension', () => {
  test('leaves no script in a blob', async () => {
    // The source map at the end contains the original text.
    const code = (text: string) => text.slice(0, text.indexOf('//# sourceMappingURL'));
    const blob = /new Blob\(|createObjectURL\(/;
    expect(blob.test(code(backend))).toBe(true);
    expect(blob.test(code(patchBackend(backend)))).toBe(false);
    const script = await makeThreadScript(threads);
    expect(/importScripts\(|eval\)|createObjectURL\(/.test(script)).toBe(false);
  });

  test('starts as many workers as the engine asks for', () => {
    expect(threads).toBe(wasmThreads);
    expect(patchFactory(factory, 2)).toContain('pthreadPoolSize=1;');
  });

  test('fails the build if the text of the package has changed, and says where', () => {
    expect(() => patchFactory(factory.replace('pthreadPoolSize=8', 'poolSize=8'), 2)).toThrow(
      'wasm-out/tfjs-backend-wasm-threaded-simd.js is not as tools/lib/build/wasm-threads.mjs expects',
    );
    expect(() => patchBackend(backend.replace('wasmWorkerContents.replace', 'x.replace'))).toThrow(
      'dist/backend_wasm.js',
    );
    expect(() => threadScriptText(factory, 'export default ""', 2)).toThrow('worker.js');
    expect(() => patch('a.js', 'one one', [['one', 'two']])).toThrow('2 times instead of once');
  });
});
