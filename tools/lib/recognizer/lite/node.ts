/** LiteRT in Node. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { liteFolder, liteWasm } from './package.mjs';
import {
  createLiteRuntime,
  type LiteRuntime,
  type RuntimeModule,
  type RuntimeOptions,
} from './runtime.ts';

type Factory = (options: RuntimeOptions) => Promise<RuntimeModule>;

export async function startNodeLite(): Promise<LiteRuntime> {
  // Node 20 has it behind a flag; later versions do not know the flag, and need none.
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  const script = await readFile(join(liteFolder, liteWasm.replace(/wasm$/, 'js')), 'utf8');
  const made = { exports: {} as Factory };
  // The package declares its scripts as modules, which this one is not.
  new Function('module', 'exports', 'require', '__filename', '__dirname', script)(
    made,
    made.exports,
    createRequire(import.meta.url),
    join(liteFolder, 'runtime.js'),
    liteFolder,
  );
  const module = await made.exports({
    wasmBinary: await readFile(join(liteFolder, liteWasm)),
    print: () => undefined,
    printErr: () => undefined,
  });
  return createLiteRuntime(module);
}
