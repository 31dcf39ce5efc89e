import { join as path } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { type Site, serve } from '../../tools/lib/servers/demo/server.ts';
import { ask, counters, openCall } from '../../tools/start/call.ts';
import {
  calmLead,
  captionAppears,
  framesFlow,
  launchTest,
  root,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { look, spy } from './support/hostile-spy.ts';

/** How many elements of ours are in this document, leaving out its frames. */
const overlays = (place: Page | Frame): Promise<number> =>
  place.$$eval('html > div', ({ length }) => length);

/** Captions stand here and nowhere else. */
const standIn = (place: Page | Frame, ...others: (Page | Frame)[]): Promise<unknown> =>
  until('captions stand where the picture is seen, and nowhere else', async () => {
    const here = await overlays(place);
    const elsewhere = await Promise.all(others.map(overlays));
    return here === 1 && elsewhere.every((count) => count === 0);
  });

describe('captions stand where the picture of the call is seen', { timeout: 180_000 }, () => {
  let clip: SignerClip;
  let browser: ExtensionBrowser;
  let site: Site;
  let tab: Tab;
  let page: Page;

  beforeAll(async () => {
    clip = await signerClip('known', { signs: 2, lead: calmLead });
    site = await serve({ folder: path(root, 'test/e2e/support/pages') });
    browser = await launchTest({ camera: clip.file });
  });
  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  });
  afterEach(async () => {
    await closeOthers();
    await tab?.page.close();
  });

  const openPage = async (name: string): Promise<void> => {
    tab = await openCall(browser, {
      url: new URL(name, site.url).href,
      vocabulary: 'call-gestures',
    });
    page = tab.page;
  };
  const join = async (place: Page | Frame): Promise<void> => {
    await place.evaluate(() => call.join());
    await until(
      'the camera gives its first frame',
      async () => ((await counters(place))?.firstTimestamp ?? null) !== null,
    );
  };
  const openAndJoin = async (): Promise<void> => {
    await openPage('call.html');
    await join(page);
    await standIn(page);
  };
  const isOther = (target: { opener(): unknown }): boolean => target.opener() === page.target();
  const closeOthers = async (): Promise<void> => {
    for (const target of browser.browser.targets().filter(isOther))
      await (await target.page())?.close();
  };

  /** Opens a window from the page. @param address empty for one that the page fills itself */
  const openWindow = async (address: string): Promise<Page> => {
    const target = browser.browser.waitForTarget(isOther);
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
    const desk = await browser.desk();
    const ids = await desk.evaluate(async () =>
      (await chrome.tabs.query({})).flatMap(({ id }) => id ?? []),
    );
    const others = ids.filter((id) => id !== tab.id);
    for (const tabId of others)
      expect((await ask(browser, { type: 'tab-get', tabId })).on).toBe(false);
    expect((await counters(other))?.frames.seen).toBe(0);
  });

  it('they are gone from the other window once captions are off, or the page that has the camera is left', async () => {
    await openAndJoin();
    const other = await openWindow('about:blank');
    await showThere();
    await standIn(other, page);
    await browser.setCaptions(tab, false);
    await until('nothing is left', async () => (await overlays(other)) === 0);
    await browser.setCaptions(tab, true);
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

  describe('when the call is in a frame', () => {
    let frame: Frame;

    const addFrame = async (parent: Page | Frame): Promise<Frame> => {
      const handle = await parent.evaluateHandle(
        (address) => {
          const inner = document.createElement('iframe');
          inner.style.cssText = 'width: 500px; height: 380px; border: 0';
          inner.src = address;
          document.body.prepend(inner);
          return inner;
        },
        new URL(`call.html?${page.frames().length}`, site.url).href,
      );
      const found = (await handle.asElement()!.contentFrame())!;
      await found.waitForFunction(() => 'call' in globalThis);
      return found;
    };
    const style = (place: Page | Frame, css: string): Promise<void> =>
      place.$eval('iframe', (inner, text) => inner.setAttribute('style', text), css);
    const shown = 'width: 500px; height: 380px; border: 0';

    const openFrame = async (): Promise<void> => {
      await openPage('call.html');
      frame = await addFrame(page);
      await join(frame);
      await standIn(frame, page);
    };

    it.each([
      ['is shrunk', 'width: 160px; height: 90px'],
      ['is not displayed', `${shown}; display: none`],
      ['is hidden', `${shown}; visibility: hidden`],
      ['is transparent', `${shown}; opacity: 0`],
      ['is moved out of sight', `${shown}; position: absolute; left: -9999px`],
      ['is scaled down', `${shown}; transform: scale(0.2)`],
      ['is cut off', `${shown}; clip-path: inset(0 0 350px 0)`],
    ])('that %s, they go to the page, and return with it', async (_, css) => {
      await openFrame();
      await style(page, css);
      await standIn(page, frame);
      await style(page, shown);
      await standIn(frame, page);
    });

    it('whose container is folded, they go to the page, and return with it', async () => {
      await openFrame();
      await page.evaluate(() => {
        const box = document.createElement('div');
        box.style.cssText = 'overflow: hidden; height: 400px';
        document.body.prepend(box);
        const { moveBefore } = box as unknown as { moveBefore(node: Node, at: null): void };
        moveBefore.call(box, document.querySelector('iframe')!, null);
      });
      const fold = (height: string) =>
        page.$eval(
          'body > div',
          (box, to) => (box as HTMLElement).style.setProperty('height', to),
          height,
        );
      await fold('40px');
      await standIn(page, frame);
      await captionAppears(page);
      await fold('400px');
      await standIn(frame, page);
    });

    it('that another element in full screen covers, they go to the page, and return', async () => {
      await openFrame();
      await page.$eval('h1', (title) => {
        title.addEventListener('click', () => title.requestFullscreen());
        title.style.cssText = 'position: fixed; top: 0; right: 0';
      });
      await page.bringToFront();
      await page.click('h1');
      await standIn(page, frame);
      await page.evaluate(() => document.exitFullscreen());
      await standIn(frame, page);
    });

    it('within a frame that is shrunk, they go to the page around both', async () => {
      await openPage('call.html');
      const outer = await addFrame(page);
      const inner = await addFrame(outer);
      await style(outer, 'width: 300px; height: 200px; border: 0');
      await join(inner);
      await standIn(inner, outer, page);
      await style(outer, 'width: 100px; height: 60px');
      await standIn(outer, inner, page);
      await style(page, 'width: 100px; height: 60px');
      await standIn(page, inner, outer);
      await style(page, shown);
      await standIn(outer, inner, page);
      await style(outer, 'width: 300px; height: 200px; border: 0');
      await standIn(inner, outer, page);
    });

    it('of a page of another origin, they stay in it, however small it is', async () => {
      await openPage('other-site-frame.html');
      frame = await until('the frame is there', () =>
        page.frames().find((one) => one !== page.mainFrame()),
      );
      await frame.waitForFunction(() => 'call' in globalThis);
      await join(frame);
      await standIn(frame, page);
      await style(page, 'width: 160px; height: 90px');
      await captionAppears(frame as unknown as Page);
      expect(await overlays(page)).toBe(0);
      expect(await overlays(frame)).toBe(1);
    });

    it('that is removed while they stand in the page, they are gone', async () => {
      await openFrame();
      await style(page, `${shown}; display: none`);
      await standIn(page, frame);
      await page.$eval('iframe', (inner) => inner.remove());
      await until('nothing is left', async () => (await overlays(page)) === 0);
    });
  });
});
