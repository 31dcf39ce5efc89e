/** What popup and badge say of a call that is in a frame of a page from another site. */
import { join as path } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { captionsSwitch, type Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { type Site, serve } from '../../tools/lib/servers/demo/server.ts';
import { ask, counters } from '../../tools/start/call.ts';
import {
  captionAppears,
  launchTest,
  message,
  root,
  type SignerClip,
  sentence,
  signerClip,
} from './support/harness.ts';

/** Chromium puts marks around what stands in for `$1`, so that it keeps its own direction. */
const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

/** What the browser's page about extensions can do. */
interface DeveloperPrivate {
  updateExtensionConfiguration(changes: object): Promise<void>;
  addHostPermission(id: string, host: string): Promise<void>;
}

/** Withdraws all sites from the extension, as a user can. */
const withhold = (extensions: Page, extensionId: string): Promise<void> =>
  extensions.evaluate(async (id) => {
    const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
    for (const hostAccess of ['ON_CLICK', 'ON_SPECIFIC_SITES'])
      await developerPrivate.updateExtensionConfiguration({ extensionId: id, hostAccess });
  }, extensionId);

/** Allows the extension a site, as a user can. */
const allow = (extensions: Page, extensionId: string, site: string): Promise<void> =>
  extensions.evaluate(
    async (id, host) => {
      const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
      await developerPrivate.addHostPermission(id, host);
    },
    extensionId,
    site,
  );

describe('a call in a frame', { timeout: 360_000 }, () => {
  let clip: SignerClip;
  let site: Site;
  /** The browser's own page about extensions. */
  let extensions: Page;
  let browser: ExtensionBrowser;
  let tab: Tab;

  beforeAll(async () => {
    clip = await signerClip('known');
    site = await serve({ folder: path(root, 'test/e2e/support/pages') });
    browser = await launchTest({ camera: clip.file });
    // 127.0.0.1 is a site that can be allowed and is not: as any server of the user's own.
    extensions = await browser.browser.newPage();
    await extensions.goto('chrome://extensions');
    await withhold(extensions, browser.extension.id);
    await allow(extensions, browser.extension.id, 'http://localhost/*');
  });
  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  });
  afterEach(() => tab.page.close());

  const listed = (page: string): string => new URL(page, site.url).href;
  const unlisted = (page: string): string => listed(page).replace('localhost', '127.0.0.1');
  const framed = (page: string, ...sources: string[]): string =>
    `${page}?${new URLSearchParams(sources.map((src) => ['src', src]))}`;

  const open = async (url: string): Promise<Page> => {
    tab = await browser.open(url);
    await ask(browser, { type: 'tab-set', tabId: tab.id, on: true });
    return tab.page;
  };
  const frameOf = (page: Page, url: string): Promise<Frame> =>
    until('the frame is there', async () => {
      const frame = page.frames().find((one) => one.url() === url);
      return (await frame?.evaluate(() => 'call' in globalThis)) ? frame : null;
    });
  const state = () => ask(browser, { type: 'tab-get', tabId: tab.id });
  const badge = async (): Promise<string> => {
    const desk = await browser.desk();
    return await desk.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab.id);
  };
  const text = async (popup: Page): Promise<string> =>
    plain(await popup.$eval('.state', (node) => node.textContent ?? ''));
  const isSaid = (popup: Page, sentence: string): Promise<boolean> =>
    until(`the popup says “${sentence}”`, async () => (await text(popup)).includes(sentence));
  const frameNamed = (): Promise<string> =>
    until('a frame is named', async () => (await state()).frame?.site);
  const own = 'http://127.0.0.1/*';

  describe('of a listed site, in a page that is not listed,', () => {
    it('is what popup and badge speak of', async () => {
      const call = listed('call.html');
      const page = await open(framed(unlisted('framed-call.html'), call));
      const popup = await browser.popup(tab);
      await isSaid(popup, message('state_waiting'));
      const frame = await frameOf(page, call);
      await frame.evaluate(() => globalThis.call.join());
      await until('signs are watched for', async () => {
        const said = await text(popup);
        return ['state_watching', 'state_hand'].some((name) => said.includes(message(name)));
      });
      expect(await badge()).toBe('');
      await popup.click(captionsSwitch);
      await isSaid(popup, message('state_off'));
      await popup.click(captionsSwitch);
      await until('it is watched again', async () => {
        return ['watching', 'hand'].includes((await state()).status);
      });
      await popup.close();
      const real = await browser.pressButton(page);
      await until('the real popup says so', async () => {
        const said = await text(real);
        return ['state_watching', 'state_hand'].some((name) => said.includes(message(name)));
      });
      await real.close();

      await page.evaluate(() => document.querySelector('iframe')?.remove());
      await until('the removed frame is forgotten', async () => {
        return (await state()).problem?.code === 'site-not-allowed';
      });
      expect(await badge()).toBe('!');
    });

    it.each([
      ['may not use the camera', 'microphone', 680],
      ['is too small to be a call', 'camera', 100],
    ])('is not taken for one if the frame %s', async (_, allow, width) => {
      const page = await open(unlisted('framed-call.html'));
      const call = listed('call.html');
      await page.evaluate((frame) => addCallFrame(frame), { src: call, allow, width });
      const frame = await frameOf(page, call);
      await until('its content script runs', async () => (await counters(frame)) !== null);
      expect(await state()).toMatchObject({ problem: { code: 'site-not-allowed' } });
    });
  });

  describe('of a site that is not enabled, in a listed page,', () => {
    it('is named, and enabling it asks for its permission', async () => {
      const call = unlisted('call.html');
      const page = await open(framed(listed('framed-call.html'), call));
      await (await frameOf(page, call)).evaluate(() => globalThis.call.join());
      const popup = await browser.popup(tab);
      await isSaid(popup, message('state_waiting'));
      await isSaid(popup, sentence('state_waitingFrame', '127.0.0.1'));
      const asked = await popup.evaluateHandle(() => {
        const origins: unknown[] = [];
        const request = async (wanted: unknown): Promise<boolean> => {
          origins.push(wanted);
          return false;
        };
        const { browser = chrome } = globalThis as { browser?: typeof chrome };
        for (const api of [chrome, browser]) Object.assign(api.permissions, { request });
        return origins;
      });
      const button = await popup.waitForSelector('.state button:enabled');
      expect(plain((await button?.evaluate((node) => node.textContent)) ?? '')).toBe(
        sentence('popup_enableFrame', '127.0.0.1'),
      );
      await button?.click();
      await isSaid(popup, message('popup_enableRefused'));
      expect(await asked.jsonValue()).toEqual([{ origins: [own] }]);
      await popup.close();
    });

    it('is named if it is added later, and forgotten when it is removed', async () => {
      const page = await open(listed('framed-call.html'));
      expect((await state()).frame).toBeUndefined();
      await page.evaluate((src) => addCallFrame({ src }), unlisted('call.html'));
      expect(await frameNamed()).toBe(own);
      await page.evaluate(() => document.querySelector('iframe')?.remove());
      await until('it is forgotten', async () => (await state()).frame === undefined);
    });

    it('is named without a trace that the page could find', async () => {
      tab = await browser.open(listed('framed-call.html'));
      const { page } = tab;
      const traces = await page.evaluateHandle((src) => {
        const found: string[] = [];
        const spy = (owner: object, name: string): void => {
          const get = (): undefined => void found.push(name);
          Object.defineProperty(owner, name, { configurable: true, get });
        };
        addCallFrame({ src });
        for (const name of ['allow', 'src']) spy(HTMLIFrameElement.prototype, name);
        for (const name of ['getBoundingClientRect', 'getAttribute']) spy(Element.prototype, name);
        for (const name of ['getElementsByTagName', 'querySelectorAll'])
          spy(Document.prototype, name);
        const observer = new MutationObserver((records) => {
          for (const { type, target } of records)
            if (target.nodeName === 'IFRAME') found.push(type);
        });
        observer.observe(document, { attributes: true, childList: true, subtree: true });
        addEventListener('message', () => found.push('message'));
        return found;
      }, unlisted('call.html'));
      await ask(browser, { type: 'tab-set', tabId: tab.id, on: true });
      expect(await frameNamed()).toBe(own);
      expect(await traces.jsonValue()).toEqual([]);
    });

    it('is named if it is inside another frame', async () => {
      const inner = framed(listed('framed-call.html'), unlisted('call.html'));
      await open(framed(listed('framed-call.html'), inner));
      expect(await frameNamed()).toBe(own);
    });

    it("is not named once the page's own camera is on", async () => {
      const page = await open(framed(listed('framed-call.html'), unlisted('call.html')));
      await frameNamed();
      await page.evaluate(() => call.join());
      await captionAppears(page);
      expect((await state()).frame).toBeUndefined();
      const desk = await browser.desk();
      await until('nothing is kept of it', () =>
        desk.evaluate(async (key) => {
          const { [key]: record } = await chrome.storage.session.get(key);
          return !JSON.stringify((record as { frames: unknown }).frames).includes('127.0.0.1');
        }, `tab-${tab.id}`),
      );
    });

    it.each([
      ['may not use the camera', { allow: 'microphone' }],
      ['is denied the camera', { allow: "camera 'none'" }],
      ['is a sandbox without scripts', { sandbox: 'allow-same-origin' }],
      ['is too small to be a call', { width: 100 }],
    ])('is not named if the frame %s', async (_, attributes) => {
      const page = await open(listed('framed-call.html'));
      const src = unlisted('call.html');
      await page.evaluate((frame) => addCallFrame(frame), { ...attributes, src });
      // Once a second frame is reported, the first has been looked at too.
      const other = 'https://other.example/';
      await page.evaluate((src) => addCallFrame({ src }), other);
      expect(await frameNamed()).toBe('https://other.example/*');
    });

    it('asks to reload the tab once it is enabled, and is then captioned', async () => {
      const call = unlisted('call.html');
      const page = await open(framed(listed('framed-call.html'), call));
      await frameNamed();
      await allow(extensions, browser.extension.id, own);
      const popup = await browser.popup(tab);
      await isSaid(popup, message('problem_reload_tab'));
      const loaded = page.waitForNavigation();
      await popup.click('.state button');
      await loaded;
      const frame = await frameOf(page, call);
      await isSaid(popup, message('state_waitingDetail'));
      await frame.evaluate(() => globalThis.call.join());
      await until('signs are watched for', async () => {
        return ['watching', 'hand'].includes((await state()).status);
      });
      await popup.close();
    });
  });
});
