import { realpath } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { axeFaults } from './support/axe.ts';
import {
  createCamera,
  type FakeCamera,
  holders,
  launchTest,
  message,
  type SignerClip,
  sentence,
  signerClip,
} from './support/harness.ts';
import { focus, tabTo } from './support/keyboard.ts';
import {
  fill,
  goTo,
  kept,
  openOptions,
  outOfSight,
  picture,
  press,
  says,
  slow,
  wordsOf,
} from './support/options-page.ts';

/** Chooses an option of the list with this label, as the keyboard does. */
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await tabTo(page, label);
  await page.keyboard.type(option);
};

/** How often this was right, as the page says it. */
const times = (page: Page, count: number): Promise<void> =>
  says(page, sentence('practice_times', count));

describe('practising signs', { timeout: 1_800_000 }, () => {
  let gestures: SignerClip;
  let letters: SignerClip;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    // Thumbs up, then peace, again and again; and the letters of FLY, held for long.
    gestures = await signerClip('known', { signs: 2, slower: 2 });
    letters = await signerClip('words-slow', { signs: 3 });
    camera = await createCamera(gestures);
    browser = await launchTest({ camera: camera.file, viewport: { width: 1280, height: 900 } });
    page = await openOptions(browser, 'practice');
  });

  afterAll(async () => {
    await browser?.dispose();
    await camera?.dispose();
    await gestures?.dispose();
    await letters?.dispose();
  });

  it('says that the chosen gesture is right once it is recognised, and counts it', async () => {
    await choose(page, message('practice_kindGesture'), 'Thumbs up');
    await press(page, message('camera_open'));
    await until(
      'the gesture is recognised',
      async () => (await wordsOf(page, '.practice-advice')) === message('practice_right'),
      slow,
    );
    await picture(page, 'practice-right');
    await says(page, message('practice_times').split('$1')[0]!);
  });

  it('marks fingers and says what differs, and what else was read', async () => {
    await choose(page, message('practice_kindGesture'), 'Open palm');
    await until(
      'it says which fingers to straighten',
      async () => (await wordsOf(page, '.practice-advice'))?.includes(message('practice_ring')),
      slow,
    );
    await page.waitForSelector('.hand-flesh.marked');
    await picture(page, 'practice-marked');
    expect(await axeFaults(page)).toEqual([]);
    expect(await outOfSight(page)).toEqual([]);
    await says(page, sentence('practice_readAs', 'Peace sign'), slow);
  });

  it('goes through the letters of a word', async () => {
    await press(page, message('camera_close'));
    await camera.play(letters);
    await choose(page, message('practice_kind'), message('practice_kindWord'));
    await fill(page, message('practice_otherWord'), 'Fly');
    await page.keyboard.press('Enter');
    expect((await focus(page)).name).toContain(message('practice_otherWord'));
    await until('it is the word', async () => (await wordsOf(page, 'main h2')) === 'FLY');
    await press(page, message('camera_open'));
    await says(page, sentence('practice_spelled', 'FLY'), slow);
    await times(page, 1);
    await picture(page, 'practice-word');
  });

  it('keeps the counts on this device, where no content script can read them', async () => {
    await page.reload();
    await page.waitForSelector('.practice');
    await choose(page, message('practice_kindGesture'), 'Thumbs up');
    await says(page, message('practice_times').split('$1')[0]!);
    const local = await page.evaluate(async () => JSON.stringify(await chrome.storage.local.get()));
    expect(local).not.toContain('thumbs-up');
    await goTo(page, 'privacy');
    // Thumbs up, the three letters and the word.
    expect((await kept(page))[message('options_keptPractised')]).toBeGreaterThanOrEqual(5);
  });

  it('deletes the counts when asked to', async () => {
    await goTo(page, 'practice');
    await press(page, message('practice_forget'));
    await says(page, message('practice_forgotten'));
    expect((await focus(page)).name).toBe(message('teach_undo'));
    await goTo(page, 'privacy');
    expect((await kept(page))[message('options_keptPractised')]).toBe(0);
  });

  it('releases the camera when the user leaves the section', async () => {
    const device = await realpath(camera.file);
    await goTo(page, 'practice');
    await press(page, message('camera_open'));
    await until('the camera is on', async () => (await holders(device)).length > 0, slow);
    await goTo(page, 'try');
    await until('nobody holds the camera', async () => (await holders(device)).length === 0, slow);
  });
});
