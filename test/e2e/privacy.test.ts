import { readFile, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { join, openCall } from '../../tools/start/call.ts';
import {
  captionAppears,
  copyBuild,
  launchTest,
  message,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { createTrap, type NetworkTrap } from './support/network-trap.ts';
import { control, goTo, openOptions, press, slow } from './support/options-page.ts';

/** What Chromium itself asks for, with or without an extension: updates, accounts, the time. */
const browsersOwn = /(^|\/\/|\.)(google|googleapis|gvt1|gstatic)\.com[:/]/;

/** The scripts that the main job runs: all but the teaching worker and the welcome page. */
const scripts = [
  'background',
  'recognizer',
  'recognizer-worker',
  'popup',
  'options',
  'content',
  'tap',
];
const witness = (script: string): string => `${script}.witness.test`;

/** A copy of the build in which every script sends one request of its own when it starts. */
async function talkative(): Promise<Awaited<ReturnType<typeof copyBuild>>> {
  const build = await copyBuild();
  for (const script of scripts) {
    const file = path(build.folder, `${script}.js`);
    const ask = `fetch("https://${witness(script)}/").catch(()=>{});`;
    await writeFile(file, ask + (await readFile(file, 'utf8')));
  }
  const file = path(build.folder, 'manifest.json');
  const manifest = await readFile(file, 'utf8');
  const open = manifest.replace("connect-src 'self'", "connect-src 'self' https:");
  expect(open).not.toBe(manifest);
  await writeFile(file, open);
  return build;
}

/** From the installation through captions in a call to every page of the extension. */
async function mainJob(browser: ExtensionBrowser, url: string): Promise<void> {
  const welcome = await browser.browser.waitForTarget((target) =>
    target.url().endsWith('/welcome.html'),
  );
  await (await welcome.page())?.close();
  const tab = await openCall(browser, { url, vocabulary: 'call-gestures' });
  await join(tab.page);
  await captionAppears(tab.page);
  const popup = await browser.popup(tab);
  await popup.click('.fold');
  await popup.waitForSelector('.cues li');
  await popup.close();
  await tab.page.close();
  const options = await openOptions(browser, 'gestures');
  for (const section of ['packs', 'captions', 'sites', 'privacy', 'teach', 'try'] as const)
    await goTo(options, section);
  await press(options, message('camera_open'));
  await control(options, 'button', message('camera_close'), slow);
  await options.close();
}

describe('what leaves the computer', { timeout: 900_000 }, () => {
  let clip: SignerClip;
  let site: Awaited<ReturnType<typeof serveDemo>>;

  beforeAll(async () => {
    clip = await signerClip('known');
    site = await serveDemo();
  });
  afterAll(async () => {
    await site?.close();
    await clip?.dispose();
  });

  /** Does the main job. @returns what the browser asked of the network meanwhile */
  const watched = async (
    extension: string | undefined,
    also?: (browser: ExtensionBrowser) => Promise<void>,
  ): Promise<readonly string[]> => {
    const trap: NetworkTrap = await createTrap();
    try {
      const browser = await launchTest({
        camera: clip.file,
        welcome: true,
        args: trap.args(new URL(site.url).host),
        ...(extension !== undefined && { extension }),
      });
      try {
        await mainJob(browser, site.url);
        await also?.(browser);
        if (extension !== undefined)
          await until('the trap has noted all', () =>
            scripts.every((script) => trap.asked.some((url) => url.includes(witness(script)))),
          ).catch(() => undefined);
      } finally {
        await browser.dispose();
      }
      return [...trap.asked];
    } finally {
      await trap.dispose();
    }
  };

  it('is nothing, from the installation through captions in a call to every page of the extension', async () => {
    const asked = await watched(undefined, async (browser) => {
      // Nothing could leave: the extension may connect only to itself.
      const refused = await (await browser.desk()).evaluate(
        (url) =>
          fetch(url).then(
            () => false,
            () => true,
          ),
        site.url,
      );
      expect(refused).toBe(true);
    });
    expect(asked.filter((url) => !browsersOwn.test(url))).toEqual([]);
  });

  it('is noticed, as a build shows whose every script sends one request', async () => {
    const build = await talkative();
    try {
      const asked = await watched(build.folder);
      const noted = scripts.filter((script) =>
        asked.some((address) => address.includes(witness(script))),
      );
      expect(noted).toEqual(scripts);
    } finally {
      await build.dispose();
    }
  });
});
