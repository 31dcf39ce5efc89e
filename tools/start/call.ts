/** A tab with the demo call and captions in it, as a person would have it. */
import type { Page } from 'puppeteer-core';
import * as v from 'valibot';
import type { Diagnostics } from '../../src/content/diagnostics.ts';
import { framesPort, type PageMessage, TabState } from '../../src/messaging/protocol.ts';
import { contentRealm, type ExtensionBrowser, type Tab, textByClass, until } from '../browser.ts';

/** What the content script counted so far; null when there is none in the page. */
export async function diagnostics(page: Page): Promise<Diagnostics | null> {
  const realm = await contentRealm(page);
  return await realm.evaluate(() => globalThis.signCaptionsDiagnostics ?? null);
}

/** The diagnostics without their long lists, for asking often. */
export async function counters(page: Page): Promise<Omit<Diagnostics, 'stages'> | null> {
  const realm = await contentRealm(page);
  return await realm.evaluate(() => {
    const all = globalThis.signCaptionsDiagnostics;
    if (!all) return null;
    const { stages: _, ...rest } = all;
    return rest;
  });
}

/** The captions that a person sees in the page now. */
export function captionsShown(page: Page): Promise<string[]> {
  return textByClass(page, 'line');
}

/** @throws Error when the extension does not answer as its protocol says. */
export async function ask(browser: ExtensionBrowser, message: PageMessage): Promise<TabState> {
  const desk = await browser.desk();
  const reply: unknown = await desk.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
  return v.parse(TabState, reply);
}

/**
 * Loads the recognizer ahead of the call, so that the clip's first sign is not missed: opens a
 * stream of frames without sending any, and keeps it open for the browser's life.
 * @throws Error with the problem that the recognizer tells.
 */
export async function warmUp(
  browser: ExtensionBrowser,
  vocabulary: string,
  timeoutMs = 90_000,
): Promise<string> {
  const desk = await browser.desk();
  return await desk.evaluate(
    (name, vocabulary, timeoutMs) =>
      new Promise<string>((done, fail) => {
        const port = chrome.runtime.connect({ name });
        const timer = setTimeout(
          () => fail(new Error('The recognizer did not become ready in time.')),
          timeoutMs,
        );
        port.onDisconnect.addListener(() => {
          clearTimeout(timer);
          fail(new Error('The recognizer is not there.'));
        });
        port.onMessage.addListener((message) => {
          clearTimeout(timer);
          if (message.type === 'ready') done(message.backend);
          else if (message.type === 'problem')
            fail(new Error(`${message.problem.code}: ${message.problem.detail ?? ''}`));
        });
        port.postMessage({ type: 'open', vocabulary, dwellMs: 700, probe: null });
      }),
    framesPort,
    vocabulary,
    timeoutMs,
  );
}

export interface CallOptions {
  url: string;
  vocabulary: string;
}

/** Opens the call's page with captions on and the recognizer loaded; does not join yet. */
export async function openCall(
  browser: ExtensionBrowser,
  { url, vocabulary }: CallOptions,
): Promise<Tab & { backend: string }> {
  const tab = await browser.open(url);
  await contentRealm(tab.page);
  await ask(browser, { type: 'vocabulary-set', tabId: tab.id, vocabulary });
  await browser.setCaptions(tab, true);
  const backend = await warmUp(browser, vocabulary);
  return { ...tab, backend };
}

/** Joins, and waits until the first frame has come. @throws Error with what the page says. */
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
