import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import {
  callGoesOn,
  captionsGoOn,
  createWorld,
  firefoxBuild,
  joinCall,
  openCall,
  type World,
} from '../support/firefox.ts';
import { message } from '../support/harness.ts';
import { fixture } from '../support/signer-clip.ts';

/** How long the event page may be idle, ms: longer than the pause between two of our messages. */
const idleMs = 12_000;

describe('captions in Firefox during a call', { timeout: 900_000 }, () => {
  let world: World;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    world = await createWorld(fixture('known', { slower: 1.5, signs: 4 }), {
      prefs: { 'extensions.background.idle.timeout': idleMs },
    });
  });
  afterAll(async () => {
    await world?.dispose();
  });
  afterEach(async () => {
    for (const { page } of tabs.splice(0)) await page.close();
  });

  const call = async (): Promise<Tab> => {
    const tab = await openCall(world);
    tabs.push(tab);
    await joinCall(world, tab);
    return tab;
  };

  it('come back after the browser has ended the event page, and the call goes on meanwhile', async () => {
    const tab = await call();
    await captionsGoOn(world, tab);
    await world.firefox.endBackground();
    await callGoesOn(tab.page, 1);
    await captionsGoOn(world, tab);
    // The event page still knows that captions are on here.
    await world.firefox.setCaptions(tab, false);
    expect(await world.firefox.textByClass(tab, 'line')).toEqual([]);
  });

  it('keep the event page alive while the camera is on, even if it is muted, and let it rest without a camera', async () => {
    const tab = await call();
    await world.firefox.setCaptions(tab, true);
    await tab.page.click('#mute');
    const sent = (await world.firefox.counters(tab))?.frames.sent;
    // Nothing else may wake the event page: the desk only reads from the content script.
    await callGoesOn(tab.page, (idleMs * 2) / 1000);
    const now = await world.firefox.counters(tab);
    expect(await world.firefox.backgroundState()).toBe('running');
    expect([now?.ready, now?.problem]).toEqual([true, null]);
    expect(now?.frames.sent).toBeLessThanOrEqual((sent ?? 0) + 1);

    await tab.page.click('#camera');
    await until(
      'the event page rests',
      async () => (await world.firefox.backgroundState()) === 'stopped',
    );
    await until('the call knows', async () => !(await world.firefox.counters(tab))?.ready);
    expect((await world.firefox.counters(tab))?.problem).toBeNull();
    await tab.page.click('#camera');
    await captionsGoOn(world, tab);
  });

  it('are replaced by a notice when the extension is updated during the call', async () => {
    const tab = await call();
    const lines = async () => (await world.firefox.textByClass(tab, 'line')).filter(Boolean);
    await until('a caption is shown', async () => (await lines()).length > 0, 90_000);
    await world.firefox.update(firefoxBuild);
    const word = message('problem_extension_updated');
    await until('the page says to reload it', async () =>
      (await world.firefox.textByClass(tab, 'notice')).some((text) => text.includes(word)),
    );
    expect(await lines()).toEqual([]);
    await callGoesOn(tab.page, 2);
    const popup = await world.firefox.show(`popup.html?tab=${tab.id}`);
    await until('the popup says so too', async () =>
      (await popup.$eval('main', (main) => main.textContent ?? '')).includes(
        message('popup_reload'),
      ),
    );
    await popup.close();
  });
});
