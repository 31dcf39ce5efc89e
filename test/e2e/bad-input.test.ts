import { readFile, rm, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { ask, counters, join, openCall } from '../../tools/start/call.ts';
import {
  captionAppears,
  copyBuild,
  framesFlow,
  launchTest,
  message,
  type SignerClip,
  signerClip,
} from './support/harness.ts';

/** Undoes what was made for one test, the last first. */
const cleanups: (() => Promise<unknown> | unknown)[] = [];
const later = (cleanup: () => Promise<unknown> | unknown): void => void cleanups.push(cleanup);

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Waits until the popup and the badge report this problem. */
async function expectProblem(browser: ExtensionBrowser, tab: Tab, name: string): Promise<void> {
  const popup = await browser.popup(tab);
  await popup.waitForFunction(
    (text) => document.querySelector('[role=status]')?.textContent?.includes(text),
    { timeout: 270_000 },
    message(name),
  );
  await popup.close();
  const desk = await browser.desk();
  await until('the badge reports a problem', () =>
    desk.evaluate(async (tabId) => (await chrome.action.getBadgeText({ tabId })) === '!', tab.id),
  );
}

/** Waits until popup and badge report no problem. */
async function expectWell(browser: ExtensionBrowser, tab: Tab): Promise<void> {
  await until('the problem is over', async () => {
    const { problem } = await ask(browser, { type: 'tab-get', tabId: tab.id });
    return problem === null;
  });
  const desk = await browser.desk();
  await until('the badge is plain', () =>
    desk.evaluate(async (tabId) => (await chrome.action.getBadgeText({ tabId })) === '', tab.id),
  );
}

/** Collects the errors that the page's console and its error handlers see. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (said) => {
    if (said.type() === 'error') heard.push(said.text());
  });
  return heard;
}

describe('the popup and the icon report', { timeout: 900_000 }, () => {
  let clip: SignerClip;
  let site: Awaited<ReturnType<typeof serveDemo>>;

  beforeEach(async () => {
    clip = await signerClip('known');
    later(clip.dispose);
    site = await serveDemo();
    later(site.close);
  });

  const open = async (browser: ExtensionBrowser): Promise<Tab> => {
    later(browser.dispose);
    return openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
  };

  it('that the computer has no camera', async () => {
    const browser = await launchTest({ camera: 'none' });
    const tab = await open(browser);
    const heard = listen(tab.page);
    await expect(join(tab.page)).rejects.toThrow('No camera was found');
    await expectProblem(browser, tab, 'problem_no_camera');
    expect(heard).toEqual([]);
  });

  it('no problem once a camera is plugged in, and captions come', async () => {
    const browser = await launchTest({ camera: clip.file });
    const tab = await open(browser);
    // Fakes the missing device in the page's world, below the tap.
    await tab.page.evaluateOnNewDocument(() => {
      const { prototype } = MediaDevices;
      const real = prototype.getUserMedia;
      let asked = 0;
      prototype.getUserMedia = function (constraints) {
        if (asked++ > 0) return real.call(this, constraints);
        return Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
      };
    });
    await tab.page.reload();
    await expect(join(tab.page)).rejects.toThrow('No camera was found');
    await tab.page.click('#camera');
    await captionAppears(tab.page);
    await expectWell(browser, tab);
  });

  it('that the camera is refused, until it is allowed and captions come', async () => {
    const browser = await launchTest({ camera: clip.file, ask: true });
    const tab = await open(browser);
    const camera = { permission: { name: 'camera' } };
    const context = browser.browser.defaultBrowserContext();
    const { origin } = new URL(site.url);
    await context.setPermission(origin, { ...camera, state: 'denied' });
    await expect(join(tab.page)).rejects.toThrow('The camera is blocked');
    await expectProblem(browser, tab, 'problem_camera_refused');
    await context.setPermission(origin, { ...camera, state: 'granted' });
    await tab.page.click('#camera');
    await captionAppears(tab.page);
    await expectWell(browser, tab);
  });

  it('that a model file is damaged, which the page does not see, until it is whole and captions come', async () => {
    const build = await copyBuild();
    later(build.dispose);
    const file = path(build.folder, 'models/hands/landmark-full.bin');
    const whole = await readFile(file);
    const damaged = Buffer.from(whole);
    for (let at = 1000; at < damaged.length; at += 5000) damaged[at] = damaged[at]! ^ 0xff;
    await writeFile(file, damaged);

    const browser = await launchTest({ extension: build.folder, camera: clip.file });
    later(browser.dispose);
    const tab = await browser.open(site.url);
    const heard = listen(tab.page);
    await browser.setCaptions(tab, true);
    await tab.page.click('#join');
    await tab.page.waitForFunction(
      () => (document.querySelector('#remote-video') as HTMLVideoElement).videoWidth > 0,
    );
    await expectProblem(browser, tab, 'problem_model_damaged');
    expect(heard).toEqual([]);

    await writeFile(file, whole);
    await browser.setCaptions(tab, false);
    await browser.setCaptions(tab, true);
    await captionAppears(tab.page);
    await expectWell(browser, tab);
  });

  it('that no backend works in this browser', async () => {
    const build = await copyBuild();
    later(build.dispose);
    await rm(path(build.folder, 'wasm'), { recursive: true });
    const browser = await launchTest({
      extension: build.folder,
      camera: clip.file,
      args: ['--disable-gpu', '--disable-3d-apis'],
    });
    later(browser.dispose);
    const tab = await browser.open(site.url);
    const heard = listen(tab.page);
    await browser.setCaptions(tab, true);
    await expectProblem(browser, tab, 'problem_no_backend');
    expect(heard).toEqual([]);
  });
});

describe('captions', { timeout: 900_000 }, () => {
  it('come despite frames of an odd size and messages that are not ours', async () => {
    const clip = await signerClip('known');
    later(clip.dispose);
    const site = await serveDemo();
    later(site.close);
    const browser = await launchTest({ camera: clip.file });
    later(browser.dispose);
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    const { page } = tab;
    const heard = listen(page);
    // The fake camera has even sizes only. The page's own getUserMedia, below the tap, gives a
    // canvas instead, whose frames also have another format.
    await page.evaluateOnNewDocument(() => {
      const { prototype } = MediaDevices;
      const real = prototype.getUserMedia;
      prototype.getUserMedia = async function (constraints) {
        const video = document.createElement('video');
        video.srcObject = await real.call(this, constraints);
        await video.play();
        const canvas = document.createElement('canvas');
        canvas.width = 501;
        canvas.height = 377;
        const draw = () => {
          canvas.getContext('2d')?.drawImage(video, 0, 0, 501, 377);
          video.requestVideoFrameCallback(draw);
        };
        draw();
        return canvas.captureStream();
      };
    });
    await page.reload();
    await join(page);
    await framesFlow(page);
    const { sourceWidth, sourceHeight } = (await counters(page))!.frameSize!;
    expect({ sourceWidth, sourceHeight }).toEqual({ sourceWidth: 501, sourceHeight: 377 });
    await page.evaluate(() => {
      for (const type of ['sign-captions:track', 'sign-captions:end', 'sign-captions:failure']) {
        for (const detail of [undefined, null, 7, 'NotAllowedError ', { track: {} }, []])
          document.dispatchEvent(new CustomEvent(type, { detail }));
        document.dispatchEvent(new Event(type));
      }
      for (const sent of [{ type: 'tab-state', state: { on: false } }, { type: 'frame' }, 7])
        window.postMessage(sent, '*');
    });
    await captionAppears(page);
    expect((await counters(page))?.problem).toBeNull();
    await expectWell(browser, tab);
    expect(heard).toEqual([]);
  });
});
