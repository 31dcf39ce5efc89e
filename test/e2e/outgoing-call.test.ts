import { mkdir, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { ask, counters, join, openCall, sayWhoReads } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { farPixels } from './support/far-end.ts';
import {
  captionAppears,
  createCamera,
  type FakeCamera,
  launchTest,
  message,
  root,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { box } from './support/overlay-driver.ts';

describe('a person who signs in a call and wants others to see it', { timeout: 900_000 }, () => {
  let clip: SignerClip;
  let camera: FakeCamera;
  let extension: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;

  beforeAll(async () => {
    await mkdir(path(root, 'out/readers'), { recursive: true });
    clip = await signerClip('known');
    camera = await createCamera(clip);
    site = await serveDemo();
    extension = await launchTest({ camera: camera.file });
  });
  afterAll(async () => {
    await extension?.dispose();
    await site?.close();
    await camera?.dispose();
    await clip?.dispose();
  });

  const picture = async (page: Page, name: string): Promise<void> => {
    await writeFile(path(root, `out/readers/${name}.png`), await page.screenshot());
  };

  /** Whether a caption can be read in the picture that arrives at the far end. */
  const isRead = async (page: Page): Promise<boolean> => {
    const share = await farPixels(page, { x: 0.4, y: 0.87, width: 0.2, height: 0.08 });
    return share !== null && share.white > 0.02 && share.black > 0.4;
  };

  /** Where two lines of captions would begin in the far end's picture, px in the window. */
  const sentCaptionTop = (page: Page): Promise<number> =>
    page.$eval('#remote-video', (video) => {
      const { videoWidth, videoHeight } = video as HTMLVideoElement;
      const { top, width, height } = video.getBoundingClientRect();
      const shown = Math.min(width / videoWidth, height / videoHeight) * videoHeight;
      return top + (height + shown) / 2 - 0.25 * shown;
    });

  it('opens the popup, presses once, and is read at the far end of the running call', async () => {
    const tab = await openCall(extension, { url: site.url, vocabulary: 'call-gestures' });
    await join(tab.page);
    await captionAppears(tab.page);
    expect(await isRead(tab.page), 'nobody has asked for it yet').toBe(false);

    /** What the demo's page says about the captions over Sam's screen. */
    const label = async (): Promise<string> => {
      await sayWhoReads(extension, tab);
      return await tab.page.$eval('#readers', (node) => node.textContent ?? '');
    };
    expect(await label()).toContain('not seen by Sam');
    await picture(tab.page, 'demo-unseen');

    const popup = await extension.pressButton(tab.page);
    const line = (): Promise<string> => popup.$eval('.read-by', (node) => node.textContent ?? '');
    await popup.waitForSelector('.read-by .title');
    expect(await line()).toContain(message('readers_you'));
    expect(await axeFaults(popup)).toEqual([]);
    await popup.click('.readers [role=switch]');
    await until('the popup says it', async () => (await line()).includes(message('readers_all')));
    expect(await axeFaults(popup)).toEqual([]);
    await until('a caption is read at the far end', () => isRead(tab.page), 120_000);
    expect((await counters(tab.page))?.captions.length).toBeGreaterThan(0);
    // A page that was busy has its own track for some seconds, if it draws itself.
    await until('that is reported', async () => {
      const state = await ask(extension, { type: 'tab-get', tabId: tab.id });
      return state.outgoing === 'ready' && !(await label()).includes('not seen');
    });
    expect(await label()).toContain('seen by Sam');
    // The demo shows the sent picture, with the caption in it: nothing of ours may lie over that.
    await until('the overlay is clear of the sent caption', async () => {
      const [low, status] = [await box(tab.page, 'panel'), await box(tab.page, 'status')];
      const ends = [low, status].map((part) => (part ? part.top + part.height : 0));
      return low !== null && Math.max(...ends) <= (await sentCaptionTop(tab.page));
    });
    await picture(tab.page, 'demo-seen');

    await popup.click('.readers [role=switch]');
    await until('the popup says it', async () => (await line()).includes(message('readers_you')));
    await until('the far end sees no caption', async () => {
      const { outgoing } = await ask(extension, { type: 'tab-get', tabId: tab.id });
      return outgoing === undefined && !(await isRead(tab.page));
    });
    expect((await counters(tab.page))?.on, 'captions themselves go on').toBe(true);
    await popup.close();
  });
});
