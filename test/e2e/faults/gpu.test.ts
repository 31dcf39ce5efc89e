import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { serveDemo } from '../../../tools/lib/servers/demo/server.ts';
import { printRecovery } from '../support/faults-call.ts';
import { launchTest, root } from '../support/harness.ts';

let browser: ExtensionBrowser;
let site: Awaited<ReturnType<typeof serveDemo>>;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [`${root}/test/e2e/support/gpu-probe.ts`],
    bundle: true,
    format: 'iife',
    write: false,
    external: ['fs', 'path', 'os', 'util', 'string_decoder', 'node-fetch', 'crypto'],
  });
  site = await serveDemo();
  browser = await launchTest({
    args: [
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });
  page = await browser.browser.newPage();
  await page.goto(site.url);
  await page.evaluate(outputFiles[0]!.text);
});

afterAll(async () => {
  await browser?.dispose();
  await site?.close();
});

// That the recognizer is then replaced is tested in test/unit/recognizer/host/hub-lives.test.ts: the
// GPU here is emulated by the CPU, far too slowly to run the models of a call.
describe('a GPU that is lost under the recognizer', () => {
  it.each(['webgpu', 'webgl'] as const)(
    'is reported at once on %s, where tfjs would go on',
    async (name) => {
      const { reported, ms, after } = await page.evaluate((name) => loseGpu(name), name);
      expect(reported).toHaveLength(1);
      expect(reported[0]).toContain('lost');
      printRecovery(`${name} is lost (told; a computation after it: ${after})`, ms / 1000);
      // A result would be worse than none: nothing says that it is right.
      expect(after).not.toBe('2');
    },
    120_000,
  );
});
