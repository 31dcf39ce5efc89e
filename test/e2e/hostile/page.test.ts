import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, join } from '../../../tools/start/call.ts';
import { type DemoCall, startDemoCall } from '../support/demo-call.ts';
import { captionAppears, framesFlow } from '../support/harness.ts';
import { flood, hear, hoard, multiply, sabotage } from '../support/hostile-page.ts';

// test/e2e/bad-input.test.ts has odd frames and a few forged events, test/e2e/tap.test.ts what the
// page sees of the tap, test/e2e/overlay.test.ts an element that is removed a few times.

describe('a page that works against its captions', { timeout: 900_000 }, () => {
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
  /** Waits until the page's own video has gone on at both ends of its call. */
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

  it('by breaking and freezing what scripts use still has captions, and sees no error', async () => {
    const page = await open();
    await page.evaluate(sabotage);
    await join(page);
    await captionAppears(page);
    await videoGoesOn(page);
    expect(await heard(page)).toEqual([]);
  });

  it('by thousands of forged events and tracks has captions again, and nothing piles up', async () => {
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

  it('by a thousand cameras keeps captions from the one that is left', async () => {
    const page = await open();
    await join(page);
    await captionAppears(page);
    expect(await page.evaluate(hoard)).toBe(1000);
    await framesFlow(page);
    await captionAppears(page);
    await videoGoesOn(page);
    expect(await heard(page)).toEqual([]);
  });

  it('by frames with made-up cameras reaches the recognizer with few of them, and captions go on', async () => {
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

  it('by removing our element without end sees it back a few times, and again later', async () => {
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
    await page.waitForSelector('html > [popover]:popover-open', { timeout: 90_000 });
    await videoGoesOn(page);
    expect(await heard(page)).toEqual([]);
  });

  it('by overwriting the document’s own names keeps its call, without captions', async () => {
    const page = await open();
    await page.evaluate(() => {
      const make = document.createElement.bind(document);
      const { body } = document;
      for (const name of ['createElement', 'createElementNS', 'createTextNode', 'documentElement'])
        body.append(Object.assign(make('img'), { name, hidden: true }));
    });
    await page.evaluate(() => (document.querySelector('#join') as HTMLElement).click());
    await videoGoesOn(page);
    await until('signs are still recognised', async () => {
      const now = await counters(page);
      return (now?.captions.length ?? 0) > 0;
    });
    expect(await heard(page)).toEqual([]);
  });
});
