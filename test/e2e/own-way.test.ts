import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  message,
  type SignerClip,
  sentence,
  signerClip,
} from './support/harness.ts';
import { openOptions, picture, press, says, slow } from './support/options-page.ts';
import { playedSeconds } from './support/taught-call.ts';

describe('a person whose fist is not read', { timeout: 1_800_000 }, () => {
  let clip: SignerClip;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;

  beforeAll(async () => {
    clip = await signerClip('teach-gun');
    camera = await createCamera(clip);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file, viewport: { width: 1000, height: 800 } });
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await clip?.dispose();
  });

  it('shows it three times, and the running call captions it until that is forgotten', async () => {
    const call = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(call.page);
    const options = await openOptions(browser, 'gestures');
    await press(options, `${message('way_show')} (Fist)`);
    await press(options, message('camera_open'));
    await press(options, message('way_start'), slow);
    expect(await axeFaults(options)).toEqual([]);
    // On a busy machine a take may miss the short holds of the clip; a person would go on too.
    await until(
      'it was learnt',
      async () => {
        const again = await options.$('dialog .record-start .button');
        await again?.click().catch(() => undefined);
        return (await options.$('dialog .way-done')) !== null;
      },
      2 * slow,
    );
    await says(options, sentence('way_done', 'Fist'));
    await picture(options, 'own-way');
    await press(options, message('way_close'));

    await call.page.bringToFront();
    const captions = async () => (await counters(call.page))!.captions;
    const learntAt = (await captions()).length;
    const named = async () => (await captions()).slice(learntAt).map(({ caption }) => caption);
    await until('the call captions it', async () => (await named()).includes('Stop'), slow);
    expect(new Set(await named())).toEqual(new Set(['Stop']));

    await options.bringToFront();
    await press(options, `${message('way_forget')} (Fist)`);
    await says(options, message('way_forgotten'));
    await call.page.bringToFront();
    // A sign that was being held may still be captioned.
    const from = (await playedSeconds(call.page)) + 3;
    await until(
      'the clip has been played again',
      async () => (await playedSeconds(call.page)) >= from + clip.seconds,
      slow,
    );
    expect((await captions()).filter(({ t }) => t >= from)).toEqual([]);
  });
});
