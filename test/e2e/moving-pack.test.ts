import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { axeFaults } from './support/axe.ts';
import { type Downloads, downloads, recordCounts } from './support/extension-storage.ts';
import { launchTest, message, sentence } from './support/harness.ts';
import { movingPack, movingPackId, movingPackName, takesOfEach } from './support/moving-pack.ts';
import { openOptions, picture, says } from './support/options-page.ts';
import { deleteEverything, exportPack, importPack } from './support/packs-page.ts';

describe('a pack of signs that move', () => {
  let pack: Awaited<ReturnType<typeof movingPack>>;
  let browser: ExtensionBrowser;
  let options: Page;
  let first: Downloads;
  let second: Downloads;

  beforeAll(async () => {
    pack = await movingPack();
    browser = await launchTest({ viewport: { width: 1000, height: 800 } });
    options = await openOptions(browser, 'packs');
  });

  afterAll(async () => {
    await first?.dispose();
    await second?.dispose();
    await browser?.dispose();
    await pack?.dispose();
  });

  const holdsAll = () => says(options, sentence('options_packHolds', 2, 2 * takesOfEach));

  it('is imported, exported, deleted with everything else and imported again unchanged', async () => {
    expect(await importPack(options, pack.file, movingPackName)).toContain('Apart');
    await holdsAll();
    await picture(options, 'moving-pack');
    expect(await axeFaults(options)).toEqual([]);

    const itself = { name: movingPackName, id: movingPackId };
    first = await downloads(browser.browser);
    const exported = await readFile(await exportPack(options, first, itself), 'utf8');
    expect(exported).toBe(await readFile(pack.file, 'utf8'));

    const before = await deleteEverything(options);
    expect(before[message('options_keptSamples')]).toBe(2 * takesOfEach);
    expect(Object.values(await recordCounts(options)).every((count) => count === 0)).toBe(true);

    await importPack(options, await first.next(), movingPackName);
    await holdsAll();
    second = await downloads(browser.browser);
    expect(await readFile(await exportPack(options, second, itself), 'utf8')).toBe(exported);
  });
});
