/** What popup, badge and page say of a camera that is on, but not watched yet or without a picture. */
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { captionsSwitch, type Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { type Site, serve } from '../../tools/lib/servers/demo/server.ts';
import { counters, openCall } from '../../tools/start/call.ts';
import { launchTest, message, root, type SignerClip, signerClip } from './support/harness.ts';

describe('a camera that is on', { timeout: 360_000 }, () => {
  let clip: SignerClip;
  let site: Site;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    clip = await signerClip('known');
    site = await serve({ folder: path(root, 'test/e2e/support/pages') });
    browser = await launchTest({ camera: clip.file });
  });
  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  });

  /** Keeps everything that the popup's status says from now on. */
  const record = async (popup: Page): Promise<() => Promise<string[]>> => {
    const said = await popup.evaluateHandle(() => {
      const main = document.querySelector('main')!;
      const read = () => main.querySelector('[role=status]')?.textContent ?? '';
      const texts = [read()];
      new MutationObserver(() => texts.push(read())).observe(main, {
        subtree: true,
        childList: true,
        characterData: true,
      });
      return texts;
    });
    return () => said.jsonValue();
  };
  const isSaid = (popup: Page, name: string): Promise<unknown> =>
    popup.waitForFunction(
      (text) => document.querySelector('[role=status]')?.textContent?.includes(text),
      { timeout: 180_000 },
      message(name),
    );
  const badge = async (tab: Tab): Promise<string> => {
    const desk = await browser.desk();
    return await desk.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab.id);
  };
  const notices = async (page: Page): Promise<boolean> =>
    (await textByClass(page, 'notice')).some((text) =>
      text.includes(message('problem_no_picture')),
    );

  it('is not asked for again while the models load', async () => {
    const tab = await browser.open(`${site.url}call.html`);
    await tab.page.evaluate(() => call.join());
    const popup = await browser.popup(tab);
    const said = await record(popup);
    await popup.click(captionsSwitch);
    await until('captions get ready', async () => {
      return (await counters(tab.page))?.status === 'starting';
    });
    await until('signs are watched for', async () => {
      const text = (await said()).at(-1) ?? '';
      return ['state_watching', 'state_hand'].some((name) => text.includes(message(name)));
    });
    const texts = await said();
    expect(texts.some((text) => text.includes(message('state_starting')))).toBe(true);
    expect(texts.filter((text) => text.includes(message('state_waiting')))).toEqual([]);
    await popup.close();
    await tab.page.close();
  });

  it('but gives no picture is reported by popup, badge and page until it gives one', async () => {
    const url = `${site.url}still-camera.html`;
    const tab = await openCall(browser, { url, vocabulary: 'call-gestures' });
    const { page } = tab;
    await page.evaluate(() => {
      globalThis.stillCamera = turnOnCamera();
    });
    const popup = await browser.popup(tab);
    await isSaid(popup, 'state_watching');

    for (let time = 0; time < 2; time++) {
      await page.evaluate(() => {
        stillCamera.moving = false;
      });
      await until('the page says it', () => notices(page));
      await isSaid(popup, 'problem_no_picture');
      expect(await badge(tab)).toBe('!');
      await page.evaluate(() => {
        stillCamera.moving = true;
      });
      await isSaid(popup, 'state_watching');
      expect(await notices(page)).toBe(false);
      await until('the badge is plain', async () => (await badge(tab)) === '');
    }
    await popup.close();
    await page.close();
  });

  it('but gives no picture from the first moment is reported too', async () => {
    const url = `${site.url}still-camera.html`;
    const tab = await openCall(browser, { url, vocabulary: 'call-gestures' });
    await tab.page.evaluate(() => {
      globalThis.stillCamera = turnOnCamera();
      stillCamera.moving = false;
    });
    const popup = await browser.popup(tab);
    await isSaid(popup, 'problem_no_picture');
    await popup.close();
    await tab.page.close();
  });

  it('and not said to give no picture while its page is busy, or has disabled it', async () => {
    const url = `${site.url}still-camera.html`;
    const tab = await openCall(browser, { url, vocabulary: 'call-gestures' });
    const { page } = tab;
    await page.evaluate(() => {
      globalThis.stillCamera = turnOnCamera();
    });
    const seen = async (): Promise<number> => (await counters(page))?.frames.seen ?? 0;
    await until('frames come', async () => (await seen()) > 10);
    const reported = await reports(tab);
    await page.evaluate(() => {
      const end = performance.now() + 8000;
      while (performance.now() < end);
    });
    const before = await seen();
    await until('frames come again', async () => (await seen()) > before + 30);
    await page.evaluate(async () => {
      stillCamera.track.enabled = false;
      stillCamera.moving = false;
      // As long as the content script would take to notice, by a clock like its own.
      for (let looks = 0; looks < 8; looks++) await new Promise((go) => setTimeout(go, 1000));
    });
    expect(await reported()).toEqual([]);
    await page.close();
  });

  /** Collects the problems that this tab reports to the background from now on. */
  const reports = async (tab: Tab): Promise<() => Promise<string[]>> => {
    const desk = await browser.desk();
    const heard = await desk.evaluateHandle((key) => {
      const codes: string[] = [];
      chrome.storage.session.onChanged.addListener((changes) => {
        const text = JSON.stringify(changes[key]?.newValue ?? '');
        if (text.includes('"code"')) codes.push(text);
      });
      return codes;
    }, `tab-${tab.id}`);
    return () => heard.jsonValue();
  };
});
