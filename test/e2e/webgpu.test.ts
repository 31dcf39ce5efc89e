import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { demoBuild, launchTest, root } from './support/harness.ts';

const types: Record<string, string> = { '.json': 'application/json', '.wasm': 'application/wasm' };

let server: Server;
let chromium: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'test/e2e/support/webgpu-probe.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    external: ['fs', 'path', 'os', 'util', 'string_decoder', 'node-fetch', 'crypto'],
  });
  server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path.join(demoBuild, name);
    if (name === '/') {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><script type="module" src="probe.js"></script>');
    } else if (name === '/probe.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(outputFiles[0]?.text);
    } else if (existsSync(file)) {
      response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
      createReadStream(file).pipe(response);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  chromium = await launchTest({
    args: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  });
  page = await chromium.browser.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => typeof globalThis.trialOn === 'function');
});

afterAll(async () => {
  await chromium?.dispose();
  server?.close();
});

// A software adapter is 50 to 100 times slower than WASM: it can only show that numbers are right.
describe('the hand models', () => {
  it.each(['wasm', 'webgpu'] as const)(
    'give the same numbers on %s',
    async (backend) => {
      const trial = await page.evaluate((name) => globalThis.trialOn(name), backend);
      expect(trial.landmarks).toBe(63);
      expect(trial.error).toBeLessThan(1);
      expect(trial.error).toBeGreaterThanOrEqual(0);
    },
    300_000,
  );
});
