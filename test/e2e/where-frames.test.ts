import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { captionAppears } from './support/harness.ts';
import { type ShortCall, startShortCall } from './support/short-call.ts';
import { joinHere, overlays, standIn } from './support/where-call.ts';

describe('when a call is in a frame', { timeout: 540_000 }, () => {
  let short: ShortCall;
  let tab: Tab;
  let page: Page;
  let frame: Frame;

  beforeAll(async () => {
    short = await startShortCall();
  });
  afterAll(() => short?.dispose());
  afterEach(async () => {
    await tab?.page.close();
  });

  const openPage = async (name: string): Promise<void> => {
    tab = await short.open(name);
    page = tab.page;
  };

  const addFrame = async (parent: Page | Frame): Promise<Frame> => {
    const handle = await parent.evaluateHandle(
      (address) => {
        const inner = document.createElement('iframe');
        inner.style.cssText = 'width: 500px; height: 380px; border: 0';
        inner.src = address;
        document.body.prepend(inner);
        return inner;
      },
      new URL(`call.html?${page.frames().length}`, short.site.url).href,
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
    await joinHere(frame);
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
  ])('that %s, captions go to the page, and return with it', async (_, css) => {
    await openFrame();
    await style(page, css);
    await standIn(page, frame);
    await style(page, shown);
    await standIn(frame, page);
  });

  it('whose container is folded, captions go to the page, and return with it', async () => {
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

  it('that another element in full screen covers, captions go to the page, and return', async () => {
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

  it('within a frame that is shrunk, captions go to the page around both', async () => {
    await openPage('call.html');
    const outer = await addFrame(page);
    const inner = await addFrame(outer);
    await style(outer, 'width: 300px; height: 200px; border: 0');
    await joinHere(inner);
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

  it('of a page of another origin, captions stay in it, however small it is', async () => {
    await openPage('other-site-frame.html');
    frame = await until('the frame is there', () =>
      page.frames().find((one) => one !== page.mainFrame()),
    );
    await frame.waitForFunction(() => 'call' in globalThis);
    await joinHere(frame);
    await standIn(frame, page);
    await style(page, 'width: 160px; height: 90px');
    await captionAppears(frame as unknown as Page);
    expect(await overlays(page)).toBe(0);
    expect(await overlays(frame)).toBe(1);
  });

  it('that is removed while captions stand in the page around it, they are gone', async () => {
    await openFrame();
    await style(page, `${shown}; display: none`);
    await standIn(page, frame);
    await page.$eval('iframe', (inner) => inner.remove());
    await until('nothing is left', async () => (await overlays(page)) === 0);
  });
});
