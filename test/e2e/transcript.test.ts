import { readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentRealm } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { diagnostics, join } from '../../tools/start/call.ts';
import { parseSrt, parseVtt } from '../unit/captions/subtitle-parsers.ts';
import { axeFaults } from './support/axe.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { downloads, recordCounts } from './support/extension-storage.ts';
import { message, sentence } from './support/harness.ts';

describe('the transcript of a call', { timeout: 900_000 }, () => {
  let demo: DemoCall;
  let tab: Tab;
  let popup: Page;

  const lines = () =>
    popup.$$eval('.cues li span', (spans) => spans.map(({ textContent }) => textContent));
  const press = (name: string, role = 'button') =>
    popup.locator(`::-p-aria([name="${name}"][role="${role}"])`).click();
  const localKeys = async () => {
    const worker = await demo.browser.serviceWorker();
    return worker.evaluate(async () => Object.keys(await chrome.storage.local.get()));
  };
  /** Switches keeping on, unless it is on; then the transcript is in the database. */
  const keep = async () => {
    const label = `::-p-aria([name="${message('transcript_keep')}"][role="switch"])`;
    const isOn = await popup.$eval(label, (node) => node.getAttribute('aria-checked') === 'true');
    if (!isOn) await press(message('transcript_keep'), 'switch');
    await until('it is kept', async () => (await recordCounts(popup)).kept === 1);
  };
  /** The captions of the call, as the content script counts them. */
  const captions = async () =>
    ((await diagnostics(tab.page))?.captions ?? []).map(({ caption }) => caption);

  beforeAll(async () => {
    demo = await startDemoCall();
    tab = await demo.open();
    await join(tab.page);
    await until('two captions have come', async () => (await captions()).length > 1);
    popup = await demo.browser.popup(tab);
    await popup.click('.fold');
    await popup.waitForSelector('.cues li');
  });

  afterAll(() => demo?.dispose());

  it('appears in the popup, and grows while the popup is open', async () => {
    const before = (await lines()).length;
    await until('another caption is in it', async () => (await lines()).length > before);
    const shown = await lines();
    expect(shown).toEqual((await captions()).slice(0, shown.length));
  });

  it('fits with all its buttons into the 600 pixels that the browser gives a popup', async () => {
    const height = (): Promise<number> =>
      popup.$eval('main', (main) =>
        Math.max(main.getBoundingClientRect().height, main.scrollHeight),
      );
    expect(await height()).toBeLessThanOrEqual(600);
    const list = await popup.$eval('.cues', (cues) => cues.clientHeight);
    expect(list, 'room for a few captions').toBeGreaterThan(60);
    expect(await popup.$('.readers, footer').then((node) => node?.isVisible())).toBe(false);
    expect(await axeFaults(popup)).toEqual([]);

    await popup.click('.fold');
    await popup.waitForSelector('.unfolded', { hidden: true });
    expect(await popup.$('footer').then((node) => node?.isVisible())).toBe(true);
    expect(await height(), 'folded').toBeLessThanOrEqual(600);
    await popup.click('.fold');
    await popup.waitForSelector('.cues li');
  });

  it('is kept in memory only', async () => {
    expect((await localKeys()).filter((key) => key.startsWith('transcript'))).toEqual([]);
    expect((await recordCounts(popup)).kept ?? 0).toBe(0);
  });

  it('is saved as text and as subtitles that a player can read', async () => {
    const saved = await downloads(demo.browser.browser);
    const save = async (format: string) => {
      await press(sentence('transcript_saveAs', format));
      const file = await saved.next();
      const text = await readFile(file, 'utf8');
      await rm(file);
      expect(basename(file)).toMatch(
        new RegExp(`^sign-captions-[\\d-]+\\.${format.toLowerCase()}$`),
      );
      return text;
    };
    // More captions may come while files are saved: each holds at least what was there before.
    const shown = await lines();
    const texts = (cues: readonly { text: string }[]) =>
      cues.slice(0, shown.length).map(({ text }) => text);
    expect(texts(parseVtt(await save('VTT')))).toEqual(shown);
    expect(texts(parseSrt(await save('SRT')))).toEqual(shown);
    const plain = (await save('TXT')).trimEnd().split('\n');
    expect(plain.slice(0, shown.length).map((line) => line.split('  ').at(-1))).toEqual(shown);
    await saved.dispose();
  });

  it('is kept in the database once the user wants that', async () => {
    await keep();
    expect(await localKeys()).toEqual(['settings']);
  });

  it('is given to no content script, whatever it asks', async () => {
    await keep();
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
        // What it can read by itself: neither the kept transcript nor any caption.
        Object.keys(await chrome.storage.local.get()),
        (await indexedDB.databases()).map(({ name }) => name),
      ];
    }, tab.id);
    expect(replies).toEqual([null, null, null, null, [], ['settings'], []]);
    expect((await lines()).length).toBeGreaterThan(0);
  });

  it('is deleted after a confirmation', async () => {
    await keep();
    await demo.browser.setCaptions(tab, false);
    await press(message('transcript_clear'));
    await popup.waitForSelector('[role=alertdialog]');
    await press(message('transcript_clear'));
    await until('it is empty', async () => (await lines()).length === 0);
    expect((await recordCounts(popup)).kept).toBe(0);
  });

  it('disappears with its tab, except for the kept copy, which stays until it is deleted', async () => {
    await demo.browser.setCaptions(tab, true);
    await popup.bringToFront();
    await keep();
    const before = await lines();
    const keys = async () => {
      const worker = await demo.browser.serviceWorker();
      return worker.evaluate(async () => Object.keys(await chrome.storage.session.get()));
    };
    expect(await keys()).toContain(`transcript-${tab.id}`);
    await tab.page.close();
    await until('it was forgotten', async () => !(await keys()).includes(`transcript-${tab.id}`));

    const other = await demo.browser.open(demo.url);
    await popup.close();
    popup = await demo.browser.popup(other);
    await popup.click('.fold');
    await popup.waitForSelector('.unfolded select');
    expect(await lines()).toEqual([]);
    const [, kept] = await popup.$$eval('.unfolded option', (all) => all.map(({ value }) => value));
    await popup.select('.unfolded select', kept ?? '');
    await popup.waitForSelector('.cues li');
    expect((await lines()).slice(0, before.length)).toEqual(before);
    await press(message('transcript_clear'));
    await popup.waitForSelector('[role=alertdialog]');
    await press(message('transcript_clear'));
    await until('it was deleted', async () => (await recordCounts(popup)).kept === 0);
  });
});
