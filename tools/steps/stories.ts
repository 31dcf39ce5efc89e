/** What a user does, from the first press to what it was done for. */
import type { Page } from 'puppeteer-core';
import type { ExtensionBrowser } from '../lib/browsers/chromium.ts';
import { pressShortcut } from '../lib/browsers/shortcut.ts';
import { captionsAre, captionsSwitch, patient, type Tab } from '../lib/browsers/tabs.ts';
import { until } from '../lib/browsers/until.ts';
import { captionsShown } from '../start/call.ts';
import type { Hand } from './hand.ts';

export interface World {
  browser: ExtensionBrowser;
  /** The demo call's address. */
  call: string;
  hand: Hand;
  /** Begins the time that is printed; whatever came before is not the user's doing. */
  begin(): void;
  /** Ends the machine's own time, in which nothing is shown to it. @param since ms of `performance.now()` */
  machineEnds(since: number): void;
}

export interface Story {
  name: string;
  /** The clip that the camera plays. */
  clip: string;
  /** The goal: at most this many presses. */
  goal?: number;
  /** The goal: the machine's own time is at most this many seconds. */
  machineGoal?: number;
  run(world: World): Promise<void>;
}

const captionComes = (page: Page): Promise<unknown> =>
  until('a caption is shown', async () => (await captionsShown(page)).length > 0, 120_000);

/** The demo call with its camera on, as if the extension did not exist. */
async function joinedCall({ browser, call }: World): Promise<Tab> {
  const tab = await browser.open(call);
  await tab.page.click('#join');
  await until('the call is on', () =>
    tab.page.$eval('#remote-video', (video) => (video as HTMLVideoElement).currentTime > 0),
  );
  return tab;
}

/** Switches captions on in the popup. */
async function switchOn({ browser, hand }: World, page: Page): Promise<void> {
  const popup = await hand.count(browser.pressButton(page));
  await popup.waitForSelector(`${captionsSwitch}:enabled`, patient);
  await hand.count(popup.click(captionsSwitch));
  await popup.waitForSelector(captionsAre(true), patient);
  await popup.close();
}

const welcome: Story = {
  name: 'welcome to first caption',
  clip: 'known',
  async run({ browser, hand, begin }) {
    const { page } = await browser.open(`${browser.origin}welcome.html`);
    await page.waitForSelector('.trial');
    begin();
    await hand.press(page, 'button', 'camera_open');
    await page.waitForSelector('.camera-caption', { timeout: 150_000 });
  },
};

const call: Story = {
  name: 'call to first caption',
  clip: 'known',
  goal: 2,
  async run(world) {
    const { page } = await joinedCall(world);
    world.begin();
    await switchOn(world, page);
    await captionComes(page);
  },
};

const readers: Story = {
  name: 'who reads switched',
  clip: 'known',
  goal: 2,
  async run(world) {
    const { browser, hand, begin } = world;
    const { page } = await joinedCall(world);
    begin();
    const popup = await hand.count(browser.pressButton(page));
    await hand.press(popup, 'switch', 'options_outgoing');
    await until('it is stored', () =>
      popup.evaluate(async () => {
        const { settings } = await chrome.storage.local.get('settings');
        return (settings as { outgoing?: boolean } | undefined)?.outgoing === true;
      }),
    );
    await popup.close();
  },
};

/** A call with a caption, and the keys that take it back and put it back. */
async function captioned(world: World) {
  const { browser } = world;
  const tab = await joinedCall(world);
  await browser.setCaptions(tab, true);
  await captionComes(tab.page);
  const [line = ''] = await captionsShown(tab.page);
  const isShown = async (): Promise<boolean> => (await captionsShown(tab.page)).includes(line);
  return {
    async takeBack() {
      await pressShortcut(browser, tab, 'wrong-caption');
      await until('the caption is gone', async () => !(await isShown()));
    },
    async putBack() {
      await pressShortcut(browser, tab, 'undo-wrong');
      await until('the caption is back', isShown);
    },
  };
}

const wrong: Story = {
  name: 'wrong caption taken back',
  clip: 'known',
  goal: 1,
  async run(world) {
    const { takeBack } = await captioned(world);
    world.begin();
    await world.hand.count(takeBack());
  },
};

const undo: Story = {
  name: 'wrong caption put back',
  clip: 'known',
  goal: 1,
  async run(world) {
    const { takeBack, putBack } = await captioned(world);
    await takeBack();
    world.begin();
    await world.hand.count(putBack());
  },
};

const teach: Story = {
  name: 'taught gesture live',
  clip: 'teach-gun',
  goal: 5,
  machineGoal: 45,
  async run({ browser, hand, begin, machineEnds }) {
    const { page } = await browser.open(`${browser.origin}options.html#teach`);
    await page.waitForSelector('.own-new');
    begin();
    await hand.press(page, 'button', 'teach_new');
    await hand.type(page, 'teach_name', 'Gun');
    await hand.press(page, 'button', 'teach_next');
    await hand.press(page, 'button', 'teach_record');
    const pressed = await hand.press(page, 'button', 'teach_trainNow');
    await page.waitForFunction(
      () =>
        Number(document.querySelector('.own-bar [role=meter]')?.getAttribute('aria-valuenow')) > 0,
      patient,
    );
    machineEnds(pressed);
    await hand.press(page, 'button', 'report_goLive');
    await page.waitForSelector('.steps li:last-child[aria-current]');
  },
};

export const stories: readonly Story[] = [welcome, call, readers, wrong, undo, teach];
