import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FirefoxBrowser, launchFirefox } from '../../../tools/lib/browsers/firefox.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type Site, serve } from '../../../tools/lib/servers/demo/server.ts';
import { firefoxBuild } from '../support/firefox.ts';
import { root } from '../support/harness.ts';
import type { CamerasCall } from '../support/pages/cameras.ts';

/** In the page. */
declare const call: CamerasCall;

// test/e2e/traits/cameras.test.ts has more cases, and captions, in Chromium. The camera here is the
// browser's own of one colour, because only a track of a device has a device's settings.

describe('in Firefox', { timeout: 900_000 }, () => {
  let site: Site;
  let firefox: FirefoxBrowser;
  let tab: Tab;

  beforeAll(async () => {
    site = await serve({ folder: join(root, 'test/e2e/support/pages') });
    firefox = await launchFirefox({
      extension: firefoxBuild,
      camera: 'fake',
      headless: true,
      viewport: { width: 800, height: 600 },
    });
  });
  afterAll(async () => {
    await firefox?.dispose();
    await site?.close();
  });
  afterEach(async () => {
    await tab?.page.close();
  });

  const now = async () => {
    const counted = await firefox.counters(tab);
    if (!counted) throw new Error('There is no content script.');
    return counted;
  };
  const open = async (): Promise<Page> => {
    tab = await firefox.open(new URL('cameras.html', site.url).href);
    await firefox.setCaptions(tab, true);
    await until('the recognizer is loaded', async () => (await now()).ready, 100_000);
    return tab.page;
  };
  const framesFlow = async (): Promise<void> => {
    const before = (await now()).frames.sent;
    await until('frames are sent', async () => (await now()).frames.sent > before + 2);
  };

  it.each(['disabled', 'taken out of the sender'])(
    'a camera that is sent to nobody is not watched, though a clone of it is live: %s',
    async (way) => {
      const page = await open();
      await page.evaluate(() => call.join());
      await framesFlow();
      await page.evaluate(async (way) => {
        call.clone();
        if (way === 'disabled') call.disable();
        else await call.transceiver?.sender.replaceTrack(null);
      }, way);
      await until('the video is off', async () => (await now()).status === 'video-off');
      const before = (await now()).frames.sent;
      await page.evaluate(() => call.play(20));
      expect((await now()).frames.sent).toBe(before);
      await page.evaluate(async () => {
        call.enable();
        await call.transceiver?.sender.replaceTrack(call.track);
      });
      await framesFlow();
    },
  );

  it('a camera cloned by a method of a removed frame is watched, also when it is only shown', async () => {
    const page = await open();
    await page.evaluate(async () => call.joinWith(await call.foreignClone()));
    await framesFlow();
    await page.evaluate(() => call.leave());
    await until('nothing is watched', async () => (await now()).status === 'waiting');
    await page.evaluate(async () => call.show(await call.foreignClone()));
    await framesFlow();
  });

  it('what others send is never taken for a camera', async () => {
    const page = await open();
    await page.evaluate(() => call.join());
    await framesFlow();
    await page.evaluate(() => {
      const remote = document.querySelector('#remote') as HTMLVideoElement;
      const received = (remote.srcObject as MediaStream).clone();
      call.show(received);
      call.spare = call.draw();
      call.stopCamera();
    });
    await until('nothing is watched', async () => (await now()).status === 'waiting');
    const { frames } = await now();
    await page.evaluate(() => call.play(20));
    expect((await now()).frames).toEqual(frames);
  });
});
