/**
 * Measures the engines that could run the landmark model without a GPU, in a page of Chromium, with one
 * thread. LiteRT's weights take 8 bits.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { launch } from '../lib/browsers/chromium.ts';
import { liteModelBytes, writeHandModels } from '../lib/build/hand-models/index.ts';
import { liteFolder, liteRuntime } from '../lib/recognizer/lite/package.mjs';
import { quantiseLiteModel } from '../lib/recognizer/lite/quantise.ts';
import type {} from './engines-page.ts';

const root = join(import.meta.dirname, '../..');
const models = join(root, 'build/hand-models');
const tfjs = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
const types = new Map([
  ['html', 'text/html'],
  ['js', 'text/javascript'],
  ['json', 'application/json'],
  ['wasm', 'application/wasm'],
]);

/** @param extension folder of the build, which the browser must have @param frames how many count */
export async function engineRows(
  extension: string,
  frames: number,
): Promise<Awaited<ReturnType<typeof globalThis.runEngines>>> {
  await writeHandModels(models);
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'engines-page.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [liteRuntime],
    external: ['fs', 'path', 'os', 'util', 'string_decoder', 'node-fetch', 'crypto', 'node:*'],
  });
  const made = new Map<string, string | Uint8Array>([
    ['landmark-full.tflite', quantiseLiteModel(liteModelBytes('landmark-full'), '8-bit weights')],
    ['index.html', '<!doctype html><script type="module" src="page.js"></script>'],
    ['page.js', outputFiles[0]?.text ?? ''],
  ]);
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname) || 'index.html';
    const file = [models, tfjs, liteFolder].map((folder) => join(folder, name)).find(existsSync);
    response.setHeader(
      'content-type',
      types.get(name.split('.').at(-1) ?? '') ?? 'application/octet-stream',
    );
    const content = made.get(name);
    if (content !== undefined) response.end(content);
    else if (file) createReadStream(file).pipe(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  try {
    const browser = await launch({ extension, camera: 'none', headless: true });
    try {
      const page = await browser.browser.newPage();
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction(() => typeof globalThis.runEngines === 'function');
      return await page.evaluate((frames) => globalThis.runEngines(frames), frames);
    } finally {
      await browser.dispose();
    }
  } finally {
    server.close();
  }
}
