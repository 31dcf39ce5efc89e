import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type ExtensionBrowser, launch } from '../lib/browsers/chromium.ts';
import { pressShortcut } from '../lib/browsers/shortcut.ts';
import { until } from '../lib/browsers/until.ts';
import { textByClass } from '../lib/browsers/whole-page.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { captionsShown, join as joinCall, openCall, sayWhoReads } from '../start/call.ts';
import { makeClip } from '../start/clip.ts';

const root = join(import.meta.dirname, '../..');
const extension = join(root, 'dist/chrome-demo');
const out = join(root, 'out/store');
const size = { width: 1280, height: 800 };
/** How long anything may take, ms: models are loaded, signs are shown, a gesture is trained. */
const patience = 150_000;

const take = async (page: Page, name: string): Promise<void> => {
  const path = join(out, `${name}.png`) as `${string}.png`;
  await page.screenshot({ path });
  console.log(`out/store/${name}.png`);
};

/** A page of the options at one of its sections. */
async function options(browser: ExtensionBrowser, section: string): Promise<Page> {
  const { page } = await browser.open(`${browser.origin}options.html#${section}`);
  await page.setViewport(size);
  await page.waitForSelector('main h1, main h2');
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  return page;
}

/** Scrolls the subject of the picture to the top, unfolded, with some space above it. */
async function show(page: Page, subject: string): Promise<void> {
  await page.waitForSelector(subject);
  await page.$eval(subject, (node) => {
    if (node instanceof HTMLDetailsElement) node.open = true;
  });
  await page.$eval(subject, (node) => scrollBy(0, node.getBoundingClientRect().top - 24));
}

/** In a call: the first caption with the line that says who reads, and the panel. */
async function call(browser: ExtensionBrowser, url: string): Promise<void> {
  const tab = await openCall(browser, { url, vocabulary: 'call-gestures' });
  await joinCall(tab.page);
  await sayWhoReads(browser, tab);
  await until(
    'a caption is shown',
    async () => (await captionsShown(tab.page)).length > 0,
    patience,
  );
  await take(tab.page, '1-call');
  // The line about who reads is said once; the panel would stand on its end.
  await browser.setCaptions(tab, false);
  await browser.setCaptions(tab, true);
  await pressShortcut(browser, tab, 'toggle-panel');
  await until(
    'the panel has some captions',
    async () => (await textByClass(tab.page, 'drawn')).length >= 4,
    patience,
  );
  await take(tab.page, '2-panel');
  await browser.setCaptions(tab, false);
}

/** A gesture on its way into calls, at the moment at which it is tried and captioned. */
async function teaching(browser: ExtensionBrowser): Promise<void> {
  const page = await options(browser, 'teach');
  const press = (name: string): Promise<void> =>
    page.locator(`::-p-aria([name="${name}"][role="button"])`).setTimeout(patience).click();
  await press('New gesture');
  await page.locator('::-p-aria(Name)').fill('My turn');
  await page.locator('::-p-aria(Caption)').fill('May I say something?');
  await press('Next: record it');
  await press('Record');
  await press('Train');
  await page.waitForFunction(
    () =>
      document.querySelector('.own-bar .reached') !== null &&
      document.querySelector('.on-picture .guidance')?.textContent !== '',
    { timeout: patience },
  );
  await take(page, '3-teach');
  await page.close();
}

/** Runs what takes pictures in a browser whose camera plays this clip. */
async function withCamera(
  name: string,
  slower: number,
  run: (browser: ExtensionBrowser) => Promise<void>,
): Promise<void> {
  const clip = await makeClip(join(root, `test/fixtures/clips/${name}.mp4`), { slower });
  const browser = await launch({ extension, camera: clip.file, headless: true, viewport: size });
  try {
    await run(browser);
  } finally {
    await browser.dispose();
    await clip.dispose();
  }
}

/** Sections of the options page, each with the subject of its picture. */
const sections = [
  // These gestures alone name no other product.
  ['4-gestures', 'gestures', '#group-fingerspelling'],
  ['5-look', 'captions', '#captions-look'],
] as const;

async function main(): Promise<void> {
  if (!existsSync(join(extension, 'manifest.json')))
    throw new Error('There is no build in dist/chrome-demo. Run: npm run build');
  await mkdir(out, { recursive: true });
  const site = await serveDemo();
  try {
    await withCamera('known', 2, async (browser) => {
      await call(browser, site.url);
      for (const [name, section, subject] of sections) {
        const page = await options(browser, section);
        await show(page, subject);
        await take(page, name);
        await page.close();
      }
    });
    await withCamera('teach-gun', 2, async (browser) => {
      await teaching(browser);
      await take(await options(browser, 'privacy'), '6-privacy');
    });
  } finally {
    await site.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
