/** A call page with captions on, and what the overlay's tests do and read there. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Settings } from '../../../src/settings/schema.ts';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { pressShortcut } from '../../../tools/lib/browsers/shortcut.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type Site, serveDemo } from '../../../tools/lib/servers/demo/server.ts';
import { counters, join, openCall } from '../../../tools/start/call.ts';
import { captionAppears, launchTest, root, type SignerClip, signerClip } from './harness.ts';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Runs in the page, on an element of the overlay. */
export type Probe<T> = (this: HTMLElement) => T;

/** Asks the first element of that class, through the closed shadow root; null when there is none. */
export async function ask<T>(page: Page, name: string, probe: Probe<T>): Promise<T | null> {
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

export const box = (page: Page, name: string): Promise<Box | null> =>
  ask(page, name, function () {
    const { left, top, width, height } = this.getBoundingClientRect();
    return { left, top, width, height };
  });

/** @param part such as `::after` */
export const style = (
  page: Page,
  name: string,
  property: string,
  part = '',
): Promise<string | null> =>
  ask(
    page,
    name,
    new Function(
      `return getComputedStyle(this, '${part}').getPropertyValue('${property}')`,
    ) as Probe<string>,
  );

/**
 * Presses there, on a button of the hint. The page cannot find it before the overlay has noticed, up to 60 ms
 * later, that the user's own pointer is there.
 */
export async function pressInHint(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y - 2, { steps: 3 });
  await until('the buttons can be pressed', () =>
    ask(page, 'answers', function () {
      const button = this.querySelector('button');
      return button !== null && getComputedStyle(button).pointerEvents === 'auto';
    }),
  );
  await page.mouse.click(x, y, { delay: 100 });
}

export const middle = ({ left, top, width, height }: Box): [number, number] => [
  left + width / 2,
  top + height / 2,
];

export const viewport = { width: 800, height: 600 };

export interface OverlayCall {
  browser: ExtensionBrowser;
  site: Site;
  tab: Tab;
  dispose(): Promise<void>;
}

/** Stores a test's settings; captions stay for a minute, so that there is always one to look at. */
async function store(browser: ExtensionBrowser, settings: Partial<Settings>): Promise<void> {
  const desk = await browser.desk();
  await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
    version: 2,
    welcomed: true,
    captionMs: 60_000,
    ...settings,
  });
}

export async function openOverlayCall(): Promise<OverlayCall> {
  let clip: SignerClip | undefined;
  let site: Site | undefined;
  let browser: ExtensionBrowser | undefined;
  const dispose = async (): Promise<void> => {
    await browser?.dispose();
    await site?.close();
    await clip?.dispose();
  };
  try {
    clip = await signerClip('known');
    site = await serveDemo();
    browser = await launchTest({ camera: clip.file, viewport });
    await mkdir(path(root, 'out/overlay'), { recursive: true });
    await store(browser, {});
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(tab.page);
    return { browser, site, tab, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** @param current the call of the tests that run */
export function driveOverlay(current: () => OverlayCall) {
  const set = (settings: Partial<Settings>): Promise<void> => store(current().browser, settings);
  const forgetPlaces = async (): Promise<void> => {
    const desk = await current().browser.desk();
    await desk.evaluate(() => chrome.storage.local.remove('places'));
  };
  const places = async (): Promise<unknown> => {
    const desk = await current().browser.desk();
    return desk.evaluate(async () => (await chrome.storage.local.get('places')).places);
  };
  const shortcut = (command: string): Promise<void> =>
    pressShortcut(current().browser, current().tab, command);
  const picture = async (name: string): Promise<void> => {
    await writeFile(path(root, `out/overlay/${name}.png`), await current().tab.page.screenshot());
  };
  const panel = async (): Promise<Box> => {
    await captionAppears(current().tab.page);
    return until('the captions stand somewhere', () => box(current().tab.page, 'panel'));
  };
  /** Brings the tools out and answers where one of them is. */
  const tool = async (name: string): Promise<Box> => {
    await until('the tools are shown', async () => {
      await current().tab.page.mouse.move(5, 5);
      await current().tab.page.mouse.move(...middle(await panel()));
      return (await style(current().tab.page, 'tools', 'opacity')) === '1';
    });
    return until(`the ${name} is there`, () => box(current().tab.page, name));
  };
  const focusHandle = (): Promise<unknown> =>
    until('the handle has the focus', async () => {
      await captionAppears(current().tab.page);
      return ask(current().tab.page, 'handle', function () {
        this.focus();
        return (this.getRootNode() as ShadowRoot).activeElement === this;
      });
    });
  const reload = async (): Promise<void> => {
    await current().tab.page.reload();
    await until(
      'captions are ready again',
      async () => (await counters(current().tab.page))?.ready,
    );
    await join(current().tab.page);
  };
  /** Before each test: no place, no setting of another test. */
  const startAfresh = async (): Promise<void> => {
    await forgetPlaces();
    await set({});
    await current().tab.page.mouse.move(5, 5);
  };

  return {
    set,
    forgetPlaces,
    places,
    shortcut,
    picture,
    panel,
    tool,
    focusHandle,
    reload,
    startAfresh,
  };
}
