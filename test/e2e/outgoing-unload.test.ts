import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { isCaption } from './support/outgoing-driver.ts';
import { launchSending, type SendingBrowser, type SendingPage } from './support/probe-page.ts';

const foot = { x: 0.25, y: 0.84, width: 0.5, height: 0.11 };
const whole = { x: 0, y: 0, width: 1, height: 1 };

describe('a page that unloads while captions are drawn into what it sends', () => {
  let browser: SendingBrowser;
  let near: SendingPage;
  /** The far end, which stays open. */
  let far: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await launchSending();
  });
  afterAll(() => browser?.dispose());
  beforeEach(async () => {
    // In this order: a tab opens in the newest window, and would hide the page that is there.
    near = await browser.open('two-ends.html');
    far = await browser.openPlain('two-ends.html');
    faults = [];
    near.page.on('pageerror', (error) => faults.push(String(error)));
    near.page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
  });
  afterEach(() => browser.closePages());

  const call = async (): Promise<void> => {
    const offer = await near.page.evaluate(() => globalThis.end.offer());
    const answer = await far.evaluate((offer) => globalThis.end.answer(offer), offer);
    await near.page.evaluate((answer) => globalThis.end.accept(answer), answer);
    await pictures(10);
  };
  const arrived = () => far.evaluate(() => globalThis.end.arrived);
  const pictures = async (more: number): Promise<void> => {
    const before = await arrived();
    await until('pictures arrive', async () => (await arrived()) >= before + more);
  };
  const read = (box = foot) => far.evaluate((box) => globalThis.end.read(box), box);
  const caption = async (): Promise<void> => {
    await near.probe((probe) => {
      probe.configure(true);
      probe.show('Thank you');
    });
    await until('the caption arrives', async () => isCaption(await read()));
  };

  it.each([
    ['reloaded', (page: Page) => page.reload()],
    [
      'left and come back to',
      async (page: Page) => {
        await page.goto('about:blank');
        await until(
          'the far end has lost the call',
          () => far.evaluate(() => globalThis.end.connection?.connectionState !== 'connected'),
          30_000,
        );
        await page.goBack();
      },
    ],
  ])(
    'sends its own picture again, moving and without a caption, once it was %s',
    async (_, leave) => {
      await call();
      await caption();
      await leave(near.page);

      expect(await near.probe((probe) => probe.statuses)).toEqual([]);
      await call();
      const now = await read(whole);
      expect(now.black, 'share of the picture that is black').toBeLessThan(0.9);
      expect(now.spread, 'spread of brightness, which an even colour has not').toBeGreaterThan(5);
      expect(isCaption(await read())).toBe(false);
      expect(await near.probe((probe) => probe.status)).toBe('off');
      const wrapped = await near.page.evaluate(
        () => Symbol.for('sign-captions.wrapped') in RTCRtpSender.prototype.replaceTrack,
      );
      expect(wrapped, 'the methods of senders are wrapped').toBe(false);

      await caption();
      await pictures(10);
      expect(faults).toEqual([]);
    },
  );
});
