import type { WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { openTab, type Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { serve } from '../../../tools/lib/servers/demo/server.ts';
import { ask, counters } from '../../../tools/start/call.ts';
import { recognizers } from '../support/faults-call.ts';
import { launchTest, root, signerClip } from '../support/harness.ts';

/** How much memory a worker holds outside WASM after a garbage collection, MB. */
async function heap({ client }: WebWorker): Promise<number> {
  await client.send('HeapProfiler.collectGarbage');
  const usage = await client.send('Runtime.getHeapUsage');
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 2 ** 20;
}

describe('ten tabs with captions on', { timeout: 900_000 }, () => {
  let clip: Awaited<ReturnType<typeof signerClip>>;
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: ExtensionBrowser;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    clip = await signerClip('known');
    site = await serve({ folder: `${root}/test/e2e/support/pages` });
    browser = await launchTest({ camera: clip.file, viewport: { width: 320, height: 240 } });
  });
  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  });

  const open = async (): Promise<void> => {
    // In one window, of which one tab is visible.
    const tab = await openTab(await browser.desk(), () => browser.browser.newPage());
    await tab.page.goto(`${site.url}call.html`);
    await ask(browser, { type: 'tab-set', tabId: tab.id, on: true });
    await tab.page.evaluate(async () => {
      // No far end: its decoders would cost more than all captions. And no preview: each holds one of the
      // camera's ten buffers, and when all are held the camera stops, even without the extension.
      const video = { width: 320, height: 240, frameRate: 10 };
      const stream = await navigator.mediaDevices.getUserMedia({ video });
      const connection = new RTCPeerConnection();
      for (const track of stream.getTracks()) connection.addTrack(track, stream);
      Object.assign(globalThis, { connection });
    });
    tabs.push(tab);
  };
  const answered = () =>
    Promise.all(tabs.map(async ({ page }) => (await counters(page))?.frames.answered ?? 0));

  it('share one recognizer fairly, which does not grow with the tabs', async () => {
    await open();
    await until('the first is looked at', async () => (await answered())[0]! > 10, 150_000);
    const [worker, ...others] = await recognizers(browser);
    expect(others).toEqual([]);
    const alone = await heap(worker!);

    while (tabs.length < 10) await open();
    await until(
      'all are looked at',
      async () => (await answered()).every((count) => count > 2),
      120_000,
    );
    const before = await answered();
    await until(
      'each was looked at 15 times more',
      async () => {
        const now = await answered();
        return now.every((count, i) => count >= before[i]! + 15);
      },
      120_000,
    );
    const shares = (await answered()).map((count, i) => count - before[i]!);
    // Compares the smallest share with the mean: a tab with a followed hand gets more.
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    process.stdout.write(`ten tabs: looked at ${shares.join(' ')} times\n`);
    expect(Math.min(...shares)).toBeGreaterThan(mean / 3);

    expect((await recognizers(browser)).length).toBe(1);
    const together = await heap(worker!);
    process.stdout.write(
      `ten tabs: the recognizer holds ${alone.toFixed(1)} MB with one, ${together.toFixed(1)} MB with ten\n`,
    );
    expect(together - alone).toBeLessThan(30);
    for (const { page } of tabs) {
      const now = (await counters(page))!;
      expect(now.problem).toBeNull();
      const { seen, sent, dropped } = now.frames;
      const drops = Object.values(dropped).reduce((sum, count) => sum + count, 0);
      expect(seen - sent - drops).toBeLessThanOrEqual(1);
    }
  });
});
