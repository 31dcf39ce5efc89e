import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWelcome } from '../../tools/lib/browsers/chromium.ts';
import { captionsAre, captionsSwitch } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { diagnostics, join } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { captionAppears, message } from './support/harness.ts';

const state = (popup: Page): Promise<string> =>
  popup.$eval('[role=status]', (node) => node.textContent ?? '');

describe('the extension', { timeout: 900_000 }, () => {
  let demo: DemoCall;

  beforeAll(async () => {
    demo = await startDemoCall();
  });

  afterAll(() => demo?.dispose());

  it('opens a popup that says in words what captions are doing', async () => {
    const tab = await demo.browser.open(demo.url);
    const popup = await demo.browser.pressButton(tab.page);
    await popup.waitForSelector(`${captionsSwitch}:enabled`);
    expect(await state(popup)).toContain(message('state_off'));
    expect(await axeFaults(popup)).toEqual([]);
    await popup.click(captionsSwitch);
    await until('it waits for the camera', async () =>
      (await state(popup)).includes(message('state_waiting')),
    );
    expect(await axeFaults(popup)).toEqual([]);
    await popup.close();

    await join(tab.page);
    const again = await demo.browser.popup(tab);
    const seen = ['state_watching', 'state_hand'].map(message);
    await until('captions watch the camera', async () => {
      const text = await state(again);
      return seen.some((words) => text.includes(words));
    });
    expect(await axeFaults(again)).toEqual([]);
    await again.close();
    await tab.page.close();
  });

  it('changes the vocabulary during a call', async () => {
    const tab = await demo.open();
    await join(tab.page);
    const popup = await demo.browser.popup(tab);
    // Vocabularies are read after the tab's state is shown.
    await popup.locator('select').fill('fingerspelling');
    await popup.waitForSelector('main[aria-busy=false]');
    await popup.close();
    await until('letters are read', async () => {
      const captions = (await diagnostics(tab.page))?.captions ?? [];
      return captions.some(({ gesture }) => /^[A-Z]$/.test(gesture));
    });
    await tab.page.close();
  });

  it('asks to reload a tab that was open before it was installed, and reloads it', async () => {
    const { id, path } = demo.browser.extension;
    await demo.browser.browser.uninstallExtension(id);
    const page = await demo.browser.browser.newPage();
    await page.goto(demo.url);
    await page.click('#join');
    await page.waitForSelector('#self.live');
    expect(await demo.browser.browser.installExtension(path)).toBe(id);
    await closeWelcome(demo.browser.browser, `chrome-extension://${id}/`);

    const popup = await demo.browser.pressButton(page);
    await until('it asks to reload', async () =>
      (await state(popup)).includes(message('problem_reload_tab')),
    );
    expect(await axeFaults(popup)).toEqual([]);
    await popup.click(captionsSwitch);
    await popup.waitForSelector(captionsAre(true));
    await popup.waitForSelector('.state button:enabled');
    const loaded = page.waitForNavigation({ timeout: 180_000 });
    await popup.click('.state button');
    await loaded;
    await popup.close();
    await join(page);
    await captionAppears(page);
    await page.close();
  });

  it('leaves a notice in the call when it is updated', async () => {
    const page = await demo.browser.browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(demo.url);
    await demo.browser.setCaptions({ page, id: -1 }, true);
    await join(page);
    await captionAppears(page);
    const worker = await demo.browser.serviceWorker();
    await worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await until('the call shows the notice', async () =>
      (await textByClass(page, 'notice')).some((text) =>
        text.includes(message('problem_extension_updated')),
      ),
    );
    const frames = (): Promise<number> =>
      page.$eval(
        '#remote-video',
        (video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
      );
    const before = await frames();
    await until('the call goes on', async () => (await frames()) > before + 30);
    expect(errors).toEqual([]);
    await page.close();
  });
});
