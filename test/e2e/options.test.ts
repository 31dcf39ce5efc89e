import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sections } from '../../src/options/routes.ts';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { axeFaults } from './support/axe.ts';
import { type Disk, recordCounts, smallDisk } from './support/extension-storage.ts';
import { launchTest, message, root, sentence } from './support/harness.ts';
import { focus, tabTo } from './support/keyboard.ts';
import {
  choose,
  fill,
  goTo,
  type Look,
  lookAs,
  openOptions,
  outOfSight,
  picture,
  press,
  says,
  slow,
  stills,
} from './support/options-page.ts';

const packFile = path(root, 'test/fixtures/packs/files/v1.json');

const looks: readonly (Look & { name: string })[] = [
  { name: 'light' },
  { name: 'dark', dark: true },
  { name: 'forced', forced: true, dark: true },
  { name: 'zoomed', zoom: 2 },
];

/** What is wrong with a section: what axe finds, and parts that lie out of sight. */
const faultsOf = async (page: Page): Promise<string[]> => [
  ...(await axeFaults(page)),
  ...(await outOfSight(page)),
];

/** Sections with a visible mark beside their name. */
const markedOf = (page: Page): Promise<string[]> =>
  page.$$eval('nav a', (links) =>
    links
      .filter(
        (link) =>
          getComputedStyle(link).borderInlineStartColor !==
          getComputedStyle(document.body).backgroundColor,
      )
      .map((link) => link.textContent),
  );

describe('the options page', { timeout: 900_000 }, () => {
  let browser: ExtensionBrowser;
  let pictures: Awaited<ReturnType<typeof stills>>;
  let disk: Disk;
  const pages: Page[] = [];

  beforeAll(async () => {
    pictures = await stills('teach-gun', [1.6, 3.5, 5.4, 7.3]);
    browser = await launchTest({ viewport: { width: 1280, height: 800 } });
    disk = await smallDisk(browser);
  });

  afterAll(async () => {
    await browser?.dispose();
    await pictures?.dispose();
  });

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
  });

  const open = async (section: Parameters<typeof openOptions>[1]): Promise<Page> => {
    const page = await openOptions(browser, section);
    pages.push(page);
    return page;
  };

  const nameGesture = async (page: Page, name: string): Promise<void> => {
    await page.bringToFront();
    await press(page, message('teach_new'));
    await fill(page, message('teach_name'), name);
    await press(page, message('teach_next'));
  };

  it('imports a pack from a file after a question, which Escape answers with no', async () => {
    const page = await open('packs');
    await choose(page, message('import_file'), [packFile]);
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { hidden: true });
    expect((await recordCounts(page)).packs).toBe(0);
    await choose(page, message('import_file'), [packFile]);
    await press(page, message('import_go'));
    await says(page, sentence('import_done', 'Pack office'));
    expect((await recordCounts(page)).packs).toBe(1);
  });

  it('is accessible in every section, in light, dark and forced colours and at 200 %', async () => {
    const page = await open('gestures');
    for (const look of looks) {
      await lookAs(page, look);
      for (const { id } of sections) {
        await goTo(page, id);
        await until('it is read', async () => (await page.$('main [role=status].note')) === null);
        expect(await faultsOf(page), `${id}, ${look.name}`).toEqual([]);
        await picture(page, `${id}-${look.name}`);
      }
      if (look.name === 'forced')
        expect(await markedOf(page)).toEqual([message('options_privacy')]);
    }
  });

  it('keeps the focus in a dialog, and restores it when the dialog is closed', async () => {
    const page = await open('privacy');
    await tabTo(page, message('options_deleteAll'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    expect((await focus(page)).name).toBe(message('options_cancel'));
    const inside = await tabTo(page, message('options_cancel'));
    expect(inside).toEqual([message('options_deleteAll')]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { hidden: true });
    expect(await focus(page)).toMatchObject({ name: message('options_deleteAll'), visible: true });
  });

  it('keeps samples that a full disk refuses, and saves all of them once there is room', async () => {
    const page = await open('teach');
    await nameGesture(page, 'Full');
    await until('it is named', async () => (await focus(page)).name === 'Full');
    const before = await recordCounts(page);
    await disk.fill();
    await choose(page, message('camera_pictures'), pictures.files);
    await says(page, message('problem_storage_full'), slow);
    await says(page, sentence('teach_unsaved', 4));
    await picture(page, 'disk-full');
    const [words, button] = await page.$$eval('.teach > .state :is(.title, button)', (nodes) =>
      nodes.map((node) => node.getBoundingClientRect().left),
    );
    expect(button, 'the button stands below the words').toBe(words);
    expect(await faultsOf(page)).toEqual([]);
    expect(await recordCounts(page)).toEqual(before);
    await press(page, message('teach_understood'));
    await page.waitForSelector('.teach > .state.error', { hidden: true });
    await press(page, message('teach_saveAgain'));
    await says(page, message('problem_storage_full'));
    expect(await recordCounts(page)).toEqual(before);
    await disk.makeRoom();
    await press(page, message('teach_saveAgain'));
    await says(page, sentence('teach_tookFew', 4));
    expect(await recordCounts(page)).toEqual({ ...before, samples: before.samples! + 4 });
  });

  it('puts back deleted samples and a deleted gesture, with keys alone', async () => {
    const page = await open('teach');
    await nameGesture(page, 'Back');
    await choose(page, message('camera_pictures'), pictures.files);
    await until('it is recorded', async () => (await page.$$('.sample')).length === 4, slow);
    const before = await recordCounts(page);
    const undo = async (said: string): Promise<void> => {
      await says(page, said);
      expect(await focus(page)).toMatchObject({ name: message('teach_undo'), visible: true });
      expect(await faultsOf(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await says(page, message('teach_undone'));
      expect(await recordCounts(page)).toEqual(before);
    };
    await (await page.$('.sample input'))!.focus();
    await page.keyboard.press('Space');
    await tabTo(page, sentence('teach_deleteCount', 1));
    await page.keyboard.press('Enter');
    await undo(sentence('teach_deletedSamples', 1));
    expect(await page.$$('.sample')).toHaveLength(4);

    await tabTo(page, message('teach_change'));
    await page.keyboard.press('Enter');
    await tabTo(page, message('teach_deleteGesture'));
    await page.keyboard.press('Enter');
    await undo(sentence('teach_deletedGesture', 'Back'));
    await page.waitForSelector(`::-p-aria([name="Back Says “Back” Samples: 4"])`);
  });

  it('can be open in two tabs, neither of which undoes what the other does', async () => {
    const first = await open('teach');
    const second = await open('teach');
    await nameGesture(first, 'First');
    await nameGesture(second, 'Second');
    const before = await recordCounts(first);
    for (const page of [first, second]) {
      await page.bringToFront();
      await choose(page, message('camera_pictures'), pictures.files);
    }
    for (const page of [first, second]) {
      await page.bringToFront();
      await until('it is recorded', async () => (await page.$$('.sample')).length === 4, slow);
      await press(page, message('teach_back'));
    }
    for (const page of [first, second])
      for (const name of ['First', 'Second'])
        await page.waitForSelector(`::-p-aria([name="${name} Says “${name}” Samples: 4"])`);
    expect(await recordCounts(first)).toEqual({ ...before, samples: before.samples! + 8 });
  });
});
