import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launch } from '../lib/browsers/chromium.ts';
import { until } from '../lib/browsers/until.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { captionsShown, join as joinCall, openCall } from '../start/call.ts';
import { makeClip } from '../start/clip.ts';

const root = join(import.meta.dirname, '../..');
const extension = join(root, 'dist/chrome-demo');
const out = join(root, 'out/store');
const size = { width: 1280, height: 800 };

const take = async (page: Page, name: string): Promise<void> => {
  const path = join(out, `${name}.png`) as `${string}.png`;
  await page.screenshot({ path });
  console.log(`out/store/${name}.png`);
};

/** Takes the picture of a gesture about to be taught: the camera is on and the hand is followed. */
async function teaching(page: Page): Promise<void> {
  await page.locator('::-p-aria(New gesture)').click();
  await page.locator('::-p-aria(Name)').fill('All good');
  await page.locator('::-p-aria(Next: record it)').click();
  await page.locator('::-p-aria(Turn camera on)').setTimeout(60_000).click();
  await page.waitForFunction(
    () => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.skeleton');
      if (!canvas?.width) return false;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value > 0);
    },
    { timeout: 90_000 },
  );
  await take(page, '4-teach');
  await page.close();
}

async function main(): Promise<void> {
  if (!existsSync(join(extension, 'manifest.json')))
    throw new Error('There is no build in dist/chrome-demo. Run: npm run build');
  await mkdir(out, { recursive: true });
  const clip = await makeClip(join(root, 'test/fixtures/clips/known.mp4'), { slower: 2 });
  const site = await serveDemo();
  const browser = await launch({ extension, camera: clip.file, headless: true, viewport: size });
  try {
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await joinCall(tab.page);
    await until(
      'a caption is shown',
      async () => (await captionsShown(tab.page)).length > 0,
      90_000,
    );
    await take(tab.page, '1-call');
    await browser.setCaptions(tab, false);
    const options = async (section: string): Promise<Page> => {
      const { page } = await browser.open(`${browser.origin}options.html#${section}`);
      await page.setViewport(size);
      await page.waitForSelector('main h1, main h2');
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
      return page;
    };
    for (const [name, section, top] of [
      ['2-gestures', 'gestures', '.gesture'],
      ['3-look', 'captions', '#captions-look'],
      ['5-privacy', 'privacy', 'main'],
    ] as const) {
      const page = await options(section);
      // Scroll the subject of the picture to the top, with some space above it.
      await page.$eval(top, (node) => scrollBy(0, node.getBoundingClientRect().top - 56));
      await take(page, name);
      await page.close();
    }
    await teaching(await options('teach'));
  } finally {
    await browser.dispose();
    await site.close();
    await clip.dispose();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
