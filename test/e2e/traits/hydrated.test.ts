import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { renderToString } from 'react-dom18/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type Site, serve } from '../../../tools/lib/servers/demo/server.ts';
import { counters } from '../../../tools/start/call.ts';
import {
  captionAppears,
  launchTest,
  root,
  type SignerClip,
  signerClip,
} from '../support/harness.ts';
import { app } from '../support/pages/hydrated-app.ts';

/** Writes what a server would send: the rendered document, and the code that takes it over. */
async function render(): Promise<string> {
  const folder = await mkdtemp(path(tmpdir(), 'sign-captions-hydrated-'));
  await writeFile(path(folder, 'index.html'), `<!doctype html>${renderToString(app())}`);
  await build({
    entryPoints: [path(root, 'test/e2e/support/pages/hydrated.ts')],
    outfile: path(folder, 'hydrated.js'),
    bundle: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return folder;
}

describe('a page that React 18 takes over as a whole', { timeout: 900_000 }, () => {
  let folder: string;
  let site: Site;
  let clip: SignerClip;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    folder = await render();
    site = await serve({ folder });
    clip = await signerClip('known');
    browser = await launchTest({ camera: clip.file });
    const desk = await browser.desk();
    await desk.evaluate(() =>
      chrome.storage.local.set({
        settings: { version: 2, welcomed: true, startSites: ['http://localhost/*'] },
      }),
    );
  });

  afterAll(async () => {
    await browser?.dispose();
    await clip?.dispose();
    await site?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const open = async (query: string): Promise<Page> => {
    const { page } = await browser.open(new URL(query, site.url).href);
    await until('captions have started by themselves', async () => (await counters(page))?.on);
    await until('the page has been taken over', () => page.evaluate(() => hydrated?.done));
    return page;
  };
  /** Everything that React reported, and whether it made the document anew. */
  const outcome = (page: Page) =>
    page.evaluate(() => ({ errors: hydrated?.errors, isSame: hydrated?.isSame }));
  const whole = { errors: [], isSame: true };

  it.each([
    ['at once', '/'],
    ['700 ms later', '/?after=700'],
  ])('%s stays as the server sent it when captions start by themselves', async (_, query) => {
    const page = await open(query);
    expect(await outcome(page)).toEqual(whole);
    await page.waitForSelector('html > [popover]:popover-open');
    expect(await outcome(page), 'screen readers hear of captions afterwards').toEqual(whole);
    await page.click('#join');
    await captionAppears(page);
    expect(await outcome(page)).toEqual(whole);
    await page.close();
  });

  it('stays as the server sent it when the camera is on before, and is captioned', async () => {
    const page = await open('/?after=700&camera');
    await captionAppears(page);
    expect(await outcome(page)).toEqual(whole);
    await page.close();
  });
});
