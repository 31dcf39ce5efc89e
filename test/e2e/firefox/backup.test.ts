import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FirefoxBrowser, launchFirefox } from '../../../tools/lib/browsers/firefox.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { changeTextsAndSites, saveBackup } from '../support/backup-page.ts';
import { firefoxBuild, firefoxDownloads } from '../support/firefox.ts';
import { message, root } from '../support/harness.ts';
import { choose, goTo, kept, press, says } from '../support/options-page.ts';
import { deleteEverything, importPack } from '../support/packs-page.ts';

/** One story: each step needs what the steps before it have left. */
describe('a person who keeps everything in one file, in Firefox', { timeout: 600_000 }, () => {
  let firefox: FirefoxBrowser;
  let files: Awaited<ReturnType<typeof firefoxDownloads>>;
  let options: Page;

  beforeAll(async () => {
    files = await firefoxDownloads();
    const { prefs } = files;
    firefox = await launchFirefox({
      extension: firefoxBuild,
      camera: 'fake',
      headless: true,
      viewport: { width: 1000, height: 800 },
      prefs,
    });
    options = await firefox.show('options.html#packs');
  });
  afterAll(async () => {
    await firefox?.dispose();
    await files?.dispose();
  });

  /** Saves a backup. @returns where, and what is in it */
  const saves = async (): Promise<{ file: string; text: string }> => {
    const file = await saveBackup(options, files);
    return { file, text: await readFile(file, 'utf8') };
  };

  it('gets back all of it after everything was deleted', async () => {
    const pack = join(root, 'test/fixtures/packs/files/v1.json');
    const { name } = JSON.parse(await readFile(pack, 'utf8')) as { name: string };
    await importPack(options, pack, name);
    await changeTextsAndSites(options);
    await options.select('.site-choices select', 'fingerspelling');
    await until('the site says so', () => options.$('.sites .chosen'));
    const backup = await saves();
    expect(basename(backup.file)).toMatch(/^sign-captions-backup-[\d-]+\.json$/);

    const selfTests = message('options_keptSelfTests');
    const before = { ...(await deleteEverything(options)), [selfTests]: 0 };

    await choose(options, message('options_restore'), [backup.file]);
    await options.waitForSelector('dialog[open]');
    await press(options, message('options_restoreGo'));
    await options.waitForSelector('dialog', { hidden: true });
    await until('everything is kept again', async () => {
      const now = { ...(await kept(options)), [selfTests]: 0 };
      return JSON.stringify(now) === JSON.stringify(before);
    });
    await rm(backup.file);
    expect((await saves()).text).toBe(backup.text);

    await goTo(options, 'sites');
    await options.waitForSelector('.sites input:checked');
    expect(await options.$('.sites .chosen')).not.toBeNull();
  });

  it('reads why a damaged file is refused', async () => {
    await goTo(options, 'privacy');
    const pack = join(root, 'test/fixtures/packs/files/v1.json');
    await choose(options, message('options_restore'), [pack]);
    await says(options, message('options_restoreNotABackup'));
  });
});
