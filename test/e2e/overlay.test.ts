import { mkdir, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import { type ExtensionBrowser, type Tab, until } from '../../tools/browser.ts';
import { serveDemo } from '../../tools/demo/server.ts';
import { captionsShown, counters, join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './axe.ts';
import {
  captionAppears,
  framesFlow,
  launchTest,
  message,
  root,
  sent,
  signerClip,
} from './harness.ts';

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What an element of the overlay is asked; runs in the page, on the element. */
type Probe<T> = (this: HTMLElement) => T;

/** Asks the first element of that class, through the closed shadow root; null when there is none. */
async function ask<T>(page: Page, name: string, probe: Probe<T>): Promise<T | null> {
  const session = await page.createCDPSession();
  try {
    await session.send('DOM.enable');
    const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
    const node = nodes.find(({ attributes = [] }) => {
      const at = attributes.indexOf('class');
      return at >= 0 && attributes[at + 1]?.split(' ').includes(name);
    });
    if (!node) return null;
    const { object } = await session.send('DOM.resolveNode', { nodeId: node.nodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId!,
      functionDeclaration: `${probe}`.replace(/^(async )?probe/, 'function'),
      returnByValue: true,
    });
    return result.value as T;
  } catch (error) {
    // The element went away while it was being asked.
    if (/node|object/i.test(String(error))) return null;
    throw error;
  } finally {
    await session.detach();
  }
}

const box = (page: Page, name: string): Promise<Box | null> =>
  ask(page, name, function () {
    const { left, top, width, height } = this.getBoundingClientRect();
    return { left, top, width, height };
  });

const style = (page: Page, name: string, property: string): Promise<string | null> =>
  ask(
    page,
    name,
    new Function(`return getComputedStyle(this).getPropertyValue('${property}')`) as Probe<string>,
  );

const middle = ({ left, top, width, height }: Box): [number, number] => [
  left + width / 2,
  top + height / 2,
];

const viewport = { width: 800, height: 600 };

describe('captions in a call page', { timeout: 400_000 }, () => {
  let clip: Awaited<ReturnType<typeof signerClip>>;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let browser: ExtensionBrowser;
  let tab: Tab;

  beforeAll(async () => {
    clip = await signerClip('known');
    site = await serveDemo();
    browser = await launchTest({ camera: clip.file, viewport });
    await mkdir(path(root, 'out/overlay'), { recursive: true });
    await set({});
    tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(tab.page);
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  });

  /** Settings of a test; captions stay for a minute, so that there is always one to look at. */
  const set = async (settings: Partial<Settings>): Promise<void> => {
    const desk = await browser.desk();
    await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
      version: 2,
      welcomed: true,
      captionMs: 60_000,
      ...settings,
    });
  };
  const forgetPlaces = async (): Promise<void> => {
    const desk = await browser.desk();
    await desk.evaluate(() => chrome.storage.local.remove('places'));
  };
  const places = async (): Promise<unknown> => {
    const desk = await browser.desk();
    return desk.evaluate(async () => (await chrome.storage.local.get('places')).places);
  };
  /** A shortcut, as the browser tells the extension of it. */
  const shortcut = async (command: string): Promise<void> => {
    const worker = await browser.serviceWorker();
    await worker.evaluate(
      async (name, id) => {
        const event = chrome.commands.onCommand as unknown as {
          dispatch(name: string, tab: chrome.tabs.Tab): void;
        };
        event.dispatch(name, await chrome.tabs.get(id));
      },
      command,
      tab.id,
    );
  };
  const picture = async (name: string): Promise<void> => {
    await writeFile(path(root, `out/overlay/${name}.png`), await tab.page.screenshot());
  };
  const panel = async (): Promise<Box> => {
    await captionAppears(tab.page);
    return until('the captions stand somewhere', () => box(tab.page, 'panel'));
  };
  /** Brings the tools out and answers where one of them is. */
  const tool = async (name: string): Promise<Box> => {
    await until('the tools are shown', async () => {
      await tab.page.mouse.move(5, 5);
      await tab.page.mouse.move(...middle(await panel()));
      return (await style(tab.page, 'tools', 'opacity')) === '1';
    });
    return until(`the ${name} is there`, () => box(tab.page, name));
  };
  const focusHandle = (): Promise<unknown> =>
    until('the handle has the focus', async () => {
      await captionAppears(tab.page);
      return ask(tab.page, 'handle', function () {
        this.focus();
        return (this.getRootNode() as ShadowRoot).activeElement === this;
      });
    });
  const reload = async (): Promise<void> => {
    await tab.page.reload();
    await until('captions are ready again', async () => (await counters(tab.page))?.ready);
    await join(tab.page);
  };

  beforeEach(async () => {
    await forgetPlaces();
    await set({});
    await tab.page.mouse.move(5, 5);
  });

  it('leave the lowest 96 pixels free, where the call has its controls', async () => {
    const { top, height } = await panel();
    expect(top + height).toBeLessThanOrEqual(viewport.height - 96);
    await picture('default');
  });

  it('are dragged by their handle, and stand there again after a reload', async () => {
    const { page } = tab;
    const before = await panel();
    await tool('handle');
    await picture('tools');
    // A caption that comes meanwhile moves the handle away from the mouse: then once more.
    await until('they are dragged, and the place is remembered', async () => {
      const [x, y] = middle(await tool('handle'));
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 150, y - 190, { steps: 5 });
      await page.mouse.up();
      return until(
        'the place is remembered',
        async () => JSON.stringify(await places())?.includes('"x"'),
        3000,
      ).catch(() => false);
    });
    const dropped = await panel();
    expect(Math.abs(dropped.top - (before.top - 190))).toBeLessThan(60);
    expect(dropped.left).toBeLessThan(before.left - 80);
    await picture('dragged');
    await reload();
    const again = await panel();
    expect(Math.abs(again.top - dropped.top)).toBeLessThan(60);
    expect(again.left).toBeLessThan(before.left - 60);
  });

  it('are moved by keys on their handle, snap on Enter, and go back on Home', async () => {
    const { page } = tab;
    const before = await panel();
    await focusHandle();
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Shift');
    await until('they have moved', async () => (await panel()).top < before.top - 40);
    await picture('keyboard');
    await focusHandle();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await until('they are in a corner', async () => (await panel()).left < 60);
    await focusHandle();
    await page.keyboard.press('Home');
    await until('they are where they were', async () => {
      const now = await panel();
      return Math.abs(now.top + now.height - before.top - before.height) < 5;
    });
    expect(await places()).toEqual([]);
  });

  it('let clicks through to the page', async () => {
    const { page } = tab;
    const at = middle(await panel());
    await page.evaluate(() => {
      const heard = document.documentElement;
      addEventListener(
        'click',
        (event) => heard.setAttribute('data-hit', (event.target as Element).outerHTML),
        {
          once: true,
        },
      );
    });
    await page.mouse.click(...at);
    const hit = await page.evaluate(() => document.documentElement.dataset.hit);
    expect(hit).toBeDefined();
    expect(hit).not.toContain('popover');
  });

  it.each<[string, Partial<Settings>, string, string, RegExp]>([
    ['font', { captionFont: 'serif' }, 'captions', 'font-family', /^serif$/],
    ['mono', { captionFont: 'mono' }, 'captions', 'font-family', /^monospace$/],
    ['weight', { captionWeight: 700 }, 'captions', 'font-weight', /^700$/],
    ['colour', { captionColor: '#ffee00' }, 'newest', 'color', /^rgb\(255, 238, 0\)$/],
    [
      'background',
      { captionBackground: '#00308f' },
      'captions',
      'background-color',
      /^rgba\(0, 48, 143, 0\.86\)$/,
    ],
    ['opacity', { captionOpacity: 40 }, 'captions', 'background-color', /0\.4\)$/],
    [
      'outline',
      { captionEdge: 'outline', captionOpacity: 0 },
      'captions',
      'text-shadow',
      /^(rgb\(0, 0, 0\).*){16}$/,
    ],
    ['shadow', { captionEdge: 'shadow' }, 'captions', 'text-shadow', /^rgb\(0, 0, 0\)/],
    ['align', { captionAlign: 'end' }, 'captions', 'text-align', /^end$/],
    ['aloud', { captionsAloud: true }, 'captions', '--unused', /^$/],
  ])('follow the setting of %s at once', async (name, settings, where, property, wanted) => {
    await captionAppears(tab.page);
    await set(settings);
    await until(`${property} is as wanted`, async () =>
      wanted.test((await style(tab.page, where, property)) ?? 'gone'),
    );
    if (settings.captionsAloud)
      await until('the log is read out', () =>
        ask(tab.page, 'captions', function () {
          return this.getAttribute('aria-live') === 'polite';
        }),
      );
    await picture(`setting-${name}`);
  });

  it('follow size, width, position and number of lines at once', async () => {
    const size = async () =>
      Number.parseFloat((await style(tab.page, 'captions', 'font-size')) ?? '0');
    await captionAppears(tab.page);
    const plain = await size();
    await set({ captionSize: 200 });
    await until(
      'the letters are twice as large',
      async () => Math.abs((await size()) / plain - 2) < 0.02,
    );
    await picture('setting-size');
    await set({ captionPosition: 'top-end' });
    await until('they are in the upper right corner', async () => {
      const { left, top, width } = await panel();
      return top < 60 && left + width > viewport.width - 50;
    });
    await picture('setting-position');
    await set({ captionWidth: 20, captionSize: 150 });
    await until('lines are narrow', async () => {
      const width = await style(tab.page, 'captions', 'max-width');
      return width?.includes('min(') && (await panel()).width < viewport.width / 2;
    });
    await set({ captionLines: 1 });
    await until('there is one line', async () => (await captionsShown(tab.page)).length === 1);
    await picture('setting-lines');
  });

  it('grow and shrink by keys, in this site', async () => {
    await captionAppears(tab.page);
    await shortcut('larger-captions');
    await until('the size is remembered', async () =>
      JSON.stringify(await places())?.includes('"size":115'),
    );
    await shortcut('smaller-captions');
    await shortcut('smaller-captions');
    await until('it is smaller now', async () =>
      JSON.stringify(await places())?.includes('"size":90'),
    );
  });

  /** Captions that were called wrong and are kept to learn from. */
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

  it('go at once when a key says that they were wrong, and are kept to learn from', async () => {
    await set({ captionLines: 1 });
    const [shown] = await captionAppears(tab.page);
    const before = await wrongs();
    await shortcut('wrong-caption');
    await until('it is gone', async () => !(await captionsShown(tab.page)).includes(shown!));
    await until('its hands are kept', async () => (await wrongs()) > before);
  });

  it('go at once when the button beside them is pressed', async () => {
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

  it('come back when the page throws them out', async () => {
    const { page } = tab;
    await captionAppears(page);
    for (let i = 0; i < 3; i++) {
      await page.evaluate(() => document.querySelector('html > [popover]')?.remove());
      await captionAppears(page);
    }
    const open = await page.$eval('html > [popover]', (host) => host.matches(':popover-open'));
    expect(open).toBe(true);
  });

  it('keep their place in full screen and when the page is zoomed', async () => {
    const { page } = tab;
    await captionAppears(page);
    await page.click('#fullscreen');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    const { top, height } = await panel();
    expect(top + height).toBeLessThanOrEqual(viewport.height - 96);
    await picture('fullscreen');
    await page.evaluate(() => document.exitFullscreen());
    await page.setViewport({ width: 400, height: 300, deviceScaleFactor: 2 });
    const zoomed = await panel();
    expect(zoomed.left).toBeGreaterThanOrEqual(0);
    expect(zoomed.left + zoomed.width).toBeLessThanOrEqual(400);
    expect(zoomed.top + zoomed.height).toBeLessThanOrEqual(300 - 75);
    await picture('zoom-200');
    await page.setViewport(viewport);
  });

  it('do not move for who wants no motion, and have the colours of who chose their own', async () => {
    const { page } = tab;
    await captionAppears(page);
    const session = await page.createCDPSession();
    const media = (features: { name: string; value: string }[]) =>
      session.send('Emulation.setEmulatedMedia', { features });
    await media([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    expect(await style(page, 'newest', 'animation-name')).toBe('none');
    expect(await style(page, 'line', 'transition-duration')).toMatch(/^0s/);
    await media([{ name: 'forced-colors', value: 'active' }]);
    const [text, ground] = await Promise.all([
      style(page, 'newest', 'color'),
      style(page, 'captions', 'background-color'),
    ]);
    const system = await page.evaluate(() => {
      const probe = document.createElement('p');
      probe.style.cssText = 'color: CanvasText; background: Canvas; color-scheme: dark';
      document.body.append(probe);
      const { color, backgroundColor } = getComputedStyle(probe);
      probe.remove();
      return [color, backgroundColor];
    });
    expect([text, ground]).toEqual(system);
    await picture('forced-colours');
    await media([]);
    await session.detach();
  });

  it('have nothing that axe finds wrong, and their tools on the other side from right to left', async () => {
    const { page } = tab;
    await tool('handle');
    const html = await until('the overlay is there', () =>
      ask(page, 'stage', function () {
        return this.outerHTML;
      }),
    );
    // axe cannot look into a closed shadow root: what is in it is shown to axe by itself.
    const copy = await browser.browser.newPage();
    await copy.setContent(
      `<!doctype html><html lang="en"><title>Captions</title><main><h1>Captions</h1>${html}</main></html>`,
    );
    expect(await axeFaults(copy)).toEqual([]);
    await copy.close();
    await page.bringToFront();
    const turned = await until('the overlay is turned round', async () => {
      await tool('handle');
      return ask(page, 'stage', function () {
        this.dir = 'rtl';
        const left = (name: string): number =>
          this.querySelector(name)?.getBoundingClientRect().left ?? Number.NaN;
        const gap = Math.abs(left('.tools') - left('.panel'));
        this.dir = 'ltr';
        return { gap };
      });
    });
    expect(turned.gap).toBeLessThan(1);
  });

  it.each(['#ffffff', '#000000', 'noise'])(
    'stand out by 4.5:1 from a picture that is %s',
    async (ground) => {
      const { page } = tab;
      await page.evaluate((fill) => {
        const canvas = document.createElement('canvas');
        canvas.id = 'ground';
        [canvas.width, canvas.height] = [innerWidth, innerHeight];
        canvas.style.cssText = 'position: fixed; inset: 0; z-index: 9';
        const pen = canvas.getContext('2d')!;
        pen.fillStyle = fill === 'noise' ? '#000' : fill;
        pen.fillRect(0, 0, canvas.width, canvas.height);
        if (fill === 'noise') {
          const pixels = pen.createImageData(canvas.width, canvas.height);
          let seed = 1;
          for (let i = 0; i < pixels.data.length; i += 4) {
            seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
            pixels.data.fill((seed >> 16) & 1 ? 255 : 0, i, i + 3);
            pixels.data[i + 3] = 255;
          }
          pen.putImageData(pixels, 0, 0);
        }
        document.body.append(canvas);
      }, ground);
      const { left, top, width, height } = await panel();
      const shot = await page.screenshot({
        encoding: 'base64',
        clip: { x: left + 4, y: top + 4, width: width - 8, height: height - 8 },
      });
      await page.evaluate(() => document.querySelector('#ground')?.remove());
      const desk = await browser.desk();
      const luminances = await desk.evaluate(async (data) => {
        const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const pen = canvas.getContext('2d')!;
        pen.drawImage(bitmap, 0, 0);
        const { data: pixels } = pen.getImageData(0, 0, canvas.width, canvas.height);
        const linear = (value: number): number =>
          value <= 10.3 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
        const found: number[] = [];
        for (let i = 0; i < pixels.length; i += 4)
          found.push(
            0.2126 * linear(pixels[i]!) +
              0.7152 * linear(pixels[i + 1]!) +
              0.0722 * linear(pixels[i + 2]!),
          );
        return found.sort((a, b) => a - b);
      }, shot);
      // Letters cover well under a third of the panel: most of the rest is what lies behind them.
      const behind = luminances[Math.floor(luminances.length * 0.6)]!;
      const letters = luminances.at(-1)!;
      expect((letters + 0.05) / (behind + 0.05)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('stop in all tabs with a pause, and go on as they were', async () => {
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
    await until('its first word was heard', async () => {
      const popup = await browser.popup(other);
      const off = await popup.$('[role=switch][aria-checked=false]');
      await popup.close();
      return off;
    });
    expect((await counters(other.page))?.on).toBe(false);
    await other.page.close();
  });
});
