/** Cameras that a page has by ways that the tap does not see. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { ask, counters } from '../../../tools/start/call.ts';
import { expectEachOnce, framesFlow, playOnce } from '../support/harness.ts';
import type { CamerasCall } from '../support/pages/cameras.ts';
import { type ShortCall, startShortCall } from '../support/short-call.ts';

/** In the page. */
declare const call: CamerasCall;

let short: ShortCall;
let tab: Tab;

const open = async (): Promise<Page> => {
  tab = await short.open('cameras.html');
  return tab.page;
};
const state = () => ask(short.browser, { type: 'tab-get', tabId: tab.id });

beforeAll(async () => {
  short = await startShortCall();
});
afterAll(() => short?.dispose());
afterEach(async () => {
  await tab?.page.close();
  // Windows that a page has opened.
  for (const page of await short.browser.browser.pages())
    if (page.url() === 'about:blank') await page.close();
});

describe('a camera that the page has by a way that is not tapped is captioned:', () => {
  const ways: [string, () => Promise<void>][] = [
    ["a removed frame's getUserMedia", () => call.joinByRemovedFrame()],
    ["a removed frame's clone", async () => call.joinWith(await call.foreignClone())],
    ['a window that it opened', () => call.joinByPopup()],
    [
      'a removed frame, and only shown',
      async () => {
        const get = call.fromRemovedFrame((frame) => frame.MediaDevices.prototype.getUserMedia);
        call.show(await get.call(navigator.mediaDevices, { video: true }));
      },
    ],
  ];
  it.each(ways)('%s', async (_, join) => {
    const page = await open();
    await page.evaluate(join);
    const { captions } = await playOnce(page, short.clip);
    expectEachOnce(captions, short.clip.intervals);
  });

  it.each(['usermedia', 'camera'] as const)('the element <%s>', async (name) => {
    const page = await open();
    await page.evaluate((name) => call.addButton(name), name);
    // The browser refuses the press while something covers the button, or has just covered it.
    await until('the press gives a camera', async () => {
      await page.click('#capture');
      return await page.evaluate(() => call.given !== null);
    });
    await page.evaluate(() => call.joinWith(call.given as MediaStream));
    const { captions } = await playOnce(page, short.clip);
    expectEachOnce(captions, short.clip.intervals);
    // A clone of such a track counts as a camera too.
    await page.evaluate(() => call.keepClone());
    await framesFlow(page);
  });

  it('and is neither what others send nor a screen, a canvas or a file', async () => {
    const page = await open();
    await page.evaluate(() => call.join());
    await framesFlow(page);
    await page.evaluate(async () => {
      const remote = document.querySelector('#remote') as HTMLVideoElement;
      const stream = remote.srcObject as MediaStream;
      const show = (shown: MediaStream): void => {
        const video = document.createElement('video');
        Object.assign(video, { muted: true, autoplay: true, srcObject: shown });
        document.body.append(video);
      };
      const generator = new MediaStreamTrackGenerator({ kind: 'video' });
      const all = [
        ...stream.clone().getTracks(),
        call.draw(),
        generator,
        generator.clone(),
        ...(remote as unknown as { captureStream(): MediaStream }).captureStream().getTracks(),
      ];
      for (const track of all) show(new MediaStream([track]));
      show(stream);
      call.stopCamera();
      for (const track of all.slice(0, 2)) await call.send(track);
    });
    await until('nothing is watched', async () => (await state()).status === 'waiting');
    const before = (await counters(page))?.frames.seen;
    await page.evaluate(() => call.play(60));
    expect((await counters(page))?.frames.seen).toBe(before);
    expect((await state()).cameras).toBeUndefined();
  });
});
