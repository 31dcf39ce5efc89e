/**
 * A lobby whose call page is prerendered: whatever changes before the user enters the call, captions
 * there are as the tab says.
 */
import { join as path } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { type Site, serve } from '../../tools/lib/servers/demo/server.ts';
import { ask, captionsShown, counters } from '../../tools/start/call.ts';
import {
  captionAppears,
  launchTest,
  root,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { prerenderedKey } from './support/prerendered-key.ts';

/**
 * Puppeteer gives the lobby's page object 100 ms to become that of the call
 * (`TIME_FOR_WAITING_FOR_SWAP` in its `FrameManager`), and loses it on a busy machine.
 */
function waitLongerForSwaps(): void {
  const real = globalThis.setTimeout;
  const patient = (run: () => void, ms?: number) => real(run, ms === 100 ? 30_000 : ms);
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(patient as typeof setTimeout);
}

describe('a call page that was prerendered', { timeout: 360_000 }, () => {
  let clip: SignerClip;
  let site: Site;
  let browser: ExtensionBrowser;
  let tab: Tab;

  beforeAll(async () => {
    waitLongerForSwaps();
    clip = await signerClip('known');
    site = await serve({ folder: path(root, 'test/e2e/support/pages') });
    browser = await launchTest({ camera: clip.file });
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  });
  beforeEach(async () => {
    tab = await browser.open(`${site.url}call.html`);
  });
  afterEach(async () => {
    await tab.page.close();
    await changeSettings({});
  });

  const changeSettings = async (settings: object): Promise<void> => {
    const desk = await browser.desk();
    await desk.evaluate(
      (changed) =>
        chrome.storage.local.set({ settings: { version: 2, welcomed: true, ...changed } }),
      settings,
    );
  };
  const switchTo = (on: boolean) => ask(browser, { type: 'tab-set', tabId: tab.id, on });
  const state = () => ask(browser, { type: 'tab-get', tabId: tab.id });
  const kept = async (): Promise<unknown> => {
    const desk = await browser.desk();
    const key = `tab-${tab.id}`;
    return await desk.evaluate(async (key) => (await chrome.storage.session.get(key))[key], key);
  };

  /** Opens the lobby and waits until its call is there, unseen. */
  const wait = async (page = 'prerendered-call.html'): Promise<void> => {
    await tab.page.goto(`${site.url}lobby.html?to=${page}`);
    await until('the call is prerendered', () =>
      tab.page.evaluate((key) => localStorage.getItem(key), prerenderedKey),
    );
  };
  const enter = async (): Promise<Page> => {
    await Promise.all([tab.page.waitForNavigation(), tab.page.click('#enter')]);
    const activated = await tab.page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation');
      return (entry as PerformanceEntry & { activationStart: number }).activationStart;
    });
    expect(activated, 'it was prerendered').toBeGreaterThan(0);
    return tab.page;
  };
  const join = async (place: Page | Frame): Promise<void> => {
    await place.evaluate(() => call.join());
    await until(
      'the call goes on',
      async () => (await place.evaluate(() => call.remoteFrames)) > 60,
    );
  };
  const expectUnwatched = async (place: Page | Frame): Promise<void> => {
    await join(place);
    expect(await state()).toMatchObject({ on: false });
    expect(await counters(place)).toMatchObject({ on: false, frames: { seen: 0 } });
    expect(await captionsShown(place)).toEqual([]);
  };
  const expectWatched = async (place: Page | Frame): Promise<void> => {
    await join(place);
    expect(await state()).toMatchObject({ on: true });
    await until('frames are looked at', async () => {
      return ((await counters(place))?.frames.answered ?? 0) > 3;
    });
    await until('the popup knows it', async () =>
      ['watching', 'hand'].includes((await state()).status),
    );
  };

  it('is not watched if captions were switched off before the user enters', async () => {
    await switchTo(true);
    await wait();
    await switchTo(false);
    await expectUnwatched(await enter());
  });

  it('is captioned if captions were switched on before the user enters', async () => {
    await wait();
    await switchTo(true);
    const page = await enter();
    await expectWatched(page);
    await captionAppears(page);
  });

  it('is captioned if captions have been on all the time', async () => {
    await switchTo(true);
    await wait();
    await expectWatched(await enter());
  });

  it('is not watched if captions were paused everywhere before the user enters', async () => {
    await switchTo(true);
    await wait();
    await ask(browser, { type: 'pause-set', tabId: tab.id, paused: true });
    await expectUnwatched(await enter());
  });

  it('has the vocabulary that was chosen before the user enters', async () => {
    await switchTo(true);
    await wait();
    await ask(browser, { type: 'vocabulary-set', tabId: tab.id, vocabulary: 'fingerspelling' });
    const page = await enter();
    await expectWatched(page);
    await until(
      'letters are read',
      async () =>
        ((await counters(page))?.captions ?? []).some(({ gesture }) => /^[A-Z]$/.test(gesture)),
      90_000,
    );
  });

  it('starts captions by itself if its site was chosen, and only then', async () => {
    await wait();
    await changeSettings({ startSites: ['http://localhost/*'] });
    await expectWatched(await enter());

    await wait();
    await changeSettings({});
    await expectUnwatched(await enter());
  });

  it('has a frame that is watched only if captions are on now', async () => {
    await switchTo(true);
    await wait('prerendered-frame.html');
    await switchTo(false);
    const frame = (page: Page) =>
      until('the frame is there', () => page.frames().find((one) => one.parentFrame()));
    await expectUnwatched(await frame(await enter()));

    await wait('prerendered-frame.html');
    await switchTo(true);
    await expectWatched(await frame(await enter()));
  });

  it('says nothing if the user never enters it', async () => {
    await switchTo(true);
    const before = await kept();
    await wait();
    const during = await kept();
    await tab.page.evaluate(() =>
      document.querySelector('script[type=speculationrules]')?.remove(),
    );
    expect(during).toEqual(before);
    await tab.page.goto(`${site.url}call.html`);
    await expectWatched(tab.page);
  });
});
