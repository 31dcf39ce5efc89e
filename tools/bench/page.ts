/** Measures what captions cost the call page's main thread, in a real Chromium. */
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { launch } from '../lib/browsers/chromium.ts';
import { until } from '../lib/browsers/until.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { counters, diagnostics, join as joinCall, openCall } from '../start/call.ts';
import { makeClip } from '../start/clip.ts';

/** What the camera shows. */
export const pageClip = join(import.meta.dirname, '../../test/fixtures/clips/known.mp4');
/** How long one measurement takes, s. */
const seconds = 6;

export interface PageCost {
  /** ms of each step per sent frame. */
  stages: Record<string, number[]>;
  /** ms of main thread CPU per second with captions off and on, and frames sent per second. */
  rounds: { off: number; on: number; sent: number }[];
}

/** CPU time of the page's main thread so far, s. */
async function work(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Main thread work (ms) and frames sent, both per second, over the next few seconds of the call. */
export async function measure(
  page: Page,
  session: CDPSession,
): Promise<{ work: number; sent: number }> {
  const sentBefore = (await counters(page))?.frames.sent ?? 0;
  const before = await work(session);
  const start = performance.now();
  // Leave the page alone meanwhile: every question would be work too.
  await new Promise((go) => setTimeout(go, seconds * 1000));
  const after = await work(session);
  const time = (performance.now() - start) / 1000;
  const sent = ((await counters(page))?.frames.sent ?? 0) - sentBefore;
  return { work: ((after - before) * 1000) / time, sent: sent / time };
}

/** @param extension folder of the build that also runs on localhost */
export async function pageRows(extension: string, rounds: number): Promise<PageCost> {
  const camera = await makeClip(pageClip);
  const site = await serveDemo();
  const browser = await launch({ extension, camera: camera.file, headless: true });
  try {
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await joinCall(tab.page);
    const session = await tab.page.createCDPSession();
    // CPU time of the thread hardly depends on how busy the machine is.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const cost: PageCost = { stages: {}, rounds: [] };
    for (let i = 0; i < rounds; i++) {
      await browser.setCaptions(tab, false);
      const off = await measure(tab.page, session);
      await browser.setCaptions(tab, true);
      await until('frames flow again', async () =>
        ['watching', 'hand'].includes((await counters(tab.page))?.status ?? ''),
      );
      const on = await measure(tab.page, session);
      cost.rounds.push({ off: off.work, on: on.work, sent: on.sent });
    }
    const data = await diagnostics(tab.page);
    if (data) cost.stages = { grab: data.stages.grab, send: data.stages.send };
    return cost;
  } finally {
    await browser.dispose();
    await site.close();
    await camera.dispose();
  }
}

/** What several runs of one build measured, as one. */
export const joinPageCosts = (costs: readonly PageCost[]): PageCost => ({
  stages: {
    grab: costs.flatMap(({ stages }) => stages.grab ?? []),
    send: costs.flatMap(({ stages }) => stages.send ?? []),
  },
  rounds: costs.flatMap(({ rounds }) => rounds),
});
