import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { axeFaults } from './support/axe.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { message } from './support/harness.ts';

describe('the view of all signs in the popup', { timeout: 600_000 }, () => {
  let demo: DemoCall;
  let popup: Page;

  beforeAll(async () => {
    demo = await startDemoCall();
    popup = await demo.browser.popup(await demo.browser.open(demo.url));
  });
  afterAll(() => demo?.dispose());

  const height = (): Promise<number> =>
    popup.$eval('main', (main) => Math.max(main.getBoundingClientRect().height, main.scrollHeight));
  const captions = (): Promise<(string | null)[]> =>
    popup.$$eval('.sheet .caption', (all) => all.map(({ textContent }) => textContent));
  const open = async (): Promise<void> => {
    await popup.focus('.field-head .link');
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('.sheet li');
  };

  it('draws the gestures with their captions, within the 600 pixels of a popup', async () => {
    await open();
    expect(await popup.$$('.phrases li .hand-drawing path.hand-flesh.filled')).toHaveLength(13);
    expect(new Set(await captions()).size).toBe(13);
    expect(await height()).toBeLessThanOrEqual(600);
    expect(await axeFaults(popup)).toEqual([]);
  });

  it('is scrolled by keys, and gives the focus back with Escape', async () => {
    const focused = () => popup.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe(message('signs_back'));
    await popup.keyboard.press('Tab');
    await popup.keyboard.press('End');
    await until('the last sign is in sight', () =>
      popup.$eval(
        '.sheet',
        (sheet) => sheet.scrollTop + sheet.clientHeight >= sheet.scrollHeight - 1,
      ),
    );
    await popup.keyboard.press('Escape');
    await popup.waitForSelector('main:not(.signs)');
    await until('the focus is back', async () => (await focused()) === message('signs_title'));
  });

  it('draws the alphabet while letters are what is recognised', async () => {
    await popup.locator('select').fill('fingerspelling');
    await popup.waitForSelector('main[aria-busy=false]');
    await open();
    await popup.waitForSelector('.alphabet li');
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    expect((await captions()).filter((text) => text?.length === 1).sort()).toEqual(letters);
    expect(await popup.$$('.alphabet li')).toHaveLength(27);
    expect(await height()).toBeLessThanOrEqual(600);
    expect(await axeFaults(popup)).toEqual([]);
  });
});
