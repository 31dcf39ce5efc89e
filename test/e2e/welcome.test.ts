import { realpath } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sections } from '../../src/options/routes.ts';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { ask } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { killServiceWorker } from './support/faults-call.ts';
import {
  holders,
  launchTest,
  message,
  type SignerClip,
  sentence,
  signerClip,
} from './support/harness.ts';
import { focus, tabTo } from './support/keyboard.ts';
import {
  control,
  goTo,
  lookAs,
  openOptions,
  outOfSight,
  picture,
  press,
  says,
  slow,
  wordsOf,
} from './support/options-page.ts';

const welcomes = (browser: ExtensionBrowser): Promise<Page[]> =>
  browser.browser
    .pages()
    .then((pages) => pages.filter((page) => page.url() === `${browser.origin}welcome.html`));

/** The first-run page that the browser opens with the installation. */
const firstRun = (browser: ExtensionBrowser): Promise<Page> =>
  until('the first-run page is there', async () => {
    const [page] = await welcomes(browser);
    return page && (await page.$('.trial')) && page;
  });

describe('the first-run page', { timeout: 900_000 }, () => {
  let clip: SignerClip;
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    clip = await signerClip('known');
    browser = await launchTest({ camera: clip.file, welcome: true });
    page = await firstRun(browser);
    expect(await welcomes(browser)).toHaveLength(1);
  });

  afterAll(async () => {
    await browser?.dispose();
    await clip?.dispose();
  });

  it('is accessible in light, dark and forced colours and at 200 %', async () => {
    for (const look of [{}, { dark: true }, { forced: true }, { zoom: 2 }]) {
      await lookAs(page, look);
      const name = Object.keys(look)[0] ?? 'light';
      expect(await axeFaults(page), name).toEqual([]);
      expect(await outOfSight(page), name).toEqual([]);
      await picture(page, `welcome-${name}`);
    }
    await lookAs(page, {});
  });

  it('opens the camera only when asked to, captions, and releases the camera when it is closed', async () => {
    const device = await realpath(clip.file);
    expect(await holders(device), 'processes that hold the camera').toEqual([]);
    await page.bringToFront();
    await press(page, message('camera_open'));
    await control(page, 'button', message('camera_close'), slow);
    expect(await holders(device)).not.toEqual([]);
    const caption = await until(
      'a caption comes',
      async () => wordsOf(page, '.camera-caption'),
      slow,
    );
    await says(page, message('welcome_said').replace('$1', caption));
    await picture(page, 'welcome-live');
    const other = await browser.open(`${browser.origin}welcome.html`);
    await page.close();
    await until(
      'nobody holds the camera',
      async () => (await holders(device)).length === 0,
      10_000,
    );
    page = other.page;
  });

  it('needs no mouse to choose what to recognise and who reads it, and to finish', async () => {
    await page.waitForSelector('.trial');
    await page.bringToFront();
    await page.keyboard.press('Tab');
    expect((await focus(page)).name, 'the choice comes first').toContain('Call gestures');
    await page.keyboard.press('ArrowDown');
    await until('the letters are suggested', async () =>
      (await wordsOf(page, '.suggested'))?.includes('L'),
    );
    await tabTo(page, message('readers_onlyMe') + message('readers_onlyMeAbout'));
    await page.keyboard.press('ArrowDown');
    await until('it is stored that everyone reads the captions', () =>
      page.evaluate(async () => {
        const { settings } = await chrome.storage.local.get('settings');
        return (settings as { outgoing?: boolean } | undefined)?.outgoing;
      }),
    );
    await page.waitForSelector(
      `[aria-label="${sentence('readers_previewAll', message('readers_example'))}"]`,
    );
    await tabTo(page, message('welcome_done'));
    await page.keyboard.press('Enter');
    await says(page, message('welcome_closed'));
    const options = await openOptions(browser, 'try');
    await until('it was chosen for all pages', () =>
      options.$eval('select', (select) => select.value === 'fingerspelling').catch(() => false),
    );
    await options.close();
  });

  it('opens once, not whenever the extension wakes', async () => {
    await page.close();
    const options = await openOptions(browser, 'privacy');
    await killServiceWorker(browser);
    const tab = await options.evaluate(async () => (await chrome.tabs.getCurrent())!.id!);
    await ask(browser, { type: 'tab-get', tabId: tab });
    expect(await welcomes(browser)).toEqual([]);
  });
});

describe('a person who reads from right to left and refuses the camera', {
  timeout: 900_000,
}, () => {
  let clip: SignerClip;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    clip = await signerClip('known');
    browser = await launchTest({
      camera: clip.file,
      ask: true,
      welcome: true,
      viewport: { width: 1280, height: 800 },
      args: ['--force-ui-direction=rtl'],
    });
  });

  afterAll(async () => {
    await browser?.dispose();
    await clip?.dispose();
  });

  it('reads why there is no picture, and how to go on', async () => {
    const page = await firstRun(browser);
    await browser.browser.defaultBrowserContext().setPermission(browser.origin.replace(/\/$/, ''), {
      permission: { name: 'camera' },
      state: 'denied',
    });
    await page.bringToFront();
    await press(page, message('camera_open'));
    await says(page, message('camera_refused'));
    await says(page, message('welcome_goOn'));
    await control(page, 'button', message('camera_again'));
    expect(await axeFaults(page)).toEqual([]);
    await picture(page, 'welcome-refused');
    await press(page, message('welcome_done'));
    await says(page, message('welcome_closed'));
    const device = await realpath(clip.file);
    expect(await holders(device)).toEqual([]);
    await page.close();
  });

  it('finds every section laid out from the right, with nothing out of sight', async () => {
    const page = await openOptions(browser, 'gestures');
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    for (const { id } of sections) {
      await goTo(page, id);
      await until('it is read', async () => (await page.$('main [role=status].note')) === null);
      expect(await axeFaults(page), id).toEqual([]);
      expect(await outOfSight(page), id).toEqual([]);
      const [side, main] = await page.$$eval('.page > header, .page > main', (parts) =>
        parts.map((part) => part.getBoundingClientRect().left),
      );
      expect(side, 'the navigation is at the right').toBeGreaterThan(main!);
      await picture(page, `${id}-rtl`);
    }
  });
});
