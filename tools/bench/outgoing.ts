/**
 * Measures what captions in the sent picture cost the call page's main thread, and what the far end
 * sees when tracks are swapped, in a real Chromium.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import { launchSending, type SendingPage, waysToDraw } from '../../test/e2e/support/probe-page.ts';
import { until } from '../lib/browsers/until.ts';
import { type BusyRow, busyRows } from './outgoing-busy.ts';

export interface OutgoingRow {
  /** How captions are drawn. */
  way: string;
  width: number;
  height: number;
  /** CPU of the page's main thread, ms per source frame, beyond sending it unchanged. */
  untouched: number[];
  captioned: number[];
  /** Frames per second while they were captioned. */
  rate: number[];
}

export interface SwapRow {
  /** Longest pause between two pictures at the far end in a second that contains a swap, ms. */
  swapped: number[];
  /** The same in a second without a swap. */
  still: number[];
  /** Freezes that the browser itself counted at the far end, over all seconds of each kind. */
  freezes: { swapped: number; still: number };
}

export interface OutgoingCost {
  rows: OutgoingRow[];
  swaps: SwapRow;
  busy: BusyRow[];
}

/** How long one measurement takes, s. */
const seconds = 5;
const sizes = [
  [640, 480],
  [1280, 720],
] as const;
const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

async function sourceFrames(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    for (const report of (await globalThis.sending.lines[0]!.sender.getStats()).values())
      if (report.type === 'media-source') return report.frames as number;
    return Number.NaN;
  });
}

/** CPU ms of the page's main thread, and source frames, over the next few seconds. */
async function measure(page: Page, session: CDPSession): Promise<{ ms: number; frames: number }> {
  const work = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const firstFrame = await sourceFrames(page);
  const before = await work();
  await pause(seconds * 1000);
  const ms = (await work()) - before;
  return { ms, frames: (await sourceFrames(page)) - firstFrame };
}

async function costs(sending: SendingPage, rounds: number, row: OutgoingRow): Promise<void> {
  const { page, probe } = sending;
  const session = await page.createCDPSession();
  // CPU time of the thread hardly depends on how busy the machine is.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const put = async (text: string | null): Promise<void> => {
    await probe((probe, text) => (text === null ? probe.show() : probe.show(text)), text);
    const wanted = text === null ? 'ready' : 'shown';
    await until('the tracks are swapped', async () => (await probe((p) => p.status)) === wanted);
  };
  for (let round = 0; round < rounds; round++) {
    await put(null);
    const off = await measure(page, session);
    // A caption of one space: our track is sent, and its frames pass through untouched.
    await put(' ');
    const untouched = await measure(page, session);
    await put('Thank you, see you soon');
    const captioned = await measure(page, session);
    const bare = off.ms / off.frames;
    row.untouched.push(untouched.ms / untouched.frames - bare);
    row.captioned.push(captioned.ms / captioned.frames - bare);
    row.rate.push(captioned.frames / seconds);
  }
  await put(null);
}

async function freezes(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    for (const report of (await globalThis.sending.lines[0]!.far.getStats()).values())
      if (report.type === 'inbound-rtp') return (report.freezeCount as number | undefined) ?? 0;
    return 0;
  });
}

/** Longest pause between pictures at the far end during the second after `act`, ms. */
async function longestPause(page: Page, act: () => Promise<unknown>): Promise<number> {
  const from = await page.evaluate(() => performance.now());
  await act();
  await pause(1000);
  return await page.evaluate((from) => {
    const times = globalThis.sending.lines[0]!.arrivals.filter((at) => at >= from - 100);
    return Math.max(...times.slice(1).map((at, i) => at - times[i]!));
  }, from);
}

async function swaps({ page, probe }: SendingPage, count: number, row: SwapRow): Promise<void> {
  for (let i = 0; i < count; i++) {
    let before = await freezes(page);
    row.still.push(await longestPause(page, () => probe((p) => p.status)));
    row.freezes.still += (await freezes(page)) - before;
    before = await freezes(page);
    // Swap in, and measure the second that follows; then out again, a second after the caption.
    row.swapped.push(await longestPause(page, () => probe((p) => p.show('Thank you'))));
    await probe((p) => p.show());
    await pause(800);
    row.swapped.push(await longestPause(page, async () => undefined));
    row.freezes.swapped += (await freezes(page)) - before;
  }
}

/**
 * @param rounds how many for each size
 * @param swapCount how often a caption comes and goes
 * @param busySeconds how long the page is kept busy in each way; 0: not at all
 */
export async function outgoingRows(
  rounds: number,
  swapCount: number,
  busySeconds: number,
): Promise<OutgoingCost> {
  const browser = await launchSending();
  const cost: OutgoingCost = {
    rows: [],
    swaps: { swapped: [], still: [], freezes: { swapped: 0, still: 0 } },
    busy: [],
  };
  try {
    for (const [way, path] of rounds > 0 || swapCount > 0 ? waysToDraw : [])
      for (const [width, height] of sizes) {
        const sending = await browser.open(path);
        await sending.page.evaluate(
          async ({ width, height }) => {
            const { sending } = globalThis;
            const exact = { width: { exact: width }, height: { exact: height }, frameRate: 30 };
            await sending.send(await sending.turnOn(exact), 'addTrack');
          },
          { width, height },
        );
        await sending.page.waitForFunction(
          () => (globalThis.sending.lines[0]?.arrivals.length ?? 0) > 30,
        );
        await sending.probe((probe) => probe.configure(true));
        const row: OutgoingRow = { way, width, height, untouched: [], captioned: [], rate: [] };
        await costs(sending, rounds, row);
        if (rounds > 0) cost.rows.push(row);
        if (width === 640) await swaps(sending, swapCount, cost.swaps);
        await sending.page.evaluate(() => globalThis.sending.leave());
        await sending.page.close();
      }
    if (busySeconds > 0) cost.busy = await busyRows(browser, busySeconds);
    return cost;
  } finally {
    await browser.dispose();
  }
}
