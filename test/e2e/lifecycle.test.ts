import { realpath } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { ask, captionsShown, counters, join, openCall } from '../../tools/start/call.ts';
import { killServiceWorker } from './support/faults-call.ts';
import {
  captionAppears,
  createCamera,
  type FakeCamera,
  framesFlow,
  holders,
  launchTest,
  type SignerClip,
  sent,
  signerClip,
} from './support/harness.ts';

/** Waits until the call's own video has played this much longer. */
async function callGoesOn(page: Page, seconds: number): Promise<void> {
  const time = (): Promise<number> =>
    page.$eval('#remote-video', (video) => (video as HTMLVideoElement).currentTime);
  const start = await time();
  await until(`the call's video goes on for ${seconds} s`, async () => {
    return (await time()) >= start + seconds;
  });
}

async function captionCount(page: Page): Promise<number> {
  return (await counters(page))?.captions.length ?? 0;
}

async function captionsGoOn(page: Page): Promise<void> {
  const before = await captionCount(page);
  await until('another caption comes', async () => (await captionCount(page)) > before, 90_000);
}

describe('captions during a call', { timeout: 900_000 }, () => {
  let clip: SignerClip;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    clip = await signerClip('known');
    camera = await createCamera(clip);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file });
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await clip?.dispose();
  });

  afterEach(async () => {
    for (const { page } of tabs.splice(0)) await page.close();
  });

  const call = async (): Promise<Tab> => {
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    tabs.push(tab);
    await join(tab.page);
    return tab;
  };

  it('stop sending frames at once when they are switched off', async () => {
    const tab = await call();
    await captionAppears(tab.page);
    await browser.setCaptions(tab, false);
    const before = await sent(tab.page);
    expect(await captionsShown(tab.page)).toEqual([]);
    await callGoesOn(tab.page, 1.5);
    expect(await sent(tab.page)).toBe(before);
    await browser.setCaptions(tab, true);
    await framesFlow(tab.page);
  });

  it('release the camera and disappear when the page stops it', async () => {
    const { page } = await call();
    const device = await realpath(clip.file);
    expect(await holders(device), 'processes that hold the camera').not.toEqual([]);
    await captionAppears(page);
    await page.click('#camera');
    await until('nobody holds the camera', async () => (await holders(device)).length === 0, 3000);
    await until('the caption is gone', async () => (await captionsShown(page)).length === 0, 1000);
    await page.click('#camera');
    await captionsGoOn(page);
  });

  it('continue with the camera that the page switches to', async () => {
    const { page } = await call();
    await framesFlow(page);
    const before = await counters(page);
    await page.click('#switch');
    await until('another track is watched', async () => {
      const now = await counters(page);
      return now?.firstTimestamp != null && now.firstTimestamp !== before?.firstTimestamp;
    });
    await captionsGoOn(page);
  });

  it('come in two calls at once, and continue in one when they are switched off in the other', async () => {
    const one = await call();
    const two = await call();
    await Promise.all([captionsGoOn(one.page), captionsGoOn(two.page)]);
    await ask(browser, { type: 'tab-set', tabId: one.id, on: false });
    const before = await sent(one.page);
    await captionsGoOn(two.page);
    expect(await sent(one.page)).toBe(before);
  });

  it('continue when the service worker is killed during the call', async () => {
    const tab = await call();
    await captionsGoOn(tab.page);
    await killServiceWorker(browser);
    await captionsGoOn(tab.page);
    // The next click wakes it, and it still knows that captions are on here.
    const { on } = await ask(browser, { type: 'tab-get', tabId: tab.id });
    expect(on).toBe(true);
    await browser.setCaptions(tab, false);
    expect(await captionsShown(tab.page)).toEqual([]);
  });

  it('stay on top when the page goes full screen', async () => {
    const { page } = await call();
    await page.click('#fullscreen');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await captionsGoOn(page);
    await captionAppears(page);
    const open = await page.$eval('html > [popover]', (host) => host.matches(':popover-open'));
    expect(open).toBe(true);
  });
});
