import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { ask, counters } from '../../tools/start/call.ts';
import { captionAppears, framesFlow } from './support/harness.ts';
import { look, spy } from './support/hostile-spy.ts';
import { type ShortCall, startShortCall } from './support/short-call.ts';
import { joinHere, overlays, standIn } from './support/where-call.ts';

describe('captions stand where the picture of the call is seen', { timeout: 540_000 }, () => {
  let short: ShortCall;
  let tab: Tab;
  let page: Page;

  beforeAll(async () => {
    short = await startShortCall();
  });
  afterAll(() => short?.dispose());
  afterEach(async () => {
    await closeOthers();
    await tab?.page.close();
  });

  const openPage = async (name: string): Promise<void> => {
    tab = await short.open(name);
    page = tab.page;
  };
  const openAndJoin = async (): Promise<void> => {
    await openPage('call.html');
    await joinHere(page);
    await standIn(page);
  };
  const isOther = (target: { opener(): unknown }): boolean => target.opener() === page.target();
  const closeOthers = async (): Promise<void> => {
    for (const target of short.browser.browser.targets().filter(isOther))
      await (await target.page())?.close();
  };

  /** Opens a window from the page. @param address empty for one that the page fills itself */
  const openWindow = async (address: string): Promise<Page> => {
    const target = short.browser.browser.waitForTarget(isOther);
    await page.evaluate((to) => {
      Object.assign(globalThis, { other: open(to, '', 'width=640,height=480') });
    }, address);
    const other = (await (await target).page())!;
    await until('the window has loaded', () =>
      other.evaluate(
        (to) => location.href.endsWith(to) && document.readyState === 'complete',
        address,
      ),
    );
    return other;
  };
  /** Shows the page's own picture in the window that it opened. */
  const showThere = (): Promise<void> =>
    page.evaluate(() => {
      const { document } = (globalThis as unknown as { other: Window }).other;
      const video = document.createElement('video');
      Object.assign(video, { muted: true, autoplay: true, playsInline: true, width: 400 });
      video.srcObject = new MediaStream([call.track!]);
      document.body.append(video);
    });
  const hideThere = (): Promise<void> =>
    page.evaluate(() =>
      (globalThis as unknown as { other: Window }).other.document.querySelector('video')!.remove(),
    );

  describe('when the page shows it', () => {
    it('in a window that it opened and fills: they follow it there, and back when it leaves or the window closes', async () => {
      await openAndJoin();
      const other = await openWindow('about:blank');
      await showThere();
      await standIn(other, page);
      await captionAppears(other);
      expect(await overlays(page)).toBe(0);
      await hideThere();
      await standIn(page, other);
      await showThere();
      await standIn(other, page);
      await other.close();
      await standIn(page);
      await captionAppears(page);
      await framesFlow(page);
    });

    it('in a window that it writes anew', async () => {
      await openAndJoin();
      const other = await openWindow('about:blank');
      await page.evaluate(() => {
        const { document } = (globalThis as unknown as { other: Window }).other;
        document.write('<!doctype html><html><body><h1>The call</h1></body></html>');
        document.close();
      });
      await showThere();
      await standIn(other, page);
    });

    it('on a page of its own origin, until that goes to another origin', async () => {
      await openAndJoin();
      const other = await openWindow('call.html');
      await showThere();
      await standIn(other, page);
      await other.reload();
      await standIn(page, other);
      await showThere();
      await standIn(other, page);
      await other.goto(other.url().replace('localhost', '127.0.0.1'));
      await standIn(page, other);
    });

    it('in a picture-in-picture window, and back when that closes', async () => {
      await openAndJoin();
      await page.evaluate(() => {
        document.addEventListener('click', async () => {
          const { documentPictureInPicture: api } = globalThis as unknown as {
            documentPictureInPicture: { requestWindow(size: object): Promise<Window> };
          };
          const other = await api.requestWindow({ width: 400, height: 300 });
          const video = document.querySelector('#local') as HTMLVideoElement;
          other.document.body.append(video);
          Object.assign(globalThis, { other });
        });
      });
      await page.bringToFront();
      await page.click('h1');
      const count = (): Promise<number> =>
        page.evaluate(() => {
          const { other } = globalThis as unknown as { other?: Window };
          return other?.document.querySelectorAll('html > div').length ?? 0;
        });
      await until('captions are in it', async () => (await count()) === 1);
      expect(await overlays(page)).toBe(0);
      await page.evaluate(() => (globalThis as unknown as { other: Window }).other.close());
      await standIn(page);
    });
  });

  it('they stay while a window that the page opened has a call of its own', async () => {
    await openAndJoin();
    const other = await openWindow('call.html');
    await other.evaluate(() => call.join());
    await until('it plays', () =>
      other.$eval('#local', (video) => (video as HTMLVideoElement).currentTime > 1),
    );
    await framesFlow(page);
    expect(await overlays(other)).toBe(0);
    expect(await overlays(page)).toBe(1);
  });

  it('a window that shows them counts as off, and has no report of its own', async () => {
    await openAndJoin();
    const other = await openWindow('about:blank');
    await showThere();
    await standIn(other, page);
    const desk = await short.browser.desk();
    const ids = await desk.evaluate(async () =>
      (await chrome.tabs.query({})).flatMap(({ id }) => id ?? []),
    );
    const others = ids.filter((id) => id !== tab.id);
    for (const tabId of others)
      expect((await ask(short.browser, { type: 'tab-get', tabId })).on).toBe(false);
    expect((await counters(other))?.frames.seen).toBe(0);
  });

  it('they are gone from the other window once captions are off, or the page that has the camera is left', async () => {
    await openAndJoin();
    const other = await openWindow('about:blank');
    await showThere();
    await standIn(other, page);
    await short.browser.setCaptions(tab, false);
    await until('nothing is left', async () => (await overlays(other)) === 0);
    await short.browser.setCaptions(tab, true);
    await standIn(other, page);
    await page.reload();
    await until('nothing is left', async () => (await overlays(other)) === 0);
  });

  it('the other window learns no more from them than the page itself', async () => {
    await openAndJoin();
    const heard = await page.evaluateHandle(() => {
      const heard: string[] = [];
      for (const type of ['window', 'track', 'end'])
        for (const on of [window, document])
          on.addEventListener(`sign-captions:${type}`, () => heard.push(type), { capture: true });
      addEventListener('error', ({ message }) => heard.push(message));
      return heard;
    });
    const other = await openWindow('about:blank');
    await other.evaluate(spy);
    await showThere();
    await standIn(other, page);
    const words = await captionAppears(other);
    expect(await other.evaluate(look, words)).toEqual([]);
    await page.evaluate(() => {
      for (const view of [window, frames, null, (globalThis as unknown as { other: Window }).other])
        for (const detail of [0, 1, -1, 1e9])
          for (let i = 0; i < 500; i++) {
            document.dispatchEvent(new UIEvent('sign-captions:window', { view, detail }));
            document.dispatchEvent(new CustomEvent('sign-captions:window', { detail }));
          }
    });
    await framesFlow(page);
    expect(await heard.jsonValue()).toEqual([]);
  });
});
