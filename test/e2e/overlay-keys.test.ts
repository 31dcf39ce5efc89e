import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { captionsShown, counters } from '../../tools/start/call.ts';
import { captionAppears, framesFlow, message, sent } from './support/harness.ts';
import { ask, driveOverlay, type OverlayCall, openOverlayCall } from './support/overlay-driver.ts';

describe('captions in a call page', { timeout: 400_000 }, () => {
  let call: OverlayCall;
  let browser: ExtensionBrowser;
  let site: OverlayCall['site'];
  let tab: Tab;
  const { set, shortcut, tool, startAfresh } = driveOverlay(() => call);

  beforeAll(async () => {
    call = await openOverlayCall();
    ({ browser, site, tab } = call);
  });

  afterAll(() => call?.dispose());

  beforeEach(startAfresh);

  /** How many captions that were marked as wrong are kept to learn from. */
  const wrongs = async (): Promise<number> => {
    const desk = await browser.desk();
    return desk.evaluate(async () => {
      let count = 0;
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((done, fail) => {
          const opening = indexedDB.open(name!);
          opening.onsuccess = () => done(opening.result);
          opening.onerror = () => fail(opening.error);
        });
        if (database.objectStoreNames.contains('unknowns'))
          count += await new Promise<number>((done, fail) => {
            const asking = database
              .transaction('unknowns')
              .objectStore('unknowns')
              .index('origin')
              .count('wrong');
            asking.onsuccess = () => done(asking.result);
            asking.onerror = () => fail(asking.error);
          });
        database.close();
      }
      return count;
    });
  };

  it('disappear at once when a key marks them as wrong, and are kept to learn from', async () => {
    await set({ captionLines: 1 });
    const [shown] = await captionAppears(tab.page);
    const before = await wrongs();
    await shortcut('wrong-caption');
    await until('it is gone', async () => !(await captionsShown(tab.page)).includes(shown!));
    await until('its hands are kept', async () => (await wrongs()) > before);
  });

  it('disappear at once when the button beside them is pressed', async () => {
    await set({ captionLines: 1 });
    const before = await wrongs();
    const handle = await tool('handle');
    const [shown] = await captionsShown(tab.page);
    // The button stands right after the handle.
    await tab.page.mouse.click(handle.left + handle.width + 40, handle.top + handle.height / 2);
    await until('it is gone', async () => !(await captionsShown(tab.page)).includes(shown!));
    await until('its hands are kept', async () => (await wrongs()) > before);
  });

  it('are copied by a key', async () => {
    const { page } = tab;
    await set({ captionLines: 1 });
    await captionAppears(page);
    await page.bringToFront();
    await shortcut('copy-caption');
    await until('the notice says so', async () =>
      (
        await ask(page, 'notice', function () {
          return this.textContent ?? '';
        })
      )?.includes(message('overlay_copied')),
    );
    await browser.browser
      .defaultBrowserContext()
      .overridePermissions(new URL(site.url).origin, [
        'clipboard-read',
        'clipboard-write',
        'camera',
      ]);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.length).toBeGreaterThan(0);
    const captions = (await counters(page))?.captions ?? [];
    expect(captions.map(({ caption }) => caption)).toContain(copied);
  });

  it('stop in all tabs during a pause, and then go on as before', async () => {
    const { page } = tab;
    await framesFlow(page);
    await shortcut('pause-everywhere');
    await until('captions are off here', async () => (await counters(page))?.on === false);
    const played = (): Promise<number> =>
      page.$eval(
        '#remote-video',
        (video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
      );
    const [before, start] = [await sent(page), await played()];
    await until('the call goes on', async () => (await played()) > start + 30);
    expect(await sent(page)).toBe(before);
    const popup = await browser.popup(tab);
    await until('the popup says so', async () =>
      (await popup.$eval('[role=status]', (node) => node.textContent ?? '')).includes(
        message('state_paused'),
      ),
    );
    const badge = await popup.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab.id);
    expect(badge).toBe('II');
    await popup.evaluate((text) => {
      for (const button of document.querySelectorAll('button'))
        if (button.textContent === text) button.click();
    }, message('popup_resume'));
    await until('captions are on again', async () => (await counters(page))?.on);
    await popup.close();
    await framesFlow(page);
  });

  it('start by themselves on a site where they should', async () => {
    await set({ startSites: ['http://localhost/*'] });
    const other = await browser.open(site.url);
    await until('they are on', async () => (await counters(other.page))?.on);
    await browser.setCaptions(other, false);
    await other.page.reload();
    await until('the page is there again', async () => (await counters(other.page)) !== null);
    await until('its first message was answered', async () => {
      const popup = await browser.popup(other);
      const off = await popup.$('[role=switch][aria-checked=false]');
      await popup.close();
      return off;
    });
    expect((await counters(other.page))?.on).toBe(false);
    await other.page.close();
  });
});
