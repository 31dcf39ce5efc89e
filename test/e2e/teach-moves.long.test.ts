import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
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
  openOptions,
  picture,
  press,
  says,
  slow,
  wordsOf,
} from './support/options-page.ts';
import { expectCaptions } from './support/taught-call.ts';
import { newGesture } from './support/teach-page.ts';

const lesson = (name: string): string => path(root, 'test/fixtures/clips', `${name}.mp4`);

/** One story: two signs that move, one of them with two hands, from clips to captions in a call. */
describe('a person who teaches signs that move', { timeout: 900_000 }, () => {
  let camera: FakeCamera;
  let call: SignerClip;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let options: Page;

  beforeAll(async () => {
    // From its first second to its last. Not slowed: what is made twice would become two movements.
    call = await signerClip('taught-moves', { lead: 60, tail: 60 });
    camera = await createCamera(call);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file, viewport: { width: 1000, height: 800 } });
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await call?.dispose();
  });

  const teaches = async (name: string, caption: string, clip: string): Promise<void> => {
    await newGesture(options, name, caption, 'moves');
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

  it('has each captioned once in a call, and no other movement', async () => {
    options = await openOptions(browser, 'teach');
    await teaches('Thanks', 'Thank you', 'teach-move-one');
    await teaches('Apart', 'Wide', 'teach-move-two');
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
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(tab.page);
    await expectCaptions(tab.page, call.seconds, ['Thank you', 'Wide', 'Yes', 'Thank you']);
  });
});
