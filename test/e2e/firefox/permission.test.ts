import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captionsAre, captionsSwitch, type Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { captionsGoOn, createWorld, joinCall, type World } from '../support/firefox.ts';
import { message } from '../support/harness.ts';
import { fixture } from '../support/signer-clip.ts';

/** Firefox asks the user which sites an extension may see, and lets her take a site back. */
describe('a call on a site that the user of Firefox withholds', { timeout: 900_000 }, () => {
  let world: World;
  let tab: Tab;
  let popup: Page;

  beforeAll(async () => {
    world = await createWorld(fixture('known', { slower: 1.5, signs: 4 }));
    await world.firefox.withhold('http://localhost/*');
    tab = await world.firefox.open(world.url);
  });
  afterAll(() => world?.dispose());

  const words = (): Promise<string> => popup.$eval('main', (main) => main.textContent ?? '');
  const says = (name: string): Promise<unknown> =>
    until(`the popup says “${name}”`, async () => (await words()).includes(name));
  const press = async (name: string): Promise<void> => {
    await says(name);
    await popup.locator(`::-p-aria(${name})`).click();
  };

  it('is left alone until the popup has allowed it, and then reloaded and captioned', async () => {
    await world.firefox.allowTab(tab.page.url());
    popup = await world.firefox.show(`popup.html?tab=${tab.id}`);
    await says(message('popup_enable'));
    const scripts = await world.firefox.counters(tab);
    expect(scripts, 'a content script in the page').toBeNull();
    expect(await popup.$(captionsSwitch), 'a switch that does nothing yet').toBeNull();
    await press(message('popup_enable'));
    await popup.waitForSelector(captionsAre(true), { timeout: 180_000 });
    expect(await words()).not.toContain(message('popup_enable'));
    await popup.close();
    await joinCall(world, tab);
    await captionsGoOn(world, tab);
  });
});
