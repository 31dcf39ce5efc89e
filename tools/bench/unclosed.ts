/**
 * Counts, for each way of reading a camera, after how many stops the browser warns of a frame that
 * was not closed. Plain pages without the extension, because the browser warns at most once in ten
 * seconds for each document: here each stop has a document (and a worker) of its own.
 */
import puppeteer from 'puppeteer-core';
import { chromium } from '../lib/machine/programs.ts';
import { serve } from '../lib/servers/demo/server.ts';
import type { Way } from './unclosed-frame.ts';

const ways: readonly Way[] = ['every frame', 'on demand', 'in a worker', 'video element'];
/** How many cameras a page has, one after another. */
const perPage = 60;

export interface Unclosed {
  way: Way;
  stops: number;
  /** After how many stops the page's document was named, and after how many the worker. */
  page: number;
  worker: number;
}

/** @param stops how often to stop a camera in each way */
export async function countByWay(stops: number): Promise<Unclosed[]> {
  const site = await serve({ folder: import.meta.dirname });
  const browser = await puppeteer.launch({
    executablePath: chromium(),
    pipe: true,
    headless: true,
    protocolTimeout: 600_000,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=fps=30',
      '--autoplay-policy=no-user-gesture-required',
      '--js-flags=--expose-gc',
    ],
  });
  try {
    const rows: Unclosed[] = [];
    for (const way of ways) {
      const row: Unclosed = { way, stops, page: 0, worker: 0 };
      for (let left = stops; left > 0; left -= perPage) {
        const page = await browser.newPage();
        page.on('console', (message) => {
          if (isUnclosed(message.text())) row.page++;
        });
        // A worker's own log does not come with the page's.
        page.on('workercreated', (worker) => {
          worker.client.on('Log.entryAdded', ({ entry }) => {
            if (isUnclosed(entry.text)) row.worker++;
          });
          worker.client.send('Log.enable').catch(() => undefined);
        });
        await page.goto(`${site.url}unclosed.html`);
        await page.evaluate(
          (way, count) =>
            (globalThis as unknown as { stopAll(way: Way, count: number): Promise<void> }).stopAll(
              way,
              count,
            ),
          way,
          Math.min(left, perPage),
        );
        await page.close();
      }
      rows.push(row);
    }
    return rows;
  } finally {
    await browser.close();
    await site.close();
  }
}

const isUnclosed = (text: string): boolean =>
  text.includes('garbage collected without being closed');

export function printByWay(rows: readonly Unclosed[]): void {
  console.log('\nA busy page stops a camera: after how many stops an unclosed frame is named');
  console.log('frames are read    stops   in the page   in the worker');
  for (const { way, stops, page, worker } of rows)
    console.log(
      `${way.padEnd(16)}${String(stops).padStart(8)}${String(page).padStart(14)}${String(worker).padStart(16)}`,
    );
}
