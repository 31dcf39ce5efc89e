/**
 * What call sites do differently, one page for each trait: the signer is captioned there as on the
 * demo page, and the call itself goes on. The overlay's tests cover full screen and page zoom; the
 * tests of tap and pages cover wrong constraints and a camera that is switched, cloned or taken
 * through a hidden frame.
 */
import { join as path } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type Site, serve, serveDemo } from '../../../tools/lib/servers/demo/server.ts';
import { ask, captionsShown, counters, openCall } from '../../../tools/start/call.ts';
import {
  calmLead,
  expectEachOnce,
  launchTest,
  message,
  playOnce,
  root,
  type SignerClip,
  signerClip,
} from '../support/harness.ts';

const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const strict = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'",
};
const headers: Record<string, Record<string, string>> = {
  '/isolated.html': isolation,
  '/strict-csp.html': strict,
};

let clip: SignerClip;
let browser: ExtensionBrowser;
let site: Site;
let demo: Site;
let tab: Tab;

const open = async (page: string): Promise<Page> => {
  tab = await openCall(browser, { url: new URL(page, site.url).href, vocabulary: 'call-gestures' });
  return tab.page;
};

/** Turns the camera on, perhaps again, and waits for its first frame. */
const joinIn = async (
  place: Page | Frame,
  turnOn: () => Promise<void> = () => place.evaluate(() => call.join()),
): Promise<void> => {
  const before = (await counters(place))?.firstTimestamp ?? null;
  await turnOn();
  await until('the camera gives its first frame', async () => {
    const first = (await counters(place))?.firstTimestamp ?? null;
    return first !== null && first !== before;
  });
};

/** Waits until no caption is left and nothing is watched. */
const expectNothingLeft = (page: Page): Promise<boolean> =>
  until('nothing is left of the call', async () => {
    const waits = (await counters(page))?.status === 'waiting';
    return waits && (await captionsShown(page)).length === 0;
  });

/** Each sign of the clip is captioned once, and can be read there. */
const expectCaptioned = async (place: Page | Frame): Promise<void> => {
  const { read, captions } = await playOnce(place, clip);
  expectEachOnce(captions, clip.intervals);
  expect(read.sort()).toEqual(captions.map(({ caption }) => caption).sort());
};

/** The page's own camera is on, and the far end goes on receiving it. */
const expectCallGoesOn = async (place: Page | Frame): Promise<void> => {
  const arrived = () => place.evaluate(() => call.remoteFrames);
  const before = await arrived();
  expect(before).toBeGreaterThan(0);
  await until('the call goes on', async () => (await arrived()) > before + 10);
  expect(await place.evaluate(() => call.track?.readyState)).toBe('live');
};

const childFrame = (page: Page): Promise<Frame> =>
  until('the frame is there', () => page.frames().find((frame) => frame !== page.mainFrame()));

beforeAll(async () => {
  // Two signs, so that a pass is short.
  clip = await signerClip('known', { signs: 2, lead: calmLead, slower: 1.5 });
  demo = await serveDemo();
  site = await serve({
    folder: path(root, 'test/e2e/support/pages'),
    headers: (file) => headers[file] ?? {},
  });
  browser = await launchTest({ camera: clip.file });
});

afterAll(async () => {
  await browser?.dispose();
  await site?.close();
  await demo?.close();
  await clip?.dispose();
});

afterEach(async () => {
  await tab?.page.close();
});

describe('a person who signs is captioned, once for each sign, in a call', {
  timeout: 360_000,
}, () => {
  it('in a frame of another site', async () => {
    const page = await open('other-site-frame.html');
    const frame = await childFrame(page);
    await joinIn(frame);
    await expectCaptioned(frame);
    await expectCallGoesOn(frame);
    expect(await captionsShown(page), 'beside the frame').toEqual([]);
  });

  it('in a frame without an address', async () => {
    const page = await open('blank-frame.html');
    const frame = await childFrame(page);
    expect(frame.url()).toBe('about:blank');
    await page.evaluate(() => call.join());
    await expectCaptioned(frame);
    await expectCallGoesOn(page);
  });

  it('under a strict policy with Trusted Types, without a violation', async () => {
    const page = await open('strict-csp.html');
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const violations = await page.evaluateHandle(() => {
      const heard: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        heard.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`),
      );
      return heard;
    });
    await joinIn(page);
    await expectCaptioned(page);
    await expectCallGoesOn(page);
    expect(await violations.jsonValue()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('on a page that is isolated from all others (COOP, COEP)', async () => {
    const page = await open('isolated.html');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await joinIn(page);
    await expectCaptioned(page);
    await expectCallGoesOn(page);
  });

  it.each(['#canvas', '#generator'])(
    'that sends the picture mirrored and blurred, by %s',
    async (way) => {
      const page = await open(`processed.html${way}`);
      await joinIn(page);
      await expectCaptioned(page);
      await expectCallGoesOn(page);
    },
  );

  it('that asks for the camera again and again', async () => {
    const page = await open('call.html');
    const turnOn = async (): Promise<void> => {
      const get = () => navigator.mediaDevices.getUserMedia({ video: true });
      // The page tries the camera before the call, as many do.
      for (let i = 0; i < 5; i++) for (const track of (await get()).getTracks()) track.stop();
      // The call itself, a second view of the camera, and a stream that is never looked at.
      const all = await Promise.all([call.join(), get(), get()]);
      Object.assign(globalThis, { all });
    };
    await joinIn(page, () => page.evaluate(turnOn));
    await expectCaptioned(page);
    await expectCallGoesOn(page);
  });

  it('in a single-page app that moves on to another address', async () => {
    const page = await open('single-page.html');
    await joinIn(page);
    const pass = expectCaptioned(page);
    await until('the first sign is captioned', async () => (await captionsShown(page)).length > 0);
    await page.evaluate(() => goTo('/room/one'));
    await pass;
    await expectCallGoesOn(page);
    // The next room opens the camera again.
    await page.evaluate(() => {
      call.leave();
      goTo('/room/two');
    });
    await expectNothingLeft(page);
    await joinIn(page);
    await expectCaptioned(page);
    await expectCallGoesOn(page);
    expect(new URL(page.url()).pathname).toBe('/room/two');
  });

  it('that is left and joined again', async () => {
    tab = await openCall(browser, { url: demo.url, vocabulary: 'call-gestures' });
    const { page } = tab;
    for (let turn = 0; turn < 2; turn++) {
      await joinIn(page, () => page.click('#join'));
      await expectCaptioned(page);
      await page.click('#leave');
      await expectNothingLeft(page);
    }
  });

  it('that sends video outside of WebRTC, and reads that others cannot see the captions', async () => {
    const desk = await browser.desk();
    await desk.evaluate(() =>
      chrome.storage.local.set({ settings: { version: 2, welcomed: true, outgoing: true } }),
    );
    const page = await open('data-channel.html');
    await joinIn(page);
    await expectCaptioned(page);
    await until('the extension says that it cannot draw into that', async () => {
      const { outgoing } = await ask(browser, { type: 'tab-get', tabId: tab.id });
      return outgoing === 'impossible';
    });
    const popup = await browser.popup(tab);
    await popup.waitForSelector('.read-by .detail');
    const said = await popup.$eval('.read-by', (node) => node.textContent ?? '');
    await popup.close();
    expect(said).toContain(message('outgoing_impossible'));
    await expectCallGoesOn(page);
  });
});
