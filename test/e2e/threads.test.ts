import { readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { installRecognizerBench, keptAs } from '../../tools/bench/worker.ts';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { threadScript } from '../../tools/lib/build/wasm-threads.mjs';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { counters, join as joinCall, openCall } from '../../tools/start/call.ts';
import { copyBuild, demoBuild, launchTest, signerClip } from './support/harness.ts';

const script = `wasm/${threadScript}`;
const open: { dispose(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.dispose();
});

/** A page of the extension that can start recognizer workers. */
async function pageOf(extension: string): Promise<Page> {
  const browser: ExtensionBrowser = await launchTest({ extension });
  open.push(browser);
  const page = await browser.desk();
  await installRecognizerBench(page);
  return page;
}

const start = (page: Page, kept: string | null) =>
  page.evaluate((kept) => globalThis.recognizerBench.start('test', kept), kept);

/** What the worker stores when threads are chosen. */
async function threadsKept(page: Page): Promise<string> {
  const { selfTest } = await start(page, null);
  await page.evaluate(() => globalThis.recognizerBench.end('test'));
  return keptAs(selfTest, 'wasm-threads');
}

/** A build with a changed script of the threads; null removes it. */
async function buildWith(change: (text: string) => string | null): Promise<string> {
  const build = await copyBuild();
  open.push(build);
  const file = join(build.folder, script);
  const text = change(await readFile(file, 'utf8'));
  if (text === null) await rm(file);
  else await writeFile(file, text);
  return build.folder;
}

// With two cores the extension never tries threads.
describe.skipIf(availableParallelism() < 3)('WASM with threads in the extension', () => {
  it('gives the right numbers, and the worker runs on it', async () => {
    const page = await pageOf(demoBuild);
    const trial = await page.evaluate(() => globalThis.recognizerBench.tryThreads());
    expect(trial).toMatchObject({ type: 'trial' });
    if (trial.type === 'trial') expect(trial.error).toBeLessThan(1);
    expect(await start(page, await threadsKept(page))).toMatchObject({ backend: 'wasm-threads' });
  });

  it.each([
    ['is missing', () => null],
    ['breaks', () => 'throw new Error("broken");'],
    ['never answers', () => 'onmessage = () => {};'],
    // It loads, and then whoever waits for it waits for ever.
    ['never runs', (text: string) => text.replace('e.data.cmd==="run"', 'e.data.cmd==="never"')],
  ])('is left for one thread where the script of the threads %s', async (_, change) => {
    const page = await pageOf(await buildWith(change));
    expect(await start(page, null)).toMatchObject({ backend: 'wasm' });
  });

  it.each([
    ['is missing', () => null],
    ['breaks', () => 'throw new Error("broken");'],
    ['never answers', () => 'onmessage = () => {};'],
  ])('chosen earlier, is left for one thread where the script %s', async (_, change) => {
    const page = await pageOf(await buildWith(change));
    expect(await start(page, await threadsKept(page))).toMatchObject({ backend: 'wasm' });
  });

  it('gives way to one thread during a call when threads are slower, and captions go on', {
    timeout: 900_000,
  }, async () => {
    const clip = await signerClip('known');
    open.push(clip);
    const site = await serveDemo();
    open.push({ dispose: () => site.close() });
    const browser = await launchTest({ camera: clip.file });
    open.push(browser);
    const desk = await browser.desk();
    await installRecognizerBench(desk);
    const { selfTest } = await start(desk, null);
    await desk.evaluate(() => globalThis.recognizerBench.end('test'));
    // Claims that one thread is faster than anything could be.
    const kept = keptAs(selfTest, 'wasm-threads', 0.001);
    await desk.evaluate((kept) => localStorage.setItem('self-test', kept), kept);

    const { page, backend } = await openCall(browser, {
      url: site.url,
      vocabulary: 'call-gestures',
    });
    expect(backend).toBe('wasm-threads');
    const offscreen = await browser.offscreen();
    const recognizers = offscreen
      .workers()
      .filter((worker) => worker.url().endsWith('recognizer-worker.js'));
    expect(recognizers).toHaveLength(1);
    const replaced = new Promise<void>((done) =>
      offscreen.on('workerdestroyed', (worker) => {
        if (worker === recognizers[0]) done();
      }),
    );
    await joinCall(page);
    await replaced;
    const captions = async () => (await counters(page))?.captions.length ?? 0;
    const before = await captions();
    await until('another caption comes', async () => (await captions()) > before, 90_000);
    expect((await counters(page))?.problem).toBeNull();
    expect(await desk.evaluate(() => localStorage.getItem('self-test'))).toBe(kept);
  });
});
