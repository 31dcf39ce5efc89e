/** How a person keeps gestures in a file, deletes everything and takes the file back, in the options page. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import type { Downloads } from './extension-storage.ts';
import { message, sentence } from './harness.ts';
import { choose, goTo, kept, press, says } from './options-page.ts';

/**
 * Exports the pack of this name and id.
 *
 * @param withNothing whether to export the samples that mean nothing, too
 * @returns where the file is saved
 */
export async function exportPack(
  page: Page,
  files: Downloads,
  { name, id, withNothing = false }: { name: string; id: string; withNothing?: boolean },
): Promise<string> {
  await goTo(page, 'packs');
  await press(page, sentence('options_exportOf', name));
  if (withNothing) await (await page.waitForSelector('dialog input[type=checkbox]'))!.click();
  await press(page, message('options_exportGo'));
  const file = await files.next();
  await says(page, sentence('options_exported', `${id}.json`));
  return file;
}

/** Deletes everything that is stored. @returns how many there were, by what the page calls it */
export async function deleteEverything(page: Page): Promise<Record<string, number>> {
  await goTo(page, 'privacy');
  const before = await kept(page);
  await press(page, message('options_deleteAll'));
  await page.click('dialog .danger');
  await says(page, message('options_deleted'));
  await until('it shows that nothing is left', async () =>
    Object.values(await kept(page)).every((count) => count === 0),
  );
  expect(Object.keys(await kept(page))).toEqual(Object.keys(before));
  return before;
}

/** Imports a file, of which the page shows first what it would change. @returns what it shows */
export async function importPack(page: Page, file: string, name: string): Promise<string> {
  await goTo(page, 'packs');
  await choose(page, message('import_file'), [file]);
  const dialog = await page.waitForSelector('dialog[open]');
  const shown = await dialog!.evaluate((node) => node.textContent ?? '');
  await press(page, message('import_go'));
  await says(page, sentence('import_done', name));
  return shown;
}
