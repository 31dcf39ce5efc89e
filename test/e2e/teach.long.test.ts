import { readFile, realpath, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { downloads, recordCounts } from './support/extension-storage.ts';
import {
  createCamera,
  type FakeCamera,
  holders,
  launchTest,
  message,
  root,
  type SignerClip,
  sentence,
  signerClip,
} from './support/harness.ts';
import { enter, reads, tabTo } from './support/keyboard.ts';
import {
  choose,
  control,
  fill,
  goTo,
  kept,
  openOptions,
  picture,
  press,
  says,
  slow,
  wordsOf,
} from './support/options-page.ts';
import { deleteEverything, exportPack } from './support/packs-page.ts';
import { expectCaptions, expectNothingLost, playedSeconds } from './support/taught-call.ts';
import { newGesture, recorded } from './support/teach-page.ts';

const clipFile = (name: string): string => path(root, 'test/fixtures/clips', `${name}.mp4`);

/** One story, as a person would do it: each step needs what the steps before it have left. */
describe('a person who teaches their own gestures', { timeout: 2_700_000 }, () => {
  let gun: SignerClip;
  let taught: SignerClip;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let options: Page;
  let call: Tab;

  beforeAll(async () => {
    gun = await signerClip('teach-gun');
    taught = await signerClip('taught', { slower: 1.5 });
    camera = await createCamera(gun);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file, viewport: { width: 1000, height: 800 } });
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await gun?.dispose();
    await taught?.dispose();
  });

  const joinCall = async (): Promise<void> => {
    await camera.play(taught);
    call = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await join(call.page);
  };

  const recordsFromCamera = async (): Promise<void> => {
    options = await openOptions(browser, 'teach');
    await newGesture(options, 'Gun', 'Ready');
    await press(options, message('teach_record'), slow);
    const device = await realpath(gun.file);
    expect(await holders(device), 'processes that hold the camera').not.toEqual([]);
    await options.waitForSelector('.countdown');
    await until('a sample is recorded', async () =>
      (await wordsOf(options, '.record-count'))?.match(/^[1-9]/),
    );
    await picture(options, 'recording');
    expect(await recorded(options)).toBeGreaterThanOrEqual(8);
    await picture(options, 'recorded');
  };

  const releasesCamera = async (): Promise<void> => {
    const device = await realpath(gun.file);
    const held = async (): Promise<boolean> => (await holders(device)).length > 0;
    const leaves = async (leave: () => Promise<void>): Promise<void> => {
      await control(options, 'button', message('camera_close'), slow);
      expect(await held()).toBe(true);
      await leave();
      await until('nobody holds the camera', async () => !(await held()), 10_000);
    };
    // It is still on after the recording.
    await leaves(() => press(options, message('teach_back')));
    await options.click('.own-gesture');
    await press(options, message('camera_open'));
    await leaves(() => goTo(options, 'try'));
    await press(options, message('camera_open'));
    await leaves(() => options.close());
  };

  const trainsWithoutMouse = async (): Promise<void> => {
    options = await openOptions(browser, 'gestures');
    const { keyboard } = options;
    const back = async (): Promise<void> => {
      await keyboard.down('Shift');
      await tabTo(options, message('teach_back'));
      await keyboard.up('Shift');
      await keyboard.press('Enter');
      await reads(options, message('teach_own'));
    };
    const chooseVideo = async (name: string): Promise<void> => {
      // Before the key: the browser needs a moment before it hands its file dialog over.
      const choosing = options.waitForFileChooser();
      choosing.catch(() => undefined);
      await tabTo(options, message('camera_video'));
      await keyboard.press('Enter');
      const chooser = await choosing;
      await chooser.accept([clipFile(name)]);
    };

    const way = await enter(options, message('options_teach'));
    expect(way, 'first the way past the navigation').toEqual([
      message('options_skip'),
      message('options_gestures'),
    ]);
    await reads(options, message('options_teach'));

    await enter(options, message('teach_new'));
    await tabTo(options, message('teach_name'));
    await keyboard.type('Claw');
    await tabTo(options, message('teach_caption'));
    await keyboard.down('Control');
    await keyboard.press('KeyA');
    await keyboard.up('Control');
    await keyboard.type('Wait');
    await keyboard.press('Enter');
    await reads(options, message('teach_record'));
    await chooseVideo('teach-claw');
    expect(await recorded(options)).toBeGreaterThanOrEqual(8);
    await back();

    await enter(options, message('teach_nothingRecord'));
    await chooseVideo('teach-nothing');
    expect(await recorded(options)).toBeGreaterThan(5);
    await back();

    await enter(options, message('teach_trainNow'));
    await reads(options, message('teach_train'));
    const shares = new Set<number>();
    await until(
      'it is trained',
      async () => {
        const share = await options.evaluate(
          () => document.querySelector<HTMLProgressElement>('.train progress')?.value,
        );
        if (share !== undefined) shares.add(share);
        return (await wordsOf(options, '.train .outcome')) !== '';
      },
      slow,
    );
    expect(await wordsOf(options, '.train .outcome')).toMatch(/^Trained in [\d.]+ s\./);
    expect(shares.size, 'steps of progress that were seen').toBeGreaterThan(2);
    await picture(options, 'report');
  };

  const goesLiveWithoutMouse = async (): Promise<void> => {
    await reads(options, message('report_goLive'));
    await options.keyboard.press('Enter');
    if (await options.$('dialog')) {
      await picture(options, 'warned');
      await enter(options, message('report_goLiveAnyway'));
    }
    await says(options, message('report_live'));
    await reads(options, message('teach_done'));
  };

  const readsReport = async (): Promise<void> => {
    const verdict = await wordsOf(options, '.live-bars .state .title');
    expect([message('report_good'), message('report_fair')]).toContain(verdict);
    const qualities = await options.$$eval('.qualities li', (items) =>
      items.map((item) => item.textContent ?? ''),
    );
    expect(qualities).toHaveLength(2);
    expect(qualities[0]).toMatch(/^Gun\s*Recognised \d+ of \d+\. Expect between/);
    expect(qualities[1]).toMatch(/^Claw\s*Recognised \d+ of \d+\. Expect between/);
    expect(await axeFaults(options)).toEqual([]);
  };

  const isCaptioned = async (): Promise<void> => {
    await joinCall();
    await expectCaptions(call.page, taught.seconds, ['Ready', 'Wait', 'Ready']);
    await expectNothingLost(call.page);
  };

  const changesGestures = async (): Promise<void> => {
    await goTo(options, 'gestures');
    await fill(options, message('options_search'), 'Gun');
    await says(options, sentence('options_count', 1));
    await fill(options, message('options_caption'), 'Set');
    await options.keyboard.press('Enter');
    await says(options, message('options_saved'));
    await fill(options, message('options_search'), 'Claw');
    await (await control(options, 'switch', 'Claw')).click();
    await options.waitForSelector('.gesture.off');
    // A sign that was almost held may still be captioned within a moment.
    const from = (await playedSeconds(call.page)) + 1;
    await until(
      'a pass is over',
      async () => (await playedSeconds(call.page)) > from + taught.seconds,
      slow,
    );
    const { captions } = (await counters(call.page))!;
    const captioned = captions.filter(({ t }) => t > from).map(({ caption }) => caption);
    expect(captioned.length).toBeGreaterThan(0);
    expect(new Set(captioned)).toEqual(new Set(['Set']));
    await expectNothingLost(call.page);
    await call.page.close();
  };

  const exportsAndImports = async (): Promise<void> => {
    const files = await downloads(browser.browser);
    // Five stores of packs and one of kept transcripts.
    const noRecords = Array.from({ length: 6 }, () => 0);
    try {
      const name = message('options_ownPack');
      const file = await exportPack(options, files, { name, id: 'my-gestures', withNothing: true });
      const text = await readFile(file, 'utf8');
      expect(text).toContain('"caption":"Set"');
      const before = await deleteEverything(options);
      expect(before[message('options_keptGestures')]).toBe(2);
      expect(before[message('options_keptTaught')]).toBe(1);
      expect(Object.values(await recordCounts(options))).toEqual(noRecords);

      const bad = path(root, 'out', 'bad-pack.json');
      const lines = text.split('\n');
      const wrong = lines.findIndex((line) => line.includes('"caption":"Set"'));
      await writeFile(bad, text.replace('"caption":"Set"', '"caption":"<b>Set</b>"'));
      await goTo(options, 'packs');
      await choose(options, message('import_file'), [bad]);
      await says(options, sentence('import_refused', 'bad-pack.json'));
      await says(options, sentence('import_markup', wrong + 1));
      await picture(options, 'refused');
      expect(Object.values(await recordCounts(options))).toEqual(noRecords);

      await choose(options, message('import_file'), [file]);
      const dialog = await options.waitForSelector('dialog[open]');
      expect(await dialog!.evaluate((node) => node.textContent)).toContain('Claw');
      await picture(options, 'import');
      expect(Object.values(await recordCounts(options))).toEqual(noRecords);
      await press(options, message('import_go'));
      await says(options, sentence('import_done', name));
      await goTo(options, 'privacy');
      for (const what of ['options_keptGestures', 'options_keptSamples'].map((key) => message(key)))
        expect((await kept(options))[what]).toBe(before[what]);
    } finally {
      await files.dispose();
    }

    await goTo(options, 'teach');
    await press(options, message('teach_trainNow'));
    await press(options, message('report_goLive'), slow);
    await says(options, message('report_live'));
    await joinCall();
    const captioned = await until(
      'both are captioned again',
      async () => {
        const { captions } = (await counters(call.page))!;
        const all = new Set(captions.map(({ caption }) => caption));
        return all.size > 1 && [...all].sort();
      },
      slow,
    );
    expect(captioned).toEqual(['Set', 'Wait']);
    await call.page.close();
  };

  it('is captioned for them, and can change, export, delete and import them', async () => {
    await recordsFromCamera();
    await releasesCamera();
    await trainsWithoutMouse();
    await readsReport();
    await goesLiveWithoutMouse();
    await isCaptioned();
    await changesGestures();
    await exportsAndImports();
  });
});
