/** Captions in another language, in the page's text fields, and with suggested words. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import { contentRealm, type ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { pressShortcut } from '../../tools/lib/browsers/shortcut.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { attributesByClass, textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { ask, captionsShown, join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  message,
  root,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { control, type Look, lookAs, openOptions } from './support/options-page.ts';

const captions: Readonly<Record<string, readonly string[]>> = {
  en: ['Yes', 'Peace', 'Hello', 'OK', 'Stop', 'No', 'One moment, please', 'Call me'],
  ar: ['نعم', 'سلام', 'مرحبًا', 'حسنًا', 'توقف', 'لا', 'لحظة من فضلك', 'اتصل بي'],
};

const looks: readonly (Look & { name: string })[] = [
  { name: 'light' },
  { name: 'forced', forced: true, dark: true },
  { name: 'zoomed', zoom: 2 },
];

/** Spreads captions so that there is time to see suggestions: 3.7 s of the camera's time apart. */
const slower = 1.5;
const spelling = { wordSuggestions: true, dwellMs: 2000 };

describe('in a call,', { timeout: 900_000 }, () => {
  let known: SignerClip;
  let letters: SignerClip;
  let camera: FakeCamera;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let browser: ExtensionBrowser;
  let tab: Tab;

  const set = async (settings: Partial<Settings>): Promise<void> => {
    const desk = await browser.desk();
    await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
      version: 2,
      welcomed: true,
      vocabulary: 'call-gestures',
      ...settings,
    });
  };
  const shortcut = (command: string): Promise<void> => pressShortcut(browser, tab, command);
  const picture = async (page: Page, name: string): Promise<void> => {
    await writeFile(path(root, `out/words/${name}.png`), await page.screenshot());
  };

  beforeAll(async () => {
    await mkdir(path(root, 'out/words'), { recursive: true });
    [known, letters] = [await signerClip('known'), await signerClip('letters', { slower })];
    camera = await createCamera(known);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file });
    await set({});
    tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(tab.page);
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await known?.dispose();
    await letters?.dispose();
  });

  describe('the key that writes the last caption into a text field', () => {
    /** Adds fields as pages have them; `data-typed` is what the page's own code has read. */
    const addFields = (): Promise<void> =>
      tab.page.evaluate(() => {
        const box = document.createElement('section');
        box.id = 'fields';
        box.innerHTML =
          '<input id="line"><textarea id="area"></textarea><div id="rich" contenteditable></div>' +
          '<input id="controlled"><button id="button">Send</button><iframe id="frame"></iframe>' +
          '<div id="host"></div>';
        document.body.prepend(box);
        const frame = box.querySelector('iframe')!;
        frame.contentDocument!.body.innerHTML = '<input id="inner">';
        const shadow = box.querySelector('#host')!.attachShadow({ mode: 'open' });
        shadow.innerHTML = '<input id="shadowed">';
        // Like frameworks with controlled fields: keeps only what came with an input event.
        const field = box.querySelector<HTMLInputElement>('#controlled')!;
        let state = '';
        field.addEventListener('input', () => {
          state = field.value;
          field.dataset.typed = state;
        });
        const draw = (): void => {
          if (field.value !== state) field.value = state;
          requestAnimationFrame(draw);
        };
        draw();
        for (const event of ['submit', 'keydown', 'click'])
          box.addEventListener(event, () => {
            box.dataset.pressed = event;
          });
      });
    const focus = (id: string): Promise<void> =>
      tab.page.evaluate((name) => {
        const inFrame = document.querySelector('iframe')?.contentDocument;
        const shadow = document.querySelector('#host')?.shadowRoot;
        for (const place of [document, inFrame, shadow])
          place?.querySelector<HTMLElement>(`#${name}`)?.focus();
      }, id);
    const held = (id: string): Promise<string> =>
      tab.page.evaluate((name) => {
        const inFrame = document.querySelector('iframe')?.contentDocument;
        const shadow = document.querySelector('#host')?.shadowRoot;
        for (const place of [document, inFrame, shadow]) {
          const field = place?.querySelector<HTMLInputElement>(`#${name}`);
          if (field) return field.value ?? field.textContent ?? '';
        }
        return '';
      }, id);
    /** What the page's own code has noted on an element. */
    const data = (selector: string): Promise<string | undefined> =>
      tab.page.$eval(selector, (node) => {
        const { typed, pressed } = (node as HTMLElement).dataset;
        return typed ?? pressed;
      });
    /** A caption of the clip. */
    const written = new RegExp(`^(${captions.en!.join('|')})$`);

    beforeAll(async () => {
      await addFields();
      await until('a caption is shown', async () => (await captionsShown(tab.page)).length > 0);
    });

    /** Writes the last caption into a field, unless one is there. @returns the field's text */
    const write = async (id: string): Promise<string> => {
      if ((await held(id)) === '') {
        await focus(id);
        await shortcut('insert-caption');
        await until('it is written', async () => (await held(id)) !== '');
      }
      return held(id);
    };

    it.each(['line', 'area', 'rich', 'controlled', 'inner', 'shadowed'])(
      'works in the field "%s" like typing',
      async (id) => {
        expect(await write(id)).toMatch(written);
      },
    );

    it('reaches the page through input events, and presses nothing', async () => {
      await write('controlled');
      expect(await data('#controlled')).toMatch(written);
      expect(await data('#fields')).toBeUndefined();
      await picture(tab.page, 'fields');
    });

    it('can be undone like typing, and separates what it writes twice', async () => {
      const before = await write('line');
      await focus('line');
      await shortcut('insert-caption');
      await until('it is written twice', async () => (await held('line')) !== before);
      expect(await held('line')).toMatch(new RegExp(`^${before} \\S`));
      await tab.page.keyboard.down('Control');
      await tab.page.keyboard.press('z');
      await tab.page.keyboard.up('Control');
      await until('it is undone', async () => (await held('line')).length <= before.length);
    });

    it('says what to do if no text field has the focus', async () => {
      await focus('button');
      await shortcut('insert-caption');
      await until('it is said', async () =>
        (await textByClass(tab.page, 'notice')).includes(message('overlay_notInserted')),
      );
    });
  });

  it('captions are in Arabic, from right to left, once that is chosen', async () => {
    await set({ captionLanguage: 'ar' });
    const line = await until('an Arabic caption is shown', async () => {
      const lines = await captionsShown(tab.page);
      return lines.find((text) => captions.ar!.includes(text));
    });
    const [arabic] = (await attributesByClass(tab.page, 'line')).filter(
      ({ lang }) => lang === 'ar',
    );
    expect(arabic).toMatchObject({ lang: 'ar', dir: 'rtl' });
    await picture(tab.page, 'arabic');
    const popup = await browser.popup(tab);
    await popup.click('.fold');
    await popup.waitForSelector('.cues li');
    const kept = await popup.$$eval('.cues li span', (all) => all.map((one) => one.textContent));
    expect(kept).toContain(line);
    await popup.close();
  });

  it('the popup and the options say accessibly that others see the captions', async () => {
    await set({ outgoing: true, wordSuggestions: true, captionLanguage: 'ar' });
    const popup = await browser.popup(tab);
    await until('it says that captions are sent', async () => {
      const title = await popup.$('.read-by .title');
      return (await title?.evaluate((node) => node.textContent)) === message('readers_all');
    });
    expect(await axeFaults(popup)).toEqual([]);
    await picture(popup, 'popup-outgoing');
    await popup.close();
    const page = await openOptions(browser, 'captions');
    for (const look of looks) {
      await lookAs(page, look);
      const card = await control(page, 'switch', message('options_outgoing'));
      await card.scrollIntoView();
      expect(await card.evaluate((node) => node.getAttribute('aria-checked'))).toBe('true');
      expect(await axeFaults(page), look.name).toEqual([]);
      await picture(page, `options-outgoing-${look.name}`);
    }
    await lookAs(page, {});
    await (await control(page, 'combobox', message('options_captionLanguage'))).scrollIntoView();
    await picture(page, 'options-language');
    await page.close();
    await tab.page.bringToFront();
  });

  it('words are suggested for what is spelled, and a key accepts the first', async () => {
    await set({ ...spelling, vocabulary: 'fingerspelling' });
    await camera.play(letters);
    await tab.page.reload();
    await contentRealm(tab.page);
    await join(tab.page);
    const suggested = async () => {
      const words = await textByClass(tab.page, 'word');
      return words.length > 0 && words;
    };
    // A busy machine misses letters, and needs several passes of the clip.
    const [word] = await until('words are suggested', suggested, 200_000);
    await shortcut('accept-word');
    await until('it is accepted', async () =>
      (await captionsShown(tab.page)).some((line) => line.split(' ').includes(word ?? '')),
    );
    expect((await ask(browser, { type: 'tab-get', tabId: tab.id })).problem).toBeNull();
    await picture(tab.page, 'suggested');
  });
});
