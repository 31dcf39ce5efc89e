import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { captionsShown, counters } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { transcriptOf } from './support/extension-storage.ts';
import { message } from './support/harness.ts';
import {
  ask,
  box,
  driveOverlay,
  middle,
  type OverlayCall,
  openOverlayCall,
} from './support/overlay-driver.ts';

describe('the panel in the call', { timeout: 1_200_000 }, () => {
  let call: OverlayCall;
  let page: Page;
  const { set, shortcut, picture, tool } = driveOverlay(() => call);

  beforeAll(async () => {
    call = await openOverlayCall();
    ({ page } = call.tab);
  });
  afterAll(() => call?.dispose());

  const stored = async (): Promise<Partial<Settings>> => {
    const desk = await call.browser.desk();
    return desk.evaluate(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      return settings as object;
    });
  };
  const transcript = async (): Promise<string[]> =>
    transcriptOf(await call.browser.desk(), call.tab.id);
  const open = async (): Promise<void> => {
    await shortcut('toggle-panel');
    await until('the panel is open', () => box(page, 'call-panel'));
  };
  const isGone = (): Promise<unknown> =>
    until('the panel is closed', async () => (await box(page, 'call-panel')) === null);
  /** The name of what has the focus in the panel, and its state. */
  const focused = (): Promise<string | null> =>
    ask(page, 'call-panel', function () {
      const at = (this.getRootNode() as ShadowRoot).activeElement;
      if (!at || !this.contains(at)) return '';
      return (at.getAttribute('aria-label') ?? at.textContent ?? '').trim();
    });
  /** Presses a key until the control of this name has the focus. */
  const goTo = async (name: string, key: 'Tab' | 'ArrowRight' = 'Tab'): Promise<void> => {
    for (let i = 0; i < 20; i++) {
      if ((await focused()) === name) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${key} does not lead to “${name}”, but to “${await focused()}”`);
  };
  const press = async (name: string): Promise<void> => {
    await goTo(name);
    await page.keyboard.press('Enter');
  };
  const openSettings = async (): Promise<void> => {
    await goTo(message('panel_last'));
    await goTo(message('panel_settings'), 'ArrowRight');
  };
  /** The state of the first button of the panel that has this text. */
  const state = (name: string, attribute: string): Promise<string | null> =>
    ask(
      page,
      'call-panel',
      new Function(
        `return [...this.querySelectorAll('button')].find(({ textContent }) => textContent === ${JSON.stringify(name)})?.getAttribute('${attribute}') ?? null`,
      ) as () => string | null,
    );

  beforeEach(async () => {
    await set({});
    await page.bringToFront();
    // A test that failed may have left it open.
    if (await box(page, 'call-panel')) await shortcut('toggle-panel');
    await until('captions watch the camera', async () => {
      const status = (await counters(page))?.status;
      return status === 'watching' || status === 'hand';
    });
  });

  it('opens by a key, leaves the call’s own controls free, and gives the focus back with Escape', async () => {
    await page.focus('#leave');
    await open();
    const panel = (await box(page, 'call-panel'))!;
    const bar = await page.$eval('footer', (node) => node.getBoundingClientRect().top);
    expect(panel.top).toBeGreaterThanOrEqual(0);
    expect(panel.left + panel.width).toBeLessThanOrEqual(800);
    expect(panel.top + panel.height, 'its bottom').toBeLessThanOrEqual(bar);
    await picture('call-panel');
    await page.keyboard.press('Escape');
    await isGone();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('leave');
  });

  it('is walked by keyboard: text size, what is recognised and who reads, each in force at once', async () => {
    await open();
    await openSettings();
    await press(message('commandLarger'));
    await until('the size is another', async () =>
      (
        await ask(page, 'parts', function () {
          return this.textContent;
        })
      )?.includes('115'),
    );
    const spelling = message('vocabulary_fingerspelling');
    await press(spelling);
    await until(
      'letters are what is recognised',
      async () => (await state(spelling, 'aria-pressed')) === 'true',
    );
    expect((await stored()).vocabulary).toBe('fingerspelling');
    await press(message('options_outgoing'));
    await until(
      'others are to see captions',
      async () => (await state(message('options_outgoing'), 'aria-checked')) === 'true',
    );
    expect(await stored()).toMatchObject({ outgoing: true, readersTold: true });
    await picture('call-panel-settings');
    await page.keyboard.press('Escape');
    await isGone();
  });

  it('changes the choice of a site that has one of its own, and says that it counts there only', async () => {
    const site = 'http://localhost/*';
    await set({ siteChoices: [{ site, vocabulary: 'call-gestures' }] });
    await open();
    await openSettings();
    await until('it says so', async () => (await box(page, 'only-on')) !== null);
    const spelling = message('vocabulary_fingerspelling');
    await press(spelling);
    await until(
      'letters are what is recognised',
      async () => (await state(spelling, 'aria-pressed')) === 'true',
    );
    expect(await stored()).toMatchObject({
      vocabulary: 'call-gestures',
      siteChoices: [{ site, vocabulary: 'fingerspelling' }],
    });
    await picture('call-panel-own-site');
    await page.keyboard.press('Escape');
    await isGone();
  });

  it('passes axe in each of its tabs', async () => {
    await open();
    await goTo(message('panel_last'));
    for (const name of ['panel_last', 'panel_phrases', 'panel_settings']) {
      await goTo(message(name), 'ArrowRight');
      const html = await ask(page, 'stage', function () {
        return this.outerHTML;
      });
      // axe cannot look into a closed shadow root, so it gets a copy of what is in it.
      const copy = await call.browser.browser.newPage();
      await copy.setContent(
        `<!doctype html><html lang="en"><title>Panel</title><main><h1>Call</h1>${html}</main></html>`,
      );
      expect(await axeFaults(copy), name).toEqual([]);
      await copy.close();
      await page.bringToFront();
    }
    await page.keyboard.press('Escape');
    await isGone();
  });

  it('says a phrase by a press, which goes where captions go and whose text the page cannot find', async () => {
    await set({ ownPhrases: ['Zebra crossing', 'On my way'] });
    await open();
    await goTo(message('panel_last'));
    await goTo(message('panel_phrases'), 'ArrowRight');
    await press('Zebra crossing');
    await until('it is a caption', async () =>
      (await captionsShown(page)).includes('Zebra crossing'),
    );
    await until('it is in the transcript', async () =>
      (await transcript()).includes('Zebra crossing'),
    );
    const found = (text: string): Promise<boolean> =>
      page.evaluate(
        (words) => (Reflect.get(window, 'find') as (text: string) => boolean).call(window, words),
        text,
      );
    expect(await found('Zebra')).toBe(false);
    // To prove that the search works: it finds the panel's own heading.
    expect(await found(message('panel_title'))).toBe(true);
    await picture('call-panel-phrases');
    await page.keyboard.press('Escape');
    await isGone();
  });

  it('offers again what was typed in the popup, of which the page hears no key', async () => {
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heardKeys: heard });
      for (const type of ['keydown', 'keyup', 'input', 'beforeinput'])
        window.addEventListener(type, (event) => heard.push(event.type), true);
    });
    const popup = await call.browser.popup(call.tab);
    const field = await popup.waitForSelector('.phrase input');
    await field?.type('Back in a minute');
    await popup.keyboard.press('Enter');
    await until('the popup says so', () =>
      popup.$eval(
        '.phrase .said',
        (node, said) => node.textContent === said,
        message('panel_said'),
      ),
    );
    // Before anything else: the next signs move it out.
    await until('it is a caption', async () =>
      (await captionsShown(page)).includes('Back in a minute'),
    );
    expect(await axeFaults(popup)).toEqual([]);
    await popup.close();
    await page.bringToFront();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'heardKeys') as string[])).toEqual([]);
    await open();
    await goTo(message('panel_last'));
    await goTo(message('panel_phrases'), 'ArrowRight');
    await goTo('Back in a minute');
    await page.keyboard.press('Escape');
    await isGone();
  });

  it('is opened by the button beside the handle, and gives the focus back to it', async () => {
    await until('there is a caption', async () => (await captionsShown(page)).length > 0);
    const opener = await tool('opener');
    await page.mouse.click(...middle(opener));
    await until('the panel is open', () => box(page, 'call-panel'));
    await picture('call-panel-opener');
    await page.keyboard.press('Escape');
    await isGone();
    const hasFocus = await ask(page, 'opener', function () {
      return (this.getRootNode() as ShadowRoot).activeElement === this;
    });
    expect(hasFocus).toBe(true);
    await page.mouse.move(5, 5);
  });

  it('is neither pressed nor closed by events that the page makes', async () => {
    await open();
    await openSettings();
    const before = await stored();
    await page.evaluate(() => {
      const host = document.querySelector('html > [popover]')!;
      const { width, height } = host.getBoundingClientRect();
      const all = { bubbles: true, composed: true, cancelable: true };
      for (let x = 4; x < width; x += 8)
        for (let y = 4; y < height; y += 8)
          for (const type of ['pointerdown', 'pointerup', 'click'])
            host.dispatchEvent(new MouseEvent(type, { ...all, clientX: x, clientY: y }));
      for (const key of ['Enter', ' ', 'Escape'])
        host.dispatchEvent(new KeyboardEvent('keydown', { ...all, key }));
    });
    expect(await box(page, 'call-panel')).not.toBeNull();
    expect(await stored()).toEqual(before);
    await page.keyboard.press('Escape');
    await isGone();
  });

  it('pauses captions everywhere, and a pill says so', async () => {
    await open();
    await openSettings();
    await press(message('popup_pause'));
    await until(
      'the pill says it',
      async () =>
        (await ask(page, 'pill', function () {
          return this.querySelector<HTMLElement>('.name')?.dataset.text ?? '';
        })) === message('overlay_paused'),
    );
    await isGone();
    expect((await stored()).paused).toBe(true);
    expect((await counters(page))?.on).toBe(false);
    await set({});
    await until('captions are on again', async () => (await counters(page))?.on);
  });
});
