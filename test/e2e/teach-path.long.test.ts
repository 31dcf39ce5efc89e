import { realpath } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { axeFaults } from './support/axe.ts';
import {
  createCamera,
  type FakeCamera,
  holders,
  launchTest,
  message,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { enter, focus } from './support/keyboard.ts';
import { fill, openOptions, picture, slow, wordsOf } from './support/options-page.ts';

/** One story: each step needs what the steps before it have left. */
describe('the path of a gesture from its name to calls', { timeout: 2_700_000 }, () => {
  let gun: SignerClip;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let page: Page;
  const presses: string[] = [];

  beforeAll(async () => {
    gun = await signerClip('teach-gun');
    camera = await createCamera(gun);
    browser = await launchTest({ camera: camera.file, viewport: { width: 1280, height: 720 } });
    page = await openOptions(browser, 'teach');
  });

  afterAll(async () => {
    await browser?.dispose();
    await camera?.dispose();
    await gun?.dispose();
  });

  const isHeld = async (): Promise<boolean> => (await holders(await realpath(gun.file))).length > 0;

  /** Waits for the step whose main button this is, the only one and focused, and presses it with Enter. */
  const enters = async (step: string, button: string): Promise<void> => {
    await until(
      `the focus is on “${button}”`,
      async () => (await focus(page)).name === button,
      slow,
    );
    expect((await focus(page)).visible).toBe(true);
    expect(await page.$$eval('.teach .button', (all) => all.map((one) => one.textContent))).toEqual(
      [button],
    );
    expect(await wordsOf(page, '.steps [aria-current=step]')).toContain(step);
    expect(await axeFaults(page)).toEqual([]);
    await picture(page, `path-${presses.length + 1}`);
    await page.keyboard.press('Enter');
    presses.push(button);
  };

  const isNamed = async (): Promise<void> => {
    await enter(page, message('teach_new'));
    await fill(page, message('teach_name'), 'Gun');
    expect(await isHeld()).toBe(false);
    await page.keyboard.press('Enter');
    presses.push(message('teach_new'), message('teach_next'));
  };

  /** The picture is at most so much of the window's height. */
  const pictureShare = (): Promise<number> =>
    page.$eval('.camera-view', (view) => view.getBoundingClientRect().height / innerHeight);

  it('takes five presses without a mouse, with the camera on until it is live', async () => {
    await isNamed();
    await enters(message('teach_record'), message('teach_record'));
    expect(await pictureShare()).toBeLessThanOrEqual(0.55);
    await until(
      'the focus is on Stop',
      async () => (await focus(page)).name === message('teach_stop'),
    );
    await enters(message('teach_trainNow'), message('teach_trainNow'));
    await until('it is tried', () => page.$('.live-bars'), slow);
    expect(await isHeld()).toBe(true);
    await page.waitForSelector('.own-bar .reached', { timeout: slow });
    await enters(message('options_try'), message('report_goLive'));
    await until('it is live', async () => (await focus(page)).name === message('teach_done'));
    expect(presses).toHaveLength(5);
    await until('nobody holds the camera', async () => !(await isHeld()));
  });
});
