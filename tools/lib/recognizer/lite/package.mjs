/**
 * Makes a module of LiteRT's WASM loader. As published it is a script that leaves its factory in a
 * global variable, and it contains branches for Node.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

export const liteWasm = 'litert_wasm_internal.wasm';

/** The package's folder of `.wasm` files and their loaders. */
export const liteFolder = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@litertjs/core')),
  '../wasm',
);

/** esbuild plugin: the loader's factory is its default export. */
export const liteRuntime = {
  name: 'lite-runtime',
  setup(build) {
    build.onLoad({ filter: /litert_wasm_internal\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      if (text.split('var ModuleFactory =').length !== 2)
        throw new Error(`${file} is not as tools/lib/recognizer/lite/package.mjs expects.`);
      return { contents: `${text}\nexport default ModuleFactory;\n`, loader: 'js' };
    });
  },
};
