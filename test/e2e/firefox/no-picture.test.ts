import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import { captionsGoOn, createWorld, joinCall, openCall, type World } from '../support/firefox.ts';
import { fixture } from '../support/signer-clip.ts';

describe('a camera in a hidden tab of Firefox', { timeout: 900_000 }, () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(fixture('known', { slower: 1.5, signs: 4 }));
  });
  afterAll(() => world?.dispose());

  it('is not said to give no picture: the browser delivers no frames there', async () => {
    const { firefox } = world;
    const tab = await openCall(world);
    await joinCall(world, tab);
    await captionsGoOn(world, tab);
    const desk = await firefox.desk();
    const front = await desk.evaluate(async (tabId) => {
      const { windowId } = await chrome.tabs.get(tabId);
      return (await chrome.tabs.create({ windowId, url: 'about:blank' })).id;
    }, tab.id);
    await until('it is hidden', () => tab.page.evaluate(() => document.hidden));
    const seen = (await firefox.counters(tab))?.frames.seen;
    // Longer than the content script would take to notice, by a clock like its own.
    await tab.page.evaluate(async () => {
      for (let looks = 0; looks < 8; looks++) await new Promise((go) => setTimeout(go, 1000));
    });
    const now = await firefox.counters(tab);
    expect(now?.problem).toBeNull();
    expect(now?.frames.seen, 'frames of a hidden tab').toBeLessThanOrEqual((seen ?? 0) + 5);
    await desk.evaluate((tabId) => chrome.tabs.remove(tabId!), front);
    await captionsGoOn(world, tab);
    expect((await firefox.counters(tab))?.problem).toBeNull();
    await tab.page.close();
  });
});
