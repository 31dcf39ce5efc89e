/** The call of a long run: what a person does in it, and the readings that are taken. */
import type { CDPSession, Page, WebWorker } from 'puppeteer-core';
import { cpuMs, isExtensionProcess, memoryMb, processesOf } from '../bench/compare/processes.ts';
import type { ExtensionBrowser } from '../lib/browsers/chromium.ts';
import type { Tab } from '../lib/browsers/tabs.ts';
import { until } from '../lib/browsers/until.ts';
import { counters, join, openCall } from '../start/call.ts';
import type { FrameTotals } from './frames.ts';
import type { Reading } from './readings.ts';

declare global {
  /** Where tfjs keeps its engine (tfjs-core, src/engine.ts). */
  var _tfengine: { memory(): { numTensors: number } } | undefined;
}

export interface SoakCall {
  browser: ExtensionBrowser;
  tab: Tab;
  url: string;
  totals: FrameTotals;
}

const countFrames = async ({ tab, totals }: SoakCall): Promise<void> => {
  const now = await counters(tab.page);
  if (now) totals.add(now.frames);
};

const framesFlow = async ({ tab }: SoakCall): Promise<void> => {
  const sent = async () => (await counters(tab.page))?.frames.sent ?? 0;
  const before = await sent();
  await until('frames are sent again', async () => (await sent()) > before + 2, 120_000);
};

async function restart(call: SoakCall): Promise<void> {
  await join(call.tab.page);
  await framesFlow(call);
}

/** What people do in calls, by name; captions are on after each action. */
export const actions: Readonly<Record<string, (call: SoakCall) => Promise<void>>> = {
  'captions off and on': async (call) => {
    await call.browser.setCaptions(call.tab, false);
    await call.browser.setCaptions(call.tab, true);
    await framesFlow(call);
  },
  'video blanked for a moment': async (call) => {
    await call.tab.page.click('#mute');
    await call.tab.page.click('#mute');
    await framesFlow(call);
  },
  'left and joined again': async (call) => {
    await call.tab.page.click('#leave');
    await call.tab.page.waitForSelector('body[data-state=lobby]');
    await restart(call);
  },
  'camera off and on': async (call) => {
    await call.tab.page.click('#camera');
    await call.tab.page.waitForSelector('#camera[aria-pressed=false]');
    await call.tab.page.click('#camera');
    await call.tab.page.waitForSelector('#camera[aria-pressed=true]');
    await framesFlow(call);
  },
  'a second call beside it': async (call) => {
    const second = await openCall(call.browser, { url: call.url, vocabulary: 'call-gestures' });
    await join(second.page);
    await second.page.close();
    await call.tab.page.bringToFront();
    await framesFlow(call);
  },
  'page reloaded': async (call) => {
    await countFrames(call);
    await call.tab.page.reload();
    await until(
      'the recognizer is loaded',
      async () => (await counters(call.tab.page))?.ready,
      120_000,
    );
    await restart(call);
  },
  'service worker ended': async (call) => {
    await (await call.browser.serviceWorker()).close();
    await framesFlow(call);
  },
};

const collect = async (session: CDPSession): Promise<void> => {
  await session.send('HeapProfiler.collectGarbage');
};
const heapMb = async (session: CDPSession): Promise<number> =>
  (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;

async function pageMetrics(
  page: Page,
): Promise<{ heap: number; listeners: number; nodes: number }> {
  const session = await page.createCDPSession();
  try {
    await session.send('Performance.enable');
    await collect(session);
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (wanted: string): number =>
      metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
    return {
      heap: value('JSHeapUsedSize') / 1e6,
      listeners: value('JSEventListeners'),
      nodes: value('Nodes'),
    };
  } finally {
    await session.detach();
  }
}

const tensorsIn = async (worker: WebWorker): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  // During a frame its own tensors exist too, so the least of several readings is what remains.
  for (let i = 0; i < 10; i++)
    least = Math.min(
      least,
      await worker.evaluate(() => globalThis._tfengine?.memory().numTensors ?? Number.NaN),
    );
  return least;
};

/** Takes a reading. @throws Error if no recognizer runs. */
export async function read(call: SoakCall, minute: number): Promise<Reading> {
  await countFrames(call);
  const host = await call.browser.offscreen();
  const worker = await until('there is a recognizer', () =>
    host.workers().find((one) => one.url().endsWith('recognizer-worker.js')),
  );
  await collect(worker.client);
  const page = await pageMetrics(call.tab.page);
  const hostPage = await pageMetrics(host);
  const hub = await host.evaluate(() => globalThis.signCaptionsHub?.counts ?? null);
  const processes = await processesOf(call.browser.browser.process()?.pid ?? 0);
  return {
    minute,
    tensors: await tensorsIn(worker),
    workerHeap: await heapMb(worker.client),
    pageHeap: page.heap,
    hostHeap: hostPage.heap,
    listeners: page.listeners,
    nodes: page.nodes,
    hostListeners: hostPage.listeners,
    ports: hub?.ports ?? Number.NaN,
    pending: hub?.pending ?? Number.NaN,
    memory: await memoryMb(processes.filter(isExtensionProcess)),
  };
}

/** CPU time of the extension's processes so far, ms. */
export async function extensionCpuMs({ browser }: SoakCall): Promise<number> {
  const processes = await processesOf(browser.browser.process()?.pid ?? 0);
  return cpuMs(processes.filter(isExtensionProcess));
}
