import { readFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { changeTextsAndSites, saveBackup } from './support/backup-page.ts';
import { type Downloads, downloads, recordCounts } from './support/extension-storage.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  message,
  root,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { focus, tabTo } from './support/keyboard.ts';
import {
  choose,
  goTo,
  kept,
  openOptions,
  picture,
  press,
  says,
  slow,
} from './support/options-page.ts';
import { deleteEverything } from './support/packs-page.ts';
import { newGesture, recorded, trainAndGoLive } from './support/teach-page.ts';

/** The file's content; samples by their ids, because a file holds only the day of each. */
async function contentOf(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'), (key, value: unknown) =>
    (key === 'samples' || key === 'unknowns') && Array.isArray(value)
      ? [...value].sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1))
      : value,
  );
}

/** One story: each step needs what the steps before it have left. */
describe('a person who keeps everything in one file', { timeout: 1_800_000 }, () => {
  let gun: SignerClip;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let options: Page;
  let first: Downloads;
  let second: Downloads;

  beforeAll(async () => {
    gun = await signerClip('teach-gun');
    camera = await createCamera(gun);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file, viewport: { width: 1000, height: 800 } });
  });

  afterAll(async () => {
    await first?.dispose();
    await second?.dispose();
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await gun?.dispose();
  });

  const teaches = async (): Promise<void> => {
    options = await openOptions(browser, 'teach');
    await newGesture(options, 'Gun', 'Ready');
    const clip = path(root, 'test/fixtures/clips', 'teach-gun.mp4');
    await choose(options, message('camera_video'), [clip]);
    expect(await recorded(options)).toBeGreaterThanOrEqual(5);
    await press(options, message('teach_back'));
    await trainAndGoLive(options);
  };

  const restoresByKeyboard = async (file: string): Promise<void> => {
    // Before the key: the browser needs a moment before it hands its file dialog over.
    const choosing = options.waitForFileChooser();
    choosing.catch(() => undefined);
    await tabTo(options, message('options_restore'));
    await options.keyboard.press('Enter');
    await (await choosing).accept([file]);
    await options.waitForSelector('dialog[open]');
    expect((await focus(options)).name).toBe(message('options_cancel'));
    expect(await axeFaults(options)).toEqual([]);
    await picture(options, 'restore');
    await tabTo(options, message('options_restoreGo'));
    await options.keyboard.press('Enter');
    await options.waitForSelector('dialog', { hidden: true });
  };

  it('gets back all of it after everything was deleted, and a call captions the taught gesture', async () => {
    await teaches();
    await changeTextsAndSites(options);
    first = await downloads(browser.browser);
    const file = await saveBackup(options, first);
    expect(await axeFaults(options)).toEqual([]);

    const selfTests = message('options_keptSelfTests');
    const before = { ...(await deleteEverything(options)), [selfTests]: 0 };
    expect(before[message('options_keptTaught')]).toBe(1);
    expect(Object.values(await recordCounts(options)).every((count) => count === 0)).toBe(true);

    await restoresByKeyboard(file);
    await until('everything is kept again', async () =>
      isDeepStrictEqual({ ...(await kept(options)), [selfTests]: 0 }, before),
    );
    expect(await axeFaults(options)).toEqual([]);
    await picture(options, 'restored');

    second = await downloads(browser.browser);
    expect(await contentOf(await saveBackup(options, second))).toEqual(await contentOf(file));

    await goTo(options, 'teach');
    await says(options, message('report_live'));
    const call = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(call.page);
    await until(
      'the taught gesture is captioned',
      async () =>
        ((await counters(call.page))?.captions ?? []).some(({ caption }) => caption === 'Ready'),
      slow,
    );
  });

  it('reads why a damaged file is refused, and keeps what is there', async () => {
    const before = await recordCounts(options);
    await options.bringToFront();
    await goTo(options, 'privacy');
    const pack = path(root, 'test/fixtures/packs/files/v1.json');
    await choose(options, message('options_restore'), [pack]);
    await says(options, message('options_restoreNotABackup'));
    expect(await recordCounts(options)).toEqual(before);
    expect(await axeFaults(options)).toEqual([]);
  });
});
