/** Opens and reads a tab with the demo call and captions, as a person would. */
import type { Frame, Page } from 'puppeteer-core';
import * as v from 'valibot';
import type { Diagnostics } from '../../src/content/diagnostics.ts';
import { type PageMessage, TabState } from '../../src/messaging/protocol.ts';
import { contentRealm, type ExtensionBrowser } from '../lib/browsers/chromium.ts';
import type { Tab } from '../lib/browsers/tabs.ts';
import { until } from '../lib/browsers/until.ts';
import { textByClass } from '../lib/browsers/whole-page.ts';

/** What the content script has counted so far; null if the page has none. */
export async function diagnostics(place: Page | Frame): Promise<Diagnostics | null> {
  const realm = await contentRealm(place);
  return await realm.evaluate(() => globalThis.signCaptionsDiagnostics ?? null);
}

/** The diagnostics without their long lists, for frequent polling. */
export async function counters(place: Page | Frame): Promise<Omit<Diagnostics, 'stages'> | null> {
  const realm = await contentRealm(place);
  return await realm.evaluate(() => {
    const all = globalThis.signCaptionsDiagnostics;
    if (!all) return null;
    const { stages: _, ...rest } = all;
    return rest;
  });
}

/** The captions that the page shows now. */
export function captionsShown(place: Page | Frame): Promise<string[]> {
  return textByClass(place, 'line');
}

/** Sends a message to the background. @throws Error if the answer does not follow the protocol. */
export async function ask(browser: ExtensionBrowser, message: PageMessage): Promise<TabState> {
  const desk = await browser.desk();
  const reply: unknown = await desk.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
  return v.parse(TabState, reply);
}

/** What the demo's page says about the captions over Sam's screen. */
const readers = {
  you: 'Captions over this picture: not seen by Sam',
  all: 'Captions in this picture: sent, seen by Sam',
};

/**
 * Writes into the demo's page who reads the captions. They are drawn over the screen of the other
 * person, who sees them only if they are sent; the page itself knows nothing of the extension.
 */
export async function sayWhoReads(browser: ExtensionBrowser, { page, id }: Tab): Promise<void> {
  const { outgoing } = await ask(browser, { type: 'tab-get', tabId: id });
  await page.$eval(
    '#readers',
    (node, text) => {
      if (node.textContent !== text) node.textContent = text;
    },
    readers[outgoing === 'ready' ? 'all' : 'you'],
  );
}

export interface CallOptions {
  url: string;
  vocabulary: string;
}

/**
 * Opens the call's page with captions on and waits until the recognizer is loaded, so that the
 * first sign is not missed. Does not join yet.
 * @throws Error with the problem that the content script reports.
 */
export async function openCall(
  browser: ExtensionBrowser,
  { url, vocabulary }: CallOptions,
): Promise<Tab & { backend: string }> {
  const tab = await browser.open(url);
  await contentRealm(tab.page);
  await ask(browser, { type: 'vocabulary-set', tabId: tab.id, vocabulary });
  await browser.setCaptions(tab, true);
  const loaded = await until(
    'the recognizer is loaded',
    async () => {
      const now = await counters(tab.page);
      if (now?.problem) throw new Error(`Captions cannot start: ${now.problem}.`);
      return now?.ready ? now : null;
    },
    150_000,
  );
  return { ...tab, backend: loaded.backend ?? 'unknown' };
}

/** Joins the call and waits for the first frame. @throws Error with the message that the page shows. */
export async function join(page: Page): Promise<void> {
  await page.click('#join');
  await until('the camera gives its first picture', async () => {
    const error = await page.$eval(
      '#error',
      (node) => (node as HTMLElement).hidden || node.textContent,
    );
    if (typeof error === 'string') throw new Error(error);
    return ((await counters(page))?.firstTimestamp ?? null) !== null;
  });
}
