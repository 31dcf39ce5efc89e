import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pressShortcut } from '../../tools/lib/browsers/shortcut.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { captionsShown, counters } from '../../tools/start/call.ts';
import { captionAppears, message } from './support/harness.ts';
import {
  ask,
  box,
  driveOverlay,
  middle,
  type OverlayCall,
  openOverlayCall,
  style,
} from './support/overlay-driver.ts';

describe('captions in a window that the page opened', { timeout: 900_000 }, () => {
  let call: OverlayCall;
  let other: Tab;
  const { set, forgetPlaces, places } = driveOverlay(() => call);

  const tabIds = async (): Promise<number[]> => {
    const desk = await call.browser.desk();
    return desk.evaluate(async () => (await chrome.tabs.query({})).flatMap(({ id }) => id ?? []));
  };

  beforeAll(async () => {
    call = await openOverlayCall();
    const { page } = call.tab;
    const before = new Set(await tabIds());
    const target = call.browser.browser.waitForTarget((one) => one.opener() === page.target());
    await page.evaluate(() => {
      const { document: inner } = open('about:blank', '', 'width=800,height=600') as Window;
      const video = inner.createElement('video');
      Object.assign(video, { muted: true, autoplay: true, width: 400 });
      video.srcObject = (document.querySelector('#self-video') as HTMLVideoElement).srcObject;
      inner.body.append(video, inner.createElement('input'));
    });
    const id = await until('the window is a tab', async () =>
      (await tabIds()).find((one) => !before.has(one)),
    );
    other = { page: (await (await target).page()) as Page, id };
    await captionAppears(other.page);
  });
  afterAll(() => call?.dispose());
  beforeEach(async () => {
    await forgetPlaces();
    await set({ captionLines: 1 });
    await other.page.bringToFront();
    await other.page.mouse.move(5, 5);
  });

  /** Brings the tools out. @returns where the handle is */
  const handle = async () => {
    await until('the tools are shown', async () => {
      const panel = await box(other.page, 'panel');
      if (!panel) return false;
      await other.page.mouse.move(5, 5);
      await other.page.mouse.move(...middle(panel));
      return (await style(other.page, 'tools', 'opacity')) === '1';
    });
    return until('the handle is there', () => box(other.page, 'handle'));
  };
  const shortcut = (command: string): Promise<void> => pressShortcut(call.browser, other, command);
  const notice = (): Promise<string | null> =>
    ask(other.page, 'notice', function () {
      return this.textContent ?? '';
    });

  it('are drawn as in the page', async () => {
    await captionAppears(other.page);
    expect(await style(other.page, 'captions', 'color')).toBe('rgb(255, 255, 255)');
    expect(await style(other.page, 'stack', 'position')).toBe('absolute');
    expect(await captionsShown(call.tab.page)).toEqual([]);
  });

  it('disappear at once when the button beside them is pressed', async () => {
    await captionAppears(other.page);
    const { left, top, width, height } = await handle();
    const [shown] = await captionsShown(other.page);
    await other.page.mouse.click(left + width + 40, top + height / 2);
    await until('it is gone', async () => !(await captionsShown(other.page)).includes(shown!));
  });

  it('are moved by their handle', async () => {
    await captionAppears(other.page);
    const from = middle(await handle());
    await other.page.mouse.move(...from);
    await other.page.mouse.down();
    await other.page.mouse.move(from[0] - 60, from[1] - 200, { steps: 8 });
    await other.page.mouse.up();
    await until('the new place is kept', places);
  });

  it('are taken back by a key that is pressed in that window', async () => {
    const [shown] = await captionAppears(other.page);
    await shortcut('wrong-caption');
    await until('it is gone', async () => !(await captionsShown(other.page)).includes(shown!));
  });

  it('are written by a key into the text field there', async () => {
    await captionAppears(other.page);
    await other.page.focus('input');
    await shortcut('insert-caption');
    const written = await until('the caption is in the field', () =>
      other.page.$eval('input', ({ value }) => value || null),
    );
    const captions = (await counters(call.tab.page))?.captions ?? [];
    expect(captions.map(({ caption }) => caption)).toContain(written);
  });

  it('are copied by a key there', async () => {
    await captionAppears(other.page);
    await shortcut('copy-caption');
    await until('the notice says so', async () =>
      (await notice())?.includes(message('overlay_copied')),
    );
  });
});
