import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { captionsAre, captionsSwitch } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { ask, captionsShown, counters, join } from '../../../tools/start/call.ts';
import {
  captionComes,
  createWorld,
  killServiceWorker,
  looksAtFrames,
  printRecovery,
  videoGoesOn,
  type World,
} from '../support/faults-call.ts';
import { captionAppears, message } from '../support/harness.ts';

describe('a service worker that is killed', { timeout: 900_000 }, () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
  });
  afterEach(() => world.hangUp());
  afterAll(() => world?.dispose());

  it('before captions are on does not keep the button from switching them on', async () => {
    await killServiceWorker(world.browser);
    const { page } = await world.call();
    await captionComes(page);
  });

  it('while captions are being switched on or off completes the switch', async () => {
    const tab = await world.call();
    const { page } = tab;
    await looksAtFrames(page);
    for (const on of [false, true]) {
      const popup = await world.browser.popup(tab);
      await popup.click(captionsSwitch);
      const start = performance.now();
      await killServiceWorker(world.browser);
      await videoGoesOn(page);
      // The popup asks for the state, which wakes the service worker.
      await popup.waitForSelector(captionsAre(on));
      await until('the call does it', async () => (await counters(page))?.on === on);
      printRecovery(
        `killed while switching ${on ? 'on' : 'off'}`,
        (performance.now() - start) / 1000,
      );
      await popup.close();
    }
    await captionComes(page);
  });

  it('while the popup is open comes back to answer and to switch captions', async () => {
    const tab = await world.call();
    const { page } = tab;
    await looksAtFrames(page);
    const popup = await world.browser.popup(tab);
    await killServiceWorker(world.browser);
    await videoGoesOn(page);
    await captionComes(page);
    const text = await popup.$eval('main', ({ textContent }) => textContent);
    expect(text).not.toContain(message('popup_noAnswer'));
    await popup.click(captionsSwitch);
    await popup.waitForSelector(captionsAre(false));
    await until('captions are off', async () => (await counters(page))?.on === false);
    expect(await captionsShown(page)).toEqual([]);
    await popup.close();
  });
});

describe('a call tab', { timeout: 900_000 }, () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
  });
  afterEach(() => world.hangUp());
  afterAll(() => world?.dispose());

  it.each([
    ['comes', false],
    ['was written anew and comes', true],
  ])(
    'that %s back from the back-forward cache knows whether captions are on now',
    async (_, anew) => {
      const { browser, site } = world;
      const tab = await browser.open(site);
      const { page } = tab;
      if (anew)
        await page.evaluate(() => {
          const { outerHTML } = document.documentElement;
          document.open();
          document.write(`<!doctype html>${outerHTML}`);
          document.close();
        });
      const isOn = async () => (await counters(page))?.on;
      await browser.setCaptions(tab, true);
      await until('captions are on', isOn);
      await page.evaluate(() => {
        addEventListener('pageshow', (event: Event) => {
          document.title = `back ${(event as PageTransitionEvent).persisted}`;
        });
      });
      const away = async () => {
        await page.goto(`${browser.origin}manifest.json`).catch(() => undefined);
      };
      const back = async () => {
        await page.goBack();
        expect(await page.title(), 'the page was kept in the cache').toBe('back true');
      };
      await away();
      await ask(browser, { type: 'tab-set', tabId: tab.id, on: false });
      await back();
      await until('they are off', async () => (await isOn()) === false);

      await away();
      await ask(browser, { type: 'tab-set', tabId: tab.id, on: true });
      await back();
      await until('they are on', isOn);
      const start = performance.now();
      await join(page);
      await looksAtFrames(page);
      printRecovery('back from the back-forward cache', (performance.now() - start) / 1000);
      await captionAppears(page);
      await page.close();
    },
  );

  it('that is hidden is still captioned', async () => {
    const { id, page } = await world.call();
    const desk = await world.browser.desk();
    const front = await desk.evaluate(async (tabId) => {
      const { windowId } = await chrome.tabs.get(tabId);
      return (await chrome.tabs.create({ windowId, url: 'about:blank' })).id;
    }, id);
    await until('it is hidden', () => page.evaluate(() => document.hidden));
    await looksAtFrames(page, 10);
    await captionComes(page);
    expect(await page.evaluate(() => document.hidden)).toBe(true);
    const path = async () => (await counters(page))?.path;
    expect(await path()).toBe('processor');
    await desk.evaluate((tabId) => chrome.tabs.remove(tabId!), front);
    await videoGoesOn(page);
    await until('it is read from a video element again', async () => (await path()) === 'video');
    await captionComes(page);
  });

  it('that was discarded is captioned again as soon as it has rejoined the call', async () => {
    const { browser } = world;
    const tab = await world.call();
    await captionComes(tab.page);
    const desk = await browser.desk();
    const discarded = await desk.evaluate(async (tabId) => {
      const tab = await chrome.tabs.discard(tabId);
      return tab?.id;
    }, tab.id);
    await desk.evaluate((tabId) => chrome.tabs.update(tabId!, { active: true }), discarded);
    const page = await until('the tab is loaded again', async () => {
      const pages = await browser.browser.pages();
      const found = pages.find((page) => page.url() === world.site);
      // The address is there before the page is.
      return (await found?.$('#join').catch(() => null)) && found;
    });
    await join(page);
    await captionComes(page);
    await page.close();
  });
});
