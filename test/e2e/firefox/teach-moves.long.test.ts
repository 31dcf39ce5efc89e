import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import { createWorld, joinCall, openCall, played, type World } from '../support/firefox.ts';
import { message, sentence } from '../support/harness.ts';
import { movingPack, movingPackName } from '../support/moving-pack.ts';
import { goTo, press, says, slow, wordsOf } from '../support/options-page.ts';
import { deleteEverything } from '../support/packs-page.ts';
import { fixture } from '../support/signer-clip.ts';
import { expectOnceEach, wavedHello } from '../support/taught-call.ts';
import { newGesture, trainAndGoLive } from '../support/teach-page.ts';

/** One story, as a person would do it: each step needs what the steps before it have left. */
describe('a person who teaches signs that move in Firefox', { timeout: 2_700_000 }, () => {
  const shown = fixture('taught-moves', { lead: 60, tail: 60, slower: 1.5 });
  let world: World;
  let pack: Awaited<ReturnType<typeof movingPack>>;
  let options: Page;

  beforeAll(async () => {
    pack = await movingPack();
    world = await createWorld(shown);
    options = await world.firefox.show('options.html#teach');
  });
  afterAll(async () => {
    await world?.dispose();
    await pack?.dispose();
  });

  const chooseFile = async (accept: string, file: string): Promise<void> => {
    const input = await options.waitForSelector(`input[type=file][accept="${accept}"]`);
    await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
  };

  const teaches = async (name: string, caption: string, clip: string): Promise<void> => {
    await newGesture(options, name, caption, 'moves');
    await chooseFile('video/*', fixture(clip).file);
    await until(
      'the recording has ended',
      async () => (await wordsOf(options, '.outcome')) || null,
      // A clip of a quarter of a minute, frame by frame, on a busy machine.
      2 * slow,
    );
    expect((await options.$$('.sample')).length).toBeGreaterThanOrEqual(5);
    await press(options, message('teach_back'));
  };

  const areCaptioned = async (): Promise<void> => {
    const call = await openCall(world);
    await joinCall(world, call);
    const read = async () => ({
      played: await played(world, call),
      captions: (await world.firefox.counters(call))!.captions,
    });
    await expectOnceEach(read, shown.seconds, ['Thank you', 'Wide', 'Yes'], [wavedHello]);
    await call.page.close();
  };

  const importsPack = async (): Promise<void> => {
    await deleteEverything(options);
    await goTo(options, 'packs');
    await chooseFile('.json,application/json', pack.file);
    await press(options, message('import_go'));
    await says(options, sentence('import_done', movingPackName));
    await goTo(options, 'teach');
  };

  it('is captioned for them only, also after they were imported from a file', async () => {
    await teaches('Thanks', 'Thank you', 'teach-move-one');
    await teaches('Apart', 'Wide', 'teach-move-two');
    await trainAndGoLive(options);
    await areCaptioned();
    await importsPack();
    await trainAndGoLive(options);
    await areCaptioned();
  });
});
