/**
 * The same room with two kinds of browser: Ann signs in Chromium, Fay is there with Firefox.
 * `video-room.test.ts` has two Chromiums.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { type FirefoxBrowser, launchFirefox } from '../../../tools/lib/browsers/firefox.ts';
import { type ServedClip, serveClips } from '../../../tools/lib/browsers/firefox-camera.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type CallServer, startJanus } from '../../../tools/lib/servers/janus.ts';
import { firefoxBuild } from '../support/firefox.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  type SignerClip,
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
  openRoomInFirefox,
  type Participant,
  seesIn,
  setOutgoing,
  switchCamera,
} from '../support/janus-room.ts';
import { fixture } from '../support/signer-clip.ts';

describe.skipIf(!janus)(
  'in a video room of Janus with a Firefox in it',
  { timeout: 900_000 },
  () => {
    const known = fixture('known', { slower: 1.5 });
    const knownSigns = known.intervals.map(({ gesture }) => gesture);
    let clips: Record<'more' | 'empty', SignerClip>;
    let server: CallServer;
    let camera: FakeCamera;
    let chromium: ExtensionBrowser;
    let fayCamera: ServedClip;
    let firefox: FirefoxBrowser;
    let ann: Participant;
    let fay: Participant;

    beforeAll(async () => {
      clips = { more: await signerClip('more', { slower: 1.5 }), empty: await signerClip('empty') };
      camera = await createCamera(clips.more);
      fayCamera = await serveClips();
      await fayCamera.play(fixture('empty').file);
      server = await startJanus(janus!);
      chromium = await launchTest({ camera: camera.file });
      firefox = await launchFirefox({
        extension: firefoxBuild,
        camera: fayCamera.url,
        headless: true,
        viewport: { width: 800, height: 600 },
      });
      fay = await openRoomInFirefox(server, 'Fay', firefox);
      ann = await openRoom(server, 'Ann', chromium);
      await enter(fay);
      await enter(ann);
    });

    afterAll(async () => {
      await Promise.all([chromium?.dispose(), firefox?.dispose()]);
      await server?.close();
      await fayCamera?.close();
      for (const owned of [camera, ...Object.values(clips ?? {})]) await owned?.dispose();
    });

    let faySigns = false;
    /** From now on Fay signs, and Ann does not. */
    const letFaySign = async (): Promise<void> => {
      if (faySigns) return;
      faySigns = true;
      await camera.play(clips.empty);
      await fayCamera.play(known.file, known);
      await Promise.all([switchCamera(ann), switchCamera(fay)]);
      await Promise.all([cameraComes(ann), cameraComes(fay)]);
    };

    it('signs from Chromium are not captioned in Firefox, which shows them', async () => {
      const gestures = await captionsGoOn(ann, 3);
      expect(clips.more.intervals.map(({ gesture }) => gesture)).toEqual(
        expect.arrayContaining(gestures),
      );
      expect(await seesIn(fay)).toHaveLength(1);
      const hers = await fay.counters();
      expect(hers?.captions).toEqual([]);
      expect(hers?.frames.searched, 'frames of Fay that were searched').toBeGreaterThan(3);
      expect(hers?.frames.withHand, 'frames of Fay with a hand').toBe(0);
      expect(await fay.lines()).toEqual([]);
    });

    it('captions that Chromium sends are seen in Firefox once that is asked for', async () => {
      const before = (await captioned(ann)).length;
      await until('another sign was shown', async () => {
        expect(isCaption((await seesIn(fay))[0])).toBe(false);
        return (await captioned(ann)).length > before;
      });
      await setOutgoing(ann, true);
      await until('Fay reads a caption', async () => isCaption((await seesIn(fay))[0]), 90_000);
      expect(await captioned(fay)).toEqual([]);
    });

    it('the person in Firefox is captioned there when she signs, and not in Chromium', async () => {
      await letFaySign();
      const before = await captioned(ann);
      expect(knownSigns).toEqual(expect.arrayContaining(await captionsGoOn(fay, 2)));
      expect((await seesIn(ann))[0]?.frames, 'frames of Fay that Ann saw').toBeGreaterThan(60);
      expect(await captioned(ann)).toEqual(before);
    });

    it('Firefox sends no caption, even if that is asked for', async () => {
      await letFaySign();
      await setOutgoing(fay, true);
      const before = (await captioned(fay)).length;
      await until('two more signs were shown', async () => {
        expect(isCaption((await seesIn(ann))[0])).toBe(false);
        return (await captioned(fay)).length >= before + 2;
      });
    });

    it('nothing is watched in Firefox while the camera is muted, and captions come back afterwards', async () => {
      await letFaySign();
      await mute(fay, true);
      await until('Ann sees black', async () => ((await seesIn(ann))[0]?.black ?? 0) > 0.99);
      const { sent } = (await fay.counters())!.frames;
      // Firefox gives no frames of a muted track, so the other camera is the clock.
      const { seen } = (await ann.counters())!.frames;
      await until('60 frames of Ann were taken', async () => {
        return (await ann.counters())!.frames.seen >= seen + 60;
      });
      expect((await fay.counters())!.frames.sent - sent).toBeLessThanOrEqual(1);
      await mute(fay, false);
      await captionsGoOn(fay);
    });

    it('captions end when Firefox leaves, and come back when it joins again', async () => {
      await letFaySign();
      await leave(fay);
      await until('Ann sees nobody', async () => (await seesIn(ann)).length === 0);
      expect(await fay.lines()).toEqual([]);
      await enter(fay);
      await captionsGoOn(fay);
      await until('Ann sees her again', async () => (await seesIn(ann)).length === 1);
    });

    it('only this machine was asked for anything, and no error reached the page', () => {
      for (const { asked, errors } of [ann, fay]) {
        expect([...asked].filter((host) => host !== 'localhost' && host !== '127.0.0.1')).toEqual(
          [],
        );
        expect(errors).toEqual([]);
      }
    });
  },
);
