/** Which of a page's cameras is watched, and that what is sent to nobody is not. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { ask, counters } from '../../../tools/start/call.ts';
import { expectEachOnce, framesFlow, message, playOnce, sent } from '../support/harness.ts';
import type { CamerasCall } from '../support/pages/cameras.ts';
import { type ShortCall, startShortCall } from '../support/short-call.ts';

/** In the page. */
declare const call: CamerasCall;

let short: ShortCall;
let tab: Tab;

const open = async (page = 'cameras.html'): Promise<Page> => {
  tab = await short.open(page);
  return tab.page;
};
const openJoined = async (): Promise<Page> => {
  const page = await open();
  await page.evaluate(() => call.join());
  await framesFlow(page);
  return page;
};
const state = () => ask(short.browser, { type: 'tab-get', tabId: tab.id });
const frameWidth = async (page: Page) => (await counters(page))?.frameSize?.sourceWidth;

/** @param play lets the camera play on, in the page */
const expectNotWatched = async (page: Page, play: () => Promise<void>): Promise<void> => {
  await until('the popup says that the video is off', async () => {
    return (await state()).status === 'video-off';
  });
  const before = await sent(page);
  await page.evaluate(play);
  expect(await sent(page)).toBe(before);
};

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

describe('a camera that is sent to nobody is not watched, though another track of it is live:', () => {
  /** The user switches the video off, and on again. */
  interface Way {
    off(): unknown;
    on(): unknown;
  }
  const enable = () => call.enable();
  const restore = () => call.transceiver?.sender.replaceTrack(call.track);
  const ways: [string, Way][] = [
    [
      'disabled, beside another request for the camera',
      {
        off: () => call.again().then(() => call.disable()),
        on: enable,
      },
    ],
    [
      'disabled, beside a clone',
      {
        off: () => {
          call.clone();
          call.disable();
        },
        on: enable,
      },
    ],
    [
      'taken out of the sender',
      {
        off: () => {
          call.spare = call.track;
          return call.transceiver?.sender.replaceTrack(null);
        },
        on: restore,
      },
    ],
    [
      'held by a sender that no longer sends',
      {
        off: () => {
          call.spare = call.track;
          Object.assign(call.transceiver as object, { direction: 'inactive' });
        },
        on: () => {
          Object.assign(call.transceiver as object, { direction: 'sendrecv' });
        },
      },
    ],
    [
      'stopped, beside a preview of the camera',
      {
        off: () => {
          call.clone();
          call.stopCamera();
        },
        on: () => call.transceiver?.sender.replaceTrack(call.spare),
      },
    ],
    [
      'switched off, and the preview opened later',
      {
        off: () => {
          call.disable();
          return call.again();
        },
        on: enable,
      },
    ],
  ];
  it.each(ways)('%s', async (_, { off, on }) => {
    const page = await openJoined();
    await (await page.evaluateHandle(off)).dispose();
    await expectNotWatched(page, () => call.play(60));
    await (await page.evaluateHandle(on)).dispose();
    await framesFlow(page);
  });

  it.each<[string, Way]>([
    [
      'disabled',
      {
        off: () => Object.assign(call.spare as MediaStreamTrack, { enabled: false }),
        on: () => Object.assign(call.spare as MediaStreamTrack, { enabled: true }),
      },
    ],
    [
      'taken out of the sender',
      {
        off: () => call.transceiver?.sender.replaceTrack(null),
        on: () => call.transceiver?.sender.replaceTrack(call.spare),
      },
    ],
  ])('made into another picture by the page, which is %s', async (_, { off, on }) => {
    const page = await open('cameras.html#made');
    await page.evaluate(() => call.join());
    await framesFlow(page);
    await (await page.evaluateHandle(off)).dispose();
    await expectNotWatched(page, () => call.play(60, call.track));
    await (await page.evaluateHandle(on)).dispose();
    await framesFlow(page);
  });

  it('and the popup says so in words', async () => {
    const page = await openJoined();
    await page.evaluate(() => {
      call.clone();
      call.disable();
    });
    const popup = await short.browser.popup(tab);
    await until('the popup says that the video is off', async () =>
      (await popup.$eval('main', (main) => main.textContent ?? '')).includes(
        message('state_videoOffDetail'),
      ),
    );
    await popup.close();
  });
});

describe('of several cameras', () => {
  it('the one that is sent is captioned, not a newer one beside it', async () => {
    const page = await open();
    await page.evaluate(async () => {
      await call.join();
      call.second();
    });
    const { captions } = await playOnce(page, short.clip);
    expectEachOnce(captions, short.clip.intervals);
    expect(await page.evaluate(() => call.remoteFrames)).toBeGreaterThan(0);
  });

  it('a slow, small clone of the camera that the page makes for itself is not read', async () => {
    const page = await open();
    await page.evaluate(async () => {
      await call.join();
      await call.slowClone();
    });
    const { captions } = await playOnce(page, short.clip);
    expectEachOnce(captions, short.clip.intervals);
  });

  it('the newest is watched again once the call is over, also when only the other side has left', async () => {
    const page = await openJoined();
    await page.evaluate(() => call.second());
    expect(await frameWidth(page)).toBe(640);
    await page.evaluate(() => call.hangUp());
    await until('the newest is watched', async () => (await frameWidth(page)) === 320);
    await page.evaluate(() => {
      call.spare?.stop();
      return call.join();
    });
    await until('the camera is watched', async () => (await frameWidth(page)) === 640);
    await page.evaluate(() => call.second());
    await framesFlow(page);
    expect(await frameWidth(page)).toBe(640);
    await page.evaluate(() => call.otherSideLeaves());
    await until('the newest is watched', async () => (await frameWidth(page)) === 320);
  });

  it('of which the page sends two, the one with the hand is found and captioned', async () => {
    const page = await open();
    await page.evaluate(async () => {
      await call.send(call.second());
    });
    await until('the only one is watched', async () => (await frameWidth(page)) === 320);
    await page.evaluate(() => call.join());
    await until(
      'a sign is captioned',
      async () => ((await counters(page))?.captions.length ?? 0) > 0,
      90_000,
    );
    expect(await frameWidth(page)).toBe(640);
  });

  it('the popup names the one that is watched, and the user chooses another', async () => {
    const page = await openJoined();
    const popup = await short.browser.popup(tab);
    const chosen = () =>
      popup.$$eval(
        'select',
        (all, label) => {
          const select = all.find((one) => one.labels[0]?.textContent === label);
          return select?.selectedOptions[0]?.textContent ?? null;
        },
        message('popup_camera'),
      );
    expect(await chosen()).toBeNull();
    await page.evaluate(() => call.second());
    const label = await page.evaluate(() => call.track?.label ?? '');
    await until('the popup names the camera', async () => (await chosen())?.includes(label));
    const choose = (index: number) =>
      popup.$$eval(
        'select',
        (all, [label, index]) => {
          const select = all.find((one) => one.labels[0]?.textContent === label);
          if (!select) throw new Error('There is no list of cameras.');
          select.selectedIndex = index;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        [message('popup_camera'), index] as const,
      );
    await choose(2);
    await until('the other camera is watched', async () => (await frameWidth(page)) === 320);
    const { cameras } = await state();
    expect(cameras?.chosen).toBe(cameras?.list[1]?.id);
    const ids = await page.evaluate(() => call.track?.getSettings().deviceId ?? '');
    expect(JSON.stringify(cameras)).not.toContain(ids);
    await choose(0);
    await until('the sent camera is watched', async () => (await frameWidth(page)) === 640);
    await popup.close();
  });
});
