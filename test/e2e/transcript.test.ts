import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentRealm, type ExtensionBrowser, type Tab, until } from '../../tools/browser.ts';
import { serveDemo } from '../../tools/demo/server.ts';
import { diagnostics, join, openCall } from '../../tools/start/call.ts';
import { launchTest, message, signerClip } from './harness.ts';

describe('the transcript of a call', { timeout: 300_000 }, () => {
  let clip: Awaited<ReturnType<typeof signerClip>>;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let browser: ExtensionBrowser;
  let tab: Tab;
  let popup: Page;

  const lines = () =>
    popup.$$eval('.cues li span', (spans) => spans.map(({ textContent }) => textContent));
  const press = (name: string) =>
    popup.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  /** Captions that the call told, as the content script counts them. */
  const told = async () =>
    ((await diagnostics(tab.page))?.captions ?? []).map(({ caption }) => caption);

  beforeAll(async () => {
    clip = await signerClip('known');
    site = await serveDemo();
    browser = await launchTest({ camera: clip.file });
    tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(tab.page);
    await until('a caption was told', async () => (await told()).length > 1);
    popup = await browser.popup(tab);
    await popup.click('.fold');
    await popup.waitForSelector('.cues li');
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  });

  it('stands in the popup as it was said, and goes on while the popup is open', async () => {
    const before = (await lines()).length;
    await until('another caption is in it', async () => (await lines()).length > before);
    const shown = await lines();
    expect(shown).toEqual((await told()).slice(0, shown.length));
  });

  it('lies in memory only', async () => {
    const worker = await browser.serviceWorker();
    const keys = await worker.evaluate(async () => Object.keys(await chrome.storage.local.get()));
    expect(keys.filter((key) => key.startsWith('transcript'))).toEqual([]);
  });

  it('is told to no content script, whatever it asks', async () => {
    const world = await contentRealm(tab.page);
    const replies = await world.evaluate(async (tabId) => {
      const ask = (question: object): Promise<unknown> =>
        chrome.runtime.sendMessage(question).then(
          (reply) => reply ?? null,
          () => null,
        );
      const hidden = await Promise.resolve()
        .then(() => chrome.storage.session.get())
        .then(
          (items) => Object.keys(items),
          () => [],
        );
      return [
        await ask({ type: 'transcript-get', of: { tabId }, seen: null }),
        await ask({ type: 'transcripts-kept' }),
        await ask({ type: 'transcript-clear', of: { tabId } }),
        await ask({ type: 'transcripts-delete' }),
        hidden,
      ];
    }, tab.id);
    expect(replies).toEqual([null, null, null, null, []]);
    expect((await lines()).length).toBeGreaterThan(0);
  });

  it('is deleted after a question', async () => {
    await browser.setCaptions(tab, false);
    await press(message('transcript_clear'));
    await popup.waitForSelector('[role=alertdialog]');
    await press(message('transcript_clear'));
    await until('it is empty', async () => (await lines()).length === 0);
  });

  it('is gone with its tab', async () => {
    const keys = async () => {
      const worker = await browser.serviceWorker();
      return worker.evaluate(async () => Object.keys(await chrome.storage.session.get()));
    };
    expect(await keys()).toContain(`transcript-${tab.id}`);
    await tab.page.close();
    await until('it was forgotten', async () => !(await keys()).includes(`transcript-${tab.id}`));
  });
});
