import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { counters, join } from '../../tools/start/call.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { framesFlow, sent } from './support/harness.ts';

describe('pages that do not know the extension', { timeout: 900_000 }, () => {
  let demo: DemoCall;
  let tab: Tab | undefined;

  beforeAll(async () => {
    demo = await startDemoCall();
  });

  afterAll(() => demo?.dispose());

  afterEach(async () => {
    await tab?.page.close();
    tab = undefined;
  });

  it('can share a screen that is not watched', async () => {
    tab = await demo.open();
    const { page } = tab;
    await join(page);
    await framesFlow(page);
    await page.click('#camera');
    await page.click('#share');
    await page.waitForSelector('#share[aria-pressed=true]');
    await page.waitForSelector('#camera[aria-pressed=false]');
    const before = await counters(page);
    const start = await page.$eval(
      '#remote-video',
      (video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
    );
    await until('the shared screen arrives', async () => {
      const now = await page.$eval(
        '#remote-video',
        (video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
      );
      return now > start + 10;
    });
    const after = await counters(page);
    expect(after?.frames.seen).toBe(before?.frames.seen);
    expect(await sent(page)).toBe(before?.frames.sent);
  });

  it('get the usual error for constraints that cannot be met', async () => {
    tab = await demo.open();
    const untouched = await demo.browser.browser.newPage();
    // The content scripts cover localhost, but not the same server by its number.
    await untouched.goto(demo.url.replace('localhost', '127.0.0.1'));
    const ask = () =>
      Promise.all(
        [
          undefined,
          {},
          { video: false },
          { video: { deviceId: { exact: 'no such camera' } } },
          { video: { width: { exact: 12_345 } } },
          { video: 'maybe' },
          7,
        ].map(async (constraints) => {
          try {
            const stream = await navigator.mediaDevices.getUserMedia(constraints as never);
            return stream.getTracks().map(({ kind, stop }) => `${kind} ${typeof stop}`);
          } catch (error) {
            const { name, message, constraint } = error as OverconstrainedError;
            const kind = Object.prototype.toString.call(error);
            return {
              name,
              message,
              constraint,
              kind,
              ours: /sign-captions|chrome-extension/.test(String((error as Error).stack)),
            };
          }
        }),
      );
    const mine = await tab.page.evaluate(ask);
    expect(mine).toEqual(await untouched.evaluate(ask));
    expect(mine[3]).toMatchObject({ name: 'OverconstrainedError', constraint: 'deviceId' });
    await untouched.close();
  });
});
