import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, join } from '../../../tools/start/call.ts';
import { type DemoCall, startDemoCall } from '../support/demo-call.ts';
import { captionAppears, framesFlow } from '../support/harness.ts';
import { flood, hear, hoard, multiply, sabotage } from '../support/hostile-page.ts';

// Odd frames and a few forged events: test/e2e/bad-input.test.ts. What the page sees of the tap:
// test/e2e/tap.test.ts. An element that is thrown out a few times: test/e2e/overlay.test.ts.

describe('a page that works against its captions', { timeout: 300_000 }, () => {
  let demo: DemoCall;
  let tab: Tab;

  beforeAll(async () => {
    demo = await startDemoCall();
  });
  afterAll(() => demo?.dispose());
  afterEach(async () => {
    await tab?.page.close();
  });

  const open = async (): Promise<Page> => {
    tab = await demo.open();
    await tab.page.evaluate(hear);
    return tab.page;
  };
  const heard = (page: Page): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  /** The page's own picture goes on, at both ends of its call. */
  const videoGoesOn = async (page: Page): Promise<void> => {
    for (const id of ['#self-video', '#remote-video']) {
      const frames = () =>
        page.$eval(
          id,
          (video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
        );
      const before = await frames();
      await until(`${id} goes on`, async () => (await frames()) > before + 5);
    }
  };

  it('by breaking and freezing what scripts use: captions come, and it hears of no fault', async () => {
    const page = await open();
    await page.evaluate(sabotage);
    await join(page);
    await captionAppears(page);
    await videoGoesOn(page);
    expect(await heard(page)).toEqual([]);
  });

  it('by thousands of forged events and tracks: captions come back, nothing piles up', async () => {
    const page = await open();
    await join(page);
    await captionAppears(page);
    const listeners = async () => (await page.metrics()).JSEventListeners ?? 0;
    await page.evaluate(flood);
    await framesFlow(page);
    const before = await listeners();
    await page.evaluate(flood);
    await framesFlow(page);
    expect((await listeners()) - before).toBeLessThan(20);
    await captionAppears(page);
    await videoGoesOn(page);
    expect((await counters(page))?.problem).toBeNull();
    expect(await heard(page)).toEqual([]);
  });

  it('by a thousand cameras: captions go on from the one that is left', async () => {
    const page = await open();
    await join(page);
    await captionAppears(page);
    expect(await page.evaluate(hoard)).toBe(1000);
    await framesFlow(page);
    await captionAppears(page);
    await videoGoesOn(page);
    expect(await heard(page)).toEqual([]);
  });

  it('by frames with cameras of its own making: few reach the recognizer, captions go on', async () => {
    const page = await open();
    await join(page);
    await captionAppears(page);
    await page.evaluate(multiply, 30);
    await until('the frames ask for the recognizer', async () => {
      const realms = page.frames().flatMap((frame) => frame.extensionRealms());
      let ready = 0;
      for (const realm of realms)
        if (await realm.evaluate(() => globalThis.signCaptionsDiagnostics?.ready)) ready++;
      return ready >= 8;
    });
    await framesFlow(page);
    const realms = page.frames().flatMap((frame) => frame.extensionRealms());
    let ready = 0;
    for (const realm of realms)
      if (await realm.evaluate(() => globalThis.signCaptionsDiagnostics?.ready)) ready++;
    expect(ready).toBe(8);
    expect(await heard(page)).toEqual([]);
  });

  it('by throwing our element out without end: it is put back so often, and later again', async () => {
    const page = await open();
    await join(page);
    await captionAppears(page);
    const thrown = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          let quiet: ReturnType<typeof setTimeout> | undefined;
          const throwOut = (): void => {
            const host = document.querySelector('html > [popover]');
            if (!host) return;
            host.remove();
            count++;
            clearTimeout(quiet);
            quiet = setTimeout(() => {
              watcher.disconnect();
              resolve(count);
            }, 1000);
          };
          const watcher = new MutationObserver(throwOut);
          watcher.observe(document.documentElement, { childList: true });
          throwOut();
        }),
    );
    expect(thrown).toBe(6);
    await captionAppears(page);
    await page.waitForSelector('html > [popover]:popover-open', { timeout: 30_000 });
    await videoGoesOn(page);
    expect(await heard(page)).toEqual([]);
  });

  it('by names that stand in the place of the document’s own: its call goes on, in silence', async () => {
    const page = await open();
    await page.evaluate(() => {
      const make = document.createElement.bind(document);
      const { body } = document;
      for (const name of ['createElement', 'createElementNS', 'createTextNode', 'documentElement'])
        body.append(Object.assign(make('img'), { name, hidden: true }));
    });
    await page.evaluate(() => (document.querySelector('#join') as HTMLElement).click());
    await videoGoesOn(page);
    await until('signs are recognised all the same', async () => {
      const now = await counters(page);
      return (now?.captions.length ?? 0) > 0;
    });
    expect(await heard(page)).toEqual([]);
  });
});
