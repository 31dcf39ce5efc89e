/**
 * Two people in a video room of a call server that we did not write, each in a browser of their
 * own: Ann signs, Ben does not, and both have captions on.
 */
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type CallServer, startJanus } from '../../../tools/lib/servers/janus.ts';
import { ask } from '../../../tools/start/call.ts';
import {
  calmLead,
  captionAppears,
  createCamera,
  expectEachOnce,
  type FakeCamera,
  framesFlow,
  holders,
  launchTest,
  root,
  type SignerClip,
  sentDuring,
  signerClip,
} from '../support/harness.ts';
import {
  cameraComes,
  captioned,
  captionsGoOn,
  enter,
  isCaption,
  janus,
  leave,
  mute,
  openRoom,
  type Participant,
  picturesCome,
  seesIn,
  sends,
  setOutgoing,
  share,
  shareInstead,
  switchCamera,
} from '../support/janus-room.ts';

describe.skipIf(!janus)('in a video room of Janus', { timeout: 900_000 }, () => {
  let clips: Record<'more' | 'known' | 'empty', SignerClip>;
  let server: CallServer;
  const cameras: Record<string, FakeCamera> = {};
  const browsers: Record<string, ExtensionBrowser> = {};
  let ann: Participant;
  let ben: Participant;

  const gesturesOf = ({ intervals }: SignerClip) => intervals.map(({ gesture }) => gesture);
  const benSees = async () => (await seesIn(ben))[0];
  const benReads = () =>
    until('Ben reads a caption in the picture', async () => isCaption(await benSees()), 90_000);

  beforeAll(async () => {
    // Signs are held longer: two browsers that encode and decode leave few frames of each.
    const [more, known, empty] = await Promise.all([
      signerClip('more', { slower: 1.5, lead: calmLead }),
      signerClip('known'),
      signerClip('empty'),
    ]);
    clips = { more, known, empty };
    server = await startJanus(janus!);
    const participant = async (name: string, clip: SignerClip): Promise<Participant> => {
      const camera = await createCamera(clip);
      cameras[name] = camera;
      // Makes the browser share the tab of this title instead of its fake screen.
      const args = ['--auto-select-tab-capture-source-by-title=Shared'];
      const browser = await launchTest({ camera: camera.file, ask: true, args });
      browsers[name] = browser;
      await browser.browser
        .defaultBrowserContext()
        .overridePermissions(new URL(server.url).origin, ['camera', 'microphone']);
      return openRoom(server, name, browser);
    };
    [ann, ben] = await Promise.all([participant('Ann', more), participant('Ben', empty)]);
    await enter(ben);
    await enter(ann);
  });

  afterAll(async () => {
    await Promise.all(Object.values(browsers).map((browser) => browser.dispose()));
    await server?.close();
    for (const owned of [cameras, clips ?? {}].flatMap((all) => Object.values(all)))
      await owned.dispose();
  });

  it('the person who signs is captioned, and the one who watches is not', async () => {
    const { more } = clips;
    const signs = more.intervals.length;
    // The first caption of the next pass ends this one.
    const captions = await until('the next pass of the clip is captioned', async () => {
      const all = (await ann.counters())?.captions ?? [];
      return all.length > signs && all.slice(0, signs);
    });
    expect((await benSees())?.frames, 'frames of Ann that Ben saw').toBeGreaterThan(60);
    const his = await ben.counters();
    expect(his?.captions).toEqual([]);
    expect(his?.frames.searched, 'frames of Ben that were searched').toBeGreaterThan(5);
    expect(his?.frames.withHand, 'frames of Ben with a hand').toBe(0);
    expect(await ben.lines()).toEqual([]);

    expectEachOnce(captions, more.intervals);
  });

  it('others see captions only once that is asked for', async () => {
    await captionAppears(ann.page);
    const before = (await captioned(ann)).length;
    let reads = 0;
    await until('two more signs were shown', async () => {
      expect(isCaption(await benSees())).toBe(false);
      reads++;
      return reads > 10 && (await captioned(ann)).length >= before + 2;
    });

    await setOutgoing(ann, true);
    await benReads();
    expect(await sends(ann)).toEqual(['camera']);
    const state = (await ask(browsers.Ann!, { type: 'tab-get', tabId: ann.tab.id })) as {
      outgoing?: string;
    };
    expect(['ready', 'shown']).toContain(state.outgoing);
    expect(await captioned(ben)).toEqual([]);
  });

  it('captions end when the signer leaves, and come back when she joins again', async () => {
    await leave(ann);
    const device = await realpath(clips.more.file);
    await until('nobody holds the camera', async () => (await holders(device)).length === 0);
    await until('Ben sees nobody', async () => (await seesIn(ben)).length === 0);
    expect(await ann.lines()).toEqual([]);
    expect((await ann.counters())?.frames.sent ?? 0).toBe(0);

    await enter(ann);
    await captionsGoOn(ann);
    await setOutgoing(ann, true);
    await benReads();
  });

  it('nothing is watched while the camera is muted, and captions come back afterwards', async () => {
    await framesFlow(ann.page);
    await mute(ann, true);
    await until('Ben sees black', async () => ((await benSees())?.black ?? 0) > 0.99);
    const before = await captioned(ann);
    expect(await sentDuring(ann.page, 60)).toBeLessThanOrEqual(1);
    expect(await captioned(ann)).toEqual(before);
    expect(isCaption(await benSees())).toBe(false);

    await mute(ann, false);
    await captionsGoOn(ann);
    await setOutgoing(ann, true);
    await benReads();
  });

  it('the camera is released while nothing is published, and captions come back with it', async () => {
    await ann.page.click('#unpublish');
    const device = await realpath(clips.more.file);
    await until('nobody holds the camera', async () => (await holders(device)).length === 0);
    await until('no caption stands', async () => {
      return (await ann.lines()).length === 0;
    });
    await until('Ben sees nobody', async () => (await seesIn(ben)).length === 0);

    await (await ann.page.waitForSelector('#publish'))!.click();
    await cameraComes(ann);
    await captionsGoOn(ann);
    await setOutgoing(ann, true);
    await benReads();
  });

  it('captions continue from another camera', async () => {
    await cameras.Ann!.play(clips.known);
    await switchCamera(ann);
    await cameraComes(ann);
    expect(await sends(ann)).toEqual(['camera']);
    // A sign that was half held on the first camera must not be captioned on the second.
    const gestures = await captionsGoOn(ann, 2);
    expect(gesturesOf(clips.known)).toEqual(expect.arrayContaining(gestures));
    await picturesCome(ben);
    await setOutgoing(ann, true);
    await benReads();
  });

  it('the other person is captioned when he signs, and the one who watches is not', async () => {
    await cameras.Ann!.play(clips.empty);
    await cameras.Ben!.play(clips.more);
    await Promise.all([switchCamera(ann), switchCamera(ben)]);
    await Promise.all([cameraComes(ann), cameraComes(ben)]);
    const before = await captioned(ann);
    const gestures = await captionsGoOn(ben, 2);
    expect(gesturesOf(clips.more)).toEqual(expect.arrayContaining(gestures));
    await picturesCome(ann);
    expect(await captioned(ann)).toEqual(before);
  });

  describe('a shared screen, on which somebody signs,', () => {
    let shared: Page;

    beforeAll(async () => {
      await setOutgoing(ann, true);
      await cameras.Ben!.play(clips.empty);
      await cameras.Ann!.play(clips.more);
      await switchCamera(ben);
      shared = await browsers.Ann!.browser.newPage({ type: 'window' });
      const clip = await readFile(join(root, 'test/fixtures/clips/known.mp4'), 'base64');
      await shared.setContent(
        `<title>Shared</title><video style="width: 100%" autoplay loop muted
          src="data:video/mp4;base64,${clip}"></video>`,
      );
      await shared.waitForFunction(() => document.querySelector('video')!.currentTime > 0);
    });
    afterAll(() => shared?.close());
    beforeEach(() => switchCamera(ann));

    it('is not recognised and carries no caption in place of the camera, which is not watched', async () => {
      await benReads();
      await shareInstead(ann);
      expect(await sends(ann)).toEqual(['browser']);
      await until('no caption is left', async () => !isCaption(await benSees()));
      await until('it is not watched', async () => (await ann.counters())?.status === 'video-off');
      const before = await ann.counters();
      const frames = (await benSees())!.frames;
      // Ann's own page still shows her camera, which nobody gets.
      await until('Ben has seen the screen for a while', async () => {
        const seen = await benSees();
        expect(isCaption(seen)).toBe(false);
        expect(seen?.black).toBeLessThan(0.5);
        return (seen?.frames ?? 0) > frames + 60;
      });
      const after = await ann.counters();
      expect(after?.status).toBe('video-off');
      expect(after?.frames.sent).toBe(before?.frames.sent);
      expect(after?.captions.length).toBe(before?.captions.length);
      await switchCamera(ann);
      await benReads();
    });

    it('is not recognised and carries no caption beside the camera, which does', async () => {
      await share(ann);
      await until('Ben sees camera and screen', async () => (await seesIn(ben, 2)).length === 2);
      expect((await sends(ann)).sort()).toEqual(['browser', 'camera']);
      const his = await captioned(ben);
      const hers = (await captioned(ann)).length;
      const frames = (await seesIn(ben, 2))[1]!.frames;

      let onCamera = 0;
      await until(
        'captions stood on the camera long enough',
        async () => {
          const [camera, screen] = await seesIn(ben, 2);
          if (isCaption(camera)) onCamera++;
          expect(isCaption(screen)).toBe(false);
          expect(screen?.black).toBeLessThan(0.5);
          return onCamera >= 20 && (await captioned(ann)).length >= hers + 3;
        },
        120_000,
      );
      expect((await seesIn(ben, 2))[1]!.frames - frames).toBeGreaterThan(20);
      expect(gesturesOf(clips.more)).toEqual(
        expect.arrayContaining((await captioned(ann)).slice(hers)),
      );
      expect(await captioned(ben)).toEqual(his);
    });
  });

  it('only this machine was asked for anything, and no error reached the page', () => {
    for (const { asked, errors } of [ann, ben]) {
      expect([...asked].sort()).toEqual(['127.0.0.1', 'localhost']);
      expect(errors).toEqual([]);
    }
  });
});
