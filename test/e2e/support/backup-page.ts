/** What the stories of a backup do on the options page, in Chromium and Firefox alike. */
import { basename } from 'node:path';
import type { Page } from 'puppeteer-core';
import { message, sentence } from './harness.ts';
import { fill, goTo, press, says } from './options-page.ts';

/** Gives Fist a caption of its own, and lets captions start by themselves on the first site. */
export async function changeTextsAndSites(options: Page): Promise<void> {
  await goTo(options, 'gestures');
  await fill(options, message('options_search'), 'Fist');
  await says(options, sentence('options_count', 1));
  await fill(options, message('options_caption'), 'Wait, please');
  await options.keyboard.press('Enter');
  await says(options, message('options_saved'));
  await goTo(options, 'sites');
  await (await options.waitForSelector('.sites input[type=checkbox]'))!.click();
  await options.waitForSelector('.sites input:checked');
}

/** Saves a backup. @param files where the browser puts it @returns its path */
export async function saveBackup(
  options: Page,
  files: { next(): Promise<string> },
): Promise<string> {
  await goTo(options, 'privacy');
  await press(options, message('options_backupSave'));
  const file = await files.next();
  await says(options, sentence('options_exported', basename(file)));
  return file;
}
