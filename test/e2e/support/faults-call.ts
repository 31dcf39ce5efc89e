/** Shared by the tests of faults: one browser in a call, its video, and how long recovery took. */
import type { Browser, Page, Target, WebWorker } from 'puppeteer-core';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, join } from '../../../tools/start/call.ts';
import { startDemoCall } from './demo-call.ts';
import type { launchTest } from './harness.ts';

export interface World {
  browser: ExtensionBrowser;
  site: string;
  /** Joins a call of the demo page with captions on. */
  call(): Promise<Tab>;
  /** Closes the calls of one test. */
  hangUp(): Promise<void>;
  dispose(): Promise<void>;
}

type Launch = Parameters<typeof launchTest>[0];

/** A browser whose camera plays the clip `known`, and the demo page. */
export async function createWorld(options: Launch = {}): Promise<World> {
  const demo = await startDemoCall(options);
  const tabs: Tab[] = [];
  return {
    browser: demo.browser,
    site: demo.url,
    async call() {
      const tab = await demo.open();
      tabs.push(tab);
      await join(tab.page);
      return tab;
    },
    async hangUp() {
      for (const { page } of tabs.splice(0)) if (!page.isClosed()) await page.close();
    },
    dispose: demo.dispose,
  };
}

/** How many frames the page has shown of its own camera, and of what arrives at the far end. */
function shown(page: Page): Promise<readonly [self: number, remote: number]> {
  return page.evaluate(() => {
    const frames = (id: string): number =>
      document.querySelector<HTMLVideoElement>(id)!.getVideoPlaybackQuality().totalVideoFrames;
    return [frames('#self-video'), frames('#remote-video')] as const;
  });
}

/** Waits until both sides of the call have shown this many more frames than now. */
export async function videoGoesOn(page: Page, frames = 15): Promise<void> {
  const [self, remote] = await shown(page);
  await until(`both videos show ${frames} more frames`, async () => {
    const [nowSelf, nowRemote] = await shown(page);
    return nowSelf >= self + frames && nowRemote >= remote + frames;
  });
}

const captions = async (page: Page): Promise<number> =>
  (await counters(page))?.captions.length ?? 0;
const answered = async (page: Page): Promise<number> =>
  (await counters(page))?.frames.answered ?? 0;

/** Waits for one more caption than now. */
export async function captionComes(page: Page): Promise<void> {
  const before = await captions(page);
  await until('another caption comes', async () => (await captions(page)) > before, 90_000);
}

/** Waits until the recognizer has answered frames. @param frames how many more than now */
export async function looksAtFrames(page: Page, frames = 3, timeoutMs = 90_000): Promise<void> {
  const before = await answered(page);
  await until(
    'frames are looked at',
    async () => (await answered(page)) >= before + frames,
    timeoutMs,
  );
}

/**
 * Breaks something in a call that goes well, and waits until frames are answered again and a
 * caption comes, while the video goes on at both ends. Prints how long it took until frames were
 * answered again: `docs/faults.md` quotes it.
 */
export async function recovers(
  page: Page,
  fault: string,
  inject: () => Promise<unknown>,
): Promise<number> {
  await looksAtFrames(page);
  const start = performance.now();
  await inject();
  await videoGoesOn(page);
  // Frames that were on their way when it broke have arrived by now.
  await looksAtFrames(page);
  const seconds = (performance.now() - start) / 1000;
  printRecovery(fault, seconds);
  await videoGoesOn(page);
  await captionComes(page);
  return seconds;
}

export function printRecovery(fault: string, seconds: number): void {
  process.stdout.write(`recovery: ${fault}: ${seconds.toFixed(1)} s\n`);
}

/** The recognizer's workers that run in the offscreen document. */
export async function recognizers(browser: ExtensionBrowser): Promise<WebWorker[]> {
  const page = await browser.offscreen();
  return page.workers().filter((worker) => worker.url().endsWith('recognizer-worker.js'));
}

/**
 * Kills the service worker and waits until that run of it is over. A message on its way may start
 * the next run at once; Chromium then keeps the target, and puppeteer's session with it is dead. So
 * a run is recognized by a mark in its global scope, and each question has a session of its own.
 */
export async function killServiceWorker({ browser, serviceWorker }: ExtensionBrowser) {
  const worker = await serviceWorker();
  const mark = 'globalThis.killedRun = true';
  await until('the service worker is marked', () => evaluateInServiceWorker(browser, mark));
  // The run is closed even if puppeteer's session with an earlier run is gone.
  await worker.close().catch(() => undefined);
  await until('the marked run of the service worker is over', async () => {
    if (!serviceWorkerTarget(browser)) return true;
    const marked = 'globalThis.killedRun ?? false';
    return (await evaluateInServiceWorker(browser, marked))?.value === false;
  });
}

const serviceWorkerTarget = (browser: Browser): Target | undefined =>
  browser.targets().find((target) => target.type() === 'service_worker');

/** How long a service worker may take to answer, ms: one that is stopping never does. */
const answerMs = 1000;

/** @returns null if no service worker answers now */
async function evaluateInServiceWorker(browser: Browser, expression: string) {
  const session = await serviceWorkerTarget(browser)
    ?.createCDPSession()
    .catch(() => null);
  if (!session) return null;
  const answer = session.send('Runtime.evaluate', { expression }).catch(() => null);
  const noAnswer = new Promise<null>((done) => setTimeout(done, answerMs, null));
  const first = await Promise.race([answer, noAnswer]);
  // A session that stays would keep the target of a run that was killed.
  await session.detach().catch(() => undefined);
  return first?.result ?? null;
}

/** Collects the errors that the page's console and error handlers see. */
export function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (said) => {
    if (said.type() === 'error') heard.push(said.text());
  });
  return heard;
}

/**
 * What was heard, without the one line that the browser may write of a frame which it drops itself,
 * and which no code of ours ever has (docs/frame-size.md, "Why not always the processor"). It may
 * come whenever a track or a stream ends or is passed on while a frame is on its way.
 */
export const withoutDropped = (heard: readonly string[]): string[] =>
  heard.filter(
    (text) => !text.startsWith('A VideoFrame was garbage collected without being closed'),
  );
