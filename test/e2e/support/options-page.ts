/** The options page as a person uses it: by its words, with the mouse or with the keyboard alone. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { SectionId } from '../../../src/options/routes.ts';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { ffmpeg } from '../../../tools/lib/machine/programs.ts';
import { message, root } from './harness.ts';

const run = promisify(execFile);

/** How long to wait for the first frame, ms: models are loaded and measured before it. */
export const slow = 450_000;

export async function openOptions(browser: ExtensionBrowser, section: SectionId): Promise<Page> {
  const { page } = await browser.open(`${browser.origin}options.html#${section}`);
  await shows(page, section);
  return page;
}

/** Goes to a section by the page's own navigation. */
export async function goTo(page: Page, section: SectionId): Promise<void> {
  await page.bringToFront();
  await page.click(`nav a[href="#${section}"]`);
  await shows(page, section);
}

/** Unfolds every group of the page, also those that come later. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    const all = (): void => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>('.fold, .more'))
        fold.open = true;
    };
    new MutationObserver(all).observe(document, { subtree: true, childList: true });
    all();
  });
}

async function shows(page: Page, section: SectionId): Promise<void> {
  const title = message(`options_${section}`);
  await page.waitForFunction(
    (words) => document.querySelector('main h1')?.textContent === words,
    {},
    title,
  );
  await unfold(page);
}

/** A control by its role and the words that it is known by. */
export function control(
  page: Page,
  role: string,
  name: string,
  timeout = 180_000,
): Promise<ElementHandle> {
  return page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, {
    timeout,
  }) as Promise<ElementHandle>;
}

/** Presses a button by its words, once it can be pressed. */
export async function press(page: Page, name: string, timeout = 180_000): Promise<void> {
  const button = await control(page, 'button', name, timeout);
  await until(
    `“${name}” can be pressed`,
    () => button.evaluate((node) => !(node as HTMLButtonElement).disabled),
    timeout,
  );
  await button.click();
  await button.dispose();
}

/** The first field of this label. */
async function field(page: Page, label: string): Promise<ElementHandle<HTMLInputElement>> {
  const found = await page.waitForFunction(
    (words) =>
      [...document.querySelectorAll('label')].find((node) => node.textContent === words)?.control,
    { timeout: 180_000 },
    label,
  );
  return found as ElementHandle<HTMLInputElement>;
}

/** Replaces a field's text. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  const input = await field(page, label);
  await input.focus();
  await input.evaluate((node) => node.select());
  await page.keyboard.type(text);
  await input.dispose();
}

/** Gives files to the field of this label, as the browser's file dialog would. */
export async function choose(page: Page, label: string, files: readonly string[]): Promise<void> {
  const input = await field(page, label);
  await input.uploadFile(...files);
  await input.dispose();
}

/** The words in the first element that matches; null if there is none. */
export function wordsOf(page: Page, selector: string): Promise<string | null> {
  return page.evaluate(
    (where) => document.querySelector(where)?.textContent?.replace(/\s+/g, ' ').trim() ?? null,
    selector,
  );
}

/** Waits until the page shows these words. */
export async function says(page: Page, words: string, timeout = 180_000): Promise<void> {
  await until(
    `the page says “${words}”`,
    async () => (await wordsOf(page, 'body'))?.includes(words),
    timeout,
  );
}

/** The table "What is kept" of the privacy section: what, and how many. */
export async function kept(page: Page): Promise<Record<string, number>> {
  await page.waitForSelector('table.facts');
  return page.$$eval('table.facts tr', (rows) =>
    Object.fromEntries(
      rows.map((row) => [
        row.querySelector('th')?.textContent ?? '',
        Number(row.querySelector('td')?.textContent),
      ]),
    ),
  );
}

/** Saves a screenshot of the page in `out/options/`, for a person to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(root, 'out/options');
  await mkdir(folder, { recursive: true });
  // A full-page screenshot of a page that runs from right to left comes out shifted.
  const fullPage = await page.evaluate(() => document.documentElement.dir !== 'rtl');
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

/** Frames of a committed clip at these seconds, as files that a person could choose. */
export async function stills(
  clip: string,
  seconds: readonly number[],
): Promise<{ files: string[]; dispose(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-stills-'));
  const files: string[] = [];
  for (const [i, at] of seconds.entries()) {
    const file = join(folder, `${i}.jpg`);
    const video = join(root, 'test/fixtures/clips', `${clip}.mp4`);
    await run(ffmpeg(), [
      '-loglevel',
      'error',
      '-ss',
      String(at),
      '-i',
      video,
      '-frames:v',
      '1',
      file,
    ]);
    files.push(file);
  }
  return { files, dispose: () => rm(folder, { recursive: true, force: true }) };
}

export interface Look {
  dark?: boolean;
  forced?: boolean;
  /** 2 is the browser's 200 %: half as many CSS pixels, each twice as large. */
  zoom?: number;
}

/** Shows the page as a person with such settings sees it. */
export async function lookAs(page: Page, { dark, forced, zoom = 1 }: Look): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
      { name: 'forced-colors', value: forced ? 'active' : 'none' },
    ],
  });
  await page.setViewport({
    width: Math.round(1280 / zoom),
    height: Math.round(800 / zoom),
    deviceScaleFactor: zoom,
  });
}

/** Elements that stick out of the page sideways, so that it would have to be scrolled. */
export function outOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        return width > 1 && (right > clientWidth + 1 || left < -1);
      })
      .map((node) => node.outerHTML.slice(0, 120));
  });
}
