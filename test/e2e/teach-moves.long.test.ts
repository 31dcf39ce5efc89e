import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { downloads } from './support/extension-storage.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  message,
  root,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import {
  choose,
  goTo,
  openOptions,
  picture,
  press,
  says,
  slow,
  wordsOf,
} from './support/options-page.ts';
import { deleteEverything, exportPack, importPack } from './support/packs-page.ts';
import { followedBy } from './support/signer-clip.ts';
import { expectOnceEach, playedSeconds, wavedHello } from './support/taught-call.ts';
import { newGesture } from './support/teach-page.ts';

const lesson = (name: string): string => path(root, 'test/fixtures/clips', `${name}.mp4`);

/** One story: two signs that move, one of them with two hands, and one that is held, from clips to captions. */
describe('a person who teaches signs that move', { timeout: 2_700_000 }, () => {
  let camera: FakeCamera;
  let call: SignerClip;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let options: Page;

  beforeAll(async () => {
    // From its first second to its last; slowed, so that a busy machine sees enough of each sign.
    const moving = await signerClip('taught-moves', { lead: 60, tail: 60, slower: 1.5 });
    // A sign that was taught and is held, then one that was not taught.
    const held = await signerClip('taught', { seconds: 8.2, slower: 1.5 });
    call = await followedBy(moving, held);
    camera = await createCamera(call);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file });
    options = await openOptions(browser, 'teach');
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await call?.dispose();
  });

  const teaches = async (
    name: string,
    caption: string,
    clip: string,
    kind: 'held' | 'moves' = 'moves',
  ): Promise<void> => {
    await newGesture(options, name, caption, kind);
    await choose(options, message('camera_video'), [lesson(clip)]);
    await until(
      'the recording has ended',
      async () => (await wordsOf(options, '.outcome')) || null,
      slow,
    );
    expect((await options.$$('.sample')).length).toBeGreaterThanOrEqual(5);
    await picture(options, `recorded-${clip}`);
    expect(await axeFaults(options)).toEqual([]);
    await press(options, message('teach_back'));
  };

  const trains = async (): Promise<void> => {
    await press(options, message('teach_trainNow'));
    await until(
      'it is trained',
      async () => (await wordsOf(options, '.train .outcome')) || null,
      slow,
    );
    await picture(options, 'report-moving');
    await press(options, message('report_goLive'), slow);
    if (await options.$('dialog')) await press(options, message('report_goLiveAnyway'));
    await says(options, message('report_live'));
  };

  /** Neither the circle, the scratching and the drinking nor the other held hand. */
  const isCaptionedOnceEach = async (): Promise<void> => {
    const { page } = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(page);
    const read = async () => ({
      played: await playedSeconds(page),
      captions: (await counters(page))!.captions,
    });
    await expectOnceEach(read, call.seconds, ['Thank you', 'Wide', 'Yes', 'Ready'], [wavedHello]);
    await page.close();
  };

  const exportsDeletesAndImports = async (): Promise<void> => {
    const files = await downloads(browser.browser);
    try {
      const name = message('options_ownPack');
      const file = await exportPack(options, files, { name, id: 'my-gestures' });
      const before = await deleteEverything(options);
      expect(before[message('options_keptGestures')]).toBe(3);
      const shown = await importPack(options, file, name);
      for (const gesture of ['Thanks', 'Apart', 'Gun']) expect(shown).toContain(gesture);
    } finally {
      await files.dispose();
    }
    await goTo(options, 'teach');
  };

  it('has each captioned once in a call, and no other movement, also from an imported file', async () => {
    await teaches('Thanks', 'Thank you', 'teach-move-one');
    await teaches('Apart', 'Wide', 'teach-move-two');
    await teaches('Gun', 'Ready', 'teach-gun', 'held');
    await trains();
    await isCaptionedOnceEach();
    await exportsDeletesAndImports();
    await trains();
    await isCaptionedOnceEach();
  });
});
