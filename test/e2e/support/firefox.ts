/** Shared by the tests in Firefox. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import {
  type FirefoxBrowser,
  type FirefoxOptions,
  launchFirefox,
} from '../../../tools/lib/browsers/firefox.ts';
import { type ServedClip, serveClips } from '../../../tools/lib/browsers/firefox-camera.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../../tools/lib/servers/demo/server.ts';
import type { Downloads } from './extension-storage.ts';
import { root } from './harness.ts';
import type { Fixture } from './signer-clip.ts';

/** The build that also runs on pages of this machine. */
export const firefoxBuild = join(root, 'dist/firefox-demo');

/** One Firefox with the extension, the demo call's server and a camera whose clip can be changed. */
export interface World {
  firefox: FirefoxBrowser;
  clip: ServedClip;
  /** Address of the demo call. */
  url: string;
  dispose(): Promise<void>;
}

export async function createWorld(
  first: Fixture,
  options: Partial<FirefoxOptions> = {},
): Promise<World> {
  const clip = await serveClips();
  const [site, firefox] = await Promise.all([
    serveDemo(),
    launchFirefox({
      extension: firefoxBuild,
      camera: clip.url,
      headless: true,
      viewport: { width: 800, height: 600 },
      ...options,
    }),
    clip.play(first.file, first),
  ]);
  return {
    firefox,
    clip,
    url: site.url,
    async dispose() {
      await firefox.dispose();
      await site.close();
      await clip.close();
    },
  };
}

/**
 * Opens the demo call with captions on and waits until the recognizer is loaded.
 * @throws Error with the problem that the content script reports.
 */
export async function openCall({ firefox, url }: World): Promise<Tab> {
  const tab = await firefox.open(url);
  await firefox.setCaptions(tab, true);
  await until(
    'the recognizer is loaded',
    async () => {
      const now = await firefox.counters(tab);
      if (now?.problem) throw new Error(`Captions cannot start: ${now.problem}.`);
      return now?.ready;
    },
    100_000,
  );
  return tab;
}

/** Joins, and waits until the first frame has come. */
export async function joinCall({ firefox }: World, tab: Tab): Promise<void> {
  await tab.page.click('#join');
  await until(
    'the camera gives its first frame',
    async () => ((await firefox.counters(tab))?.firstTimestamp ?? null) !== null,
  );
}

export async function captionCount({ firefox }: World, tab: Tab): Promise<number> {
  return (await firefox.counters(tab))?.captions.length ?? 0;
}

/** Waits for one more caption than now. */
export async function captionsGoOn(world: World, tab: Tab): Promise<void> {
  const before = await captionCount(world, tab);
  await until(
    'another caption comes',
    async () => (await captionCount(world, tab)) > before,
    90_000,
  );
}

/** How much of the camera's own time has passed since its first frame, s. */
export async function played({ firefox }: World, tab: Tab): Promise<number> {
  const now = await firefox.counters(tab);
  return ((now?.lastTimestamp ?? 0) - (now?.firstTimestamp ?? 0)) / 1000;
}

/** Waits until the call's own video has played this much longer. */
export async function callGoesOn(page: Page, seconds: number): Promise<void> {
  const time = (): Promise<number> =>
    page.$eval('#remote-video', (video) => (video as HTMLVideoElement).currentTime);
  const start = await time();
  await until(`the call's video goes on for ${seconds} s`, async () => {
    return (await time()) >= start + seconds;
  });
}

/**
 * A folder of the test, and the settings with which Firefox saves downloads there without asking. Each
 * file must be removed before the next one is waited for.
 */
export async function firefoxDownloads(): Promise<
  Downloads & Required<Pick<FirefoxOptions, 'prefs'>>
> {
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-saved-'));
  return {
    prefs: {
      'browser.download.folderList': 2,
      'browser.download.dir': folder,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
    },
    next: () =>
      until('a file is saved', async () => {
        const names = await readdir(folder);
        const [name] = names;
        // While it is being saved, the file is empty, and a part of it stands beside it, or alone.
        if (name === undefined || names.length > 1 || name.endsWith('.part')) return null;
        const file = join(folder, name);
        return (await stat(file)).size > 0 && file;
      }),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
