import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraScript } from '../../../tools/lib/browsers/firefox-camera.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { createWorld, joinCall, openCall, played, type World } from '../support/firefox.ts';
import { message } from '../support/harness.ts';
import { press, slow } from '../support/options-page.ts';
import { fixture } from '../support/signer-clip.ts';
import { newGesture, recorded, trainAndGoLive } from '../support/teach-page.ts';

declare global {
  /** The camera that the options page opened last. */
  var openedTrack: MediaStreamTrack | undefined;
}

/** One story, as a person would do it: each step needs what the steps before it have left. */
describe('a person who teaches their own gestures in Firefox', { timeout: 2_700_000 }, () => {
  const taught = fixture('taught', { slower: 2 });
  let world: World;
  let options: Page;
  let call: Tab;

  beforeAll(async () => {
    world = await createWorld(fixture('teach-gun'));
    options = await world.firefox.show('options.html#teach');
  });
  afterAll(async () => {
    await world?.dispose();
  });

  const chooseVideo = async (name: string): Promise<void> => {
    const input = await options.waitForSelector('input[type=file][accept="video/*"]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(fixture(name).file);
  };

  const recordsFromCamera = async (): Promise<void> => {
    await options.evaluate(cameraScript, await world.clip.bytes());
    await options.evaluate(() => {
      const open = MediaDevices.prototype.getUserMedia;
      MediaDevices.prototype.getUserMedia = async function (constraints) {
        const stream = await open.call(this, constraints);
        globalThis.openedTrack = stream.getVideoTracks()[0];
        return stream;
      };
    });
    await newGesture(options, 'Gun', 'Ready');
    await press(options, message('teach_record'), slow);
    expect(await recorded(options)).toBeGreaterThanOrEqual(8);
    await press(options, message('teach_back'));
    await until('the camera is released', () =>
      options.evaluate(() => globalThis.openedTrack?.readyState === 'ended'),
    );
  };

  const recordsFromFiles = async (): Promise<void> => {
    await newGesture(options, 'Claw', 'Wait');
    await chooseVideo('teach-claw');
    expect(await recorded(options)).toBeGreaterThanOrEqual(8);
    await press(options, message('teach_back'));
    await press(options, message('teach_nothingRecord'));
    await chooseVideo('teach-nothing');
    expect(await recorded(options)).toBeGreaterThan(5);
    await press(options, message('teach_back'));
  };

  const isCaptioned = async (): Promise<void> => {
    await world.clip.play(taught.file, taught);
    call = await openCall(world);
    await joinCall(world, call);
    await until(
      'the clip has been played',
      async () => (await played(world, call)) > taught.seconds,
      slow,
    );
    const { captions } = (await world.firefox.counters(call))!;
    const captioned = captions.map(({ caption }) => caption);
    expect(captioned).toContain('Ready');
    // A machine without a GPU may miss the other sign in one pass; nothing may be made up.
    expect(captioned.filter((caption) => caption !== 'Ready' && caption !== 'Wait')).toEqual([]);
  };

  it('records and trains them in the browser, and is captioned for them only', async () => {
    await recordsFromCamera();
    await recordsFromFiles();
    await trainAndGoLive(options);
    await isCaptioned();
  });
});
