import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { captionsSwitch, type Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { captionsShown, counters } from '../../tools/start/call.ts';
import { captionAppears, framesFlow, message, sent } from './support/harness.ts';
import {
  ask,
  type Box,
  box,
  driveOverlay,
  middle,
  type OverlayCall,
  openOverlayCall,
  pressInHint,
  style,
} from './support/overlay-driver.ts';

describe('captions in a call page', { timeout: 1_200_000 }, () => {
  let call: OverlayCall;
  let browser: ExtensionBrowser;
  let site: OverlayCall['site'];
  let tab: Tab;
  const { set, shortcut, tool, focusHandle, startAfresh } = driveOverlay(() => call);

  beforeAll(async () => {
    call = await openOverlayCall();
    ({ browser, site, tab } = call);
  });

  afterAll(() => call?.dispose());

  beforeEach(startAfresh);

  /** The ids of the captions that were marked as wrong and are kept to learn from. */
  const wrongs = async (): Promise<string[]> => {
    const desk = await browser.desk();
    return desk.evaluate(async () => {
      const ids: string[] = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((done, fail) => {
          const opening = indexedDB.open(name!);
          opening.onsuccess = () => done(opening.result);
          opening.onerror = () => fail(opening.error);
        });
        if (database.objectStoreNames.contains('unknowns'))
          ids.push(
            ...(await new Promise<string[]>((done, fail) => {
              const asking = database
                .transaction('unknowns')
                .objectStore('unknowns')
                .index('origin')
                .getAllKeys('wrong');
              asking.onsuccess = () => done(asking.result.map(String));
              asking.onerror = () => fail(asking.error);
            })),
          );
        database.close();
      }
      return ids;
    });
  };
  /**
   * Waits for one that was not kept before. Not for their number: the one before may still be on its
   * way out.
   */
  const keptSince = (before: readonly string[]): Promise<string> =>
    until('its hands are kept', async () => (await wrongs()).find((id) => !before.includes(id)));
  const keptNoLonger = (id: string): Promise<unknown> =>
    until('its hands are kept no longer', async () => !(await wrongs()).includes(id));

  /** Whether what was taken back can be put back. */
  const offered = async (): Promise<boolean> =>
    (await textByClass(tab.page, 'hint')).join(' ').includes(message('overlay_takenBack'));

  it('disappear at once when a key marks them as wrong, and are kept to learn from', async () => {
    await set({ captionLines: 1 });
    const [shown] = await captionAppears(tab.page);
    const before = await wrongs();
    await shortcut('wrong-caption');
    await until('it is gone', async () => !(await captionsShown(tab.page)).includes(shown!));
    await keptSince(before);
  });

  it('disappear at once when the button beside them is pressed', async () => {
    await set({ captionLines: 1 });
    const before = await wrongs();
    const handle = await tool('handle');
    const [shown] = await captionsShown(tab.page);
    // The button stands right after the handle.
    await tab.page.mouse.click(handle.left + handle.width + 40, handle.top + handle.height / 2);
    await until('it is gone', async () => !(await captionsShown(tab.page)).includes(shown!));
    await keptSince(before);
  });

  it('come back when that is undone, by a press or a key, and their hands are kept no longer', async () => {
    const { page } = tab;
    interface Cue {
      id: string;
      text: string;
      from: number;
    }
    const transcript = async (): Promise<readonly Cue[]> => {
      const desk = await browser.desk();
      return desk.evaluate(async (key) => {
        const { [key]: found } = await chrome.storage.session.get(key);
        // There is none while all captions are taken back.
        return (found as { cues: Cue[] } | undefined)?.cues ?? [];
      }, `transcript-${tab.id}`);
    };
    /** Takes the newest caption back. @returns it, its place in the transcript, and the button */
    const takeBack = async (): Promise<{ cue: Cue; place: number; button: Box }> => {
      const count = (await counters(page))?.captions.length ?? 0;
      // Right after a caption has come, the next one is a whole sign away.
      const before = await until('a caption has just come, and is in the transcript', async () => {
        const captions = (await counters(page))?.captions ?? [];
        const cues = await transcript();
        const isThere = cues.at(-1)?.text === captions.at(-1)?.caption;
        return captions.length > count && isThere && cues;
      });
      await shortcut('wrong-caption');
      const place = await until('it has left the transcript', async () => {
        const left = (await transcript()).map(({ id }) => id);
        const at = before.findIndex(({ id }) => !left.includes(id));
        return at < 0 ? null : { at };
      });
      await until('undo is offered', offered);
      const button = await until('the button stands somewhere', () => box(page, 'answers'));
      return { cue: before[place.at]!, place: place.at, button };
    };
    const comesBack = async ({ cue, place }: { cue: Cue; place: number }): Promise<void> => {
      await until('it is shown again', async () => (await captionsShown(page)).includes(cue.text));
      await until('it is in the transcript where it was', async () => {
        const now = (await transcript())[place];
        return now?.text === cue.text && Math.abs(now.from - cue.from) < 100;
      });
      await until('undo is offered no longer', async () => !(await offered()));
    };

    const earlier = await wrongs();
    const isAnnounced = async () =>
      (await textByClass(page, 'said')).includes(message('overlay_takenBack'));
    await until('an earlier announcement is over', async () => !(await isAnnounced()));
    // It is announced for three seconds only, while the steps below go on.
    const announced = until('it is announced', isAnnounced);
    announced.catch(() => undefined);
    const { button } = await takeBack();
    await keptSince(earlier);
    const controls = await page.$eval('footer', (node) => node.getBoundingClientRect().top);
    expect(button.top + button.height).toBeLessThanOrEqual(controls);
    await announced;
    expect((await captionsShown(page)).join(' ')).not.toContain(message('overlay_takenBack'));

    // A sign that comes after five seconds ends the offer: nothing else is looked at before the press.
    const before = await wrongs();
    const taken = await takeBack();
    const kept = await keptSince(before);
    await pressInHint(page, ...middle(taken.button));
    await comesBack(taken);
    await keptNoLonger(kept);

    await page.mouse.move(5, 5);
    const again = await takeBack();
    await shortcut('undo-wrong');
    await comesBack(again);
  });

  it('come back by pressing Enter again, for users without a pointer', async () => {
    const { page } = tab;
    await set({ captionLines: 1 });
    // Two rows for each line.
    await until('one line is shown, and no more will be', async () => {
      const rows = await style(page, 'stage', '--rows');
      return rows === '2' && (await captionsShown(page)).length === 1;
    });
    const before = await wrongs();
    await focusHandle();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until('undo is offered', offered);
    const kept = await keptSince(before);
    await page.keyboard.press('Enter');
    await until('undo is offered no longer', async () => !(await offered()));
    await keptNoLonger(kept);
  });

  it('are copied by a key', async () => {
    const { page } = tab;
    await set({ captionLines: 1 });
    await captionAppears(page);
    await page.bringToFront();
    // Browsers let a page's scripts copy only within seconds of a press in the page.
    await page.mouse.click(5, 5);
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
      const off = await popup.$(`${captionsSwitch}[aria-checked=false]`);
      await popup.close();
      return off;
    });
    expect((await counters(other.page))?.on).toBe(false);
    await other.page.close();
  });
});
