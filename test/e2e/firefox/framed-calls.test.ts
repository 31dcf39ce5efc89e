import { join as path } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { captionsSwitch, type Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { type Site, serve } from '../../../tools/lib/servers/demo/server.ts';
import { createWorld, type World } from '../support/firefox.ts';
import { message, root, sentence } from '../support/harness.ts';
import { fixture } from '../support/signer-clip.ts';

/** 127.0.0.1 plays the site that is not allowed, localhost the listed one. */
describe('a call in a frame of another site in Firefox', { timeout: 900_000 }, () => {
  let world: World;
  let site: Site;
  let tab: Tab;
  let popup: Page;

  beforeAll(async () => {
    world = await createWorld(fixture('known', { slower: 1.5, signs: 4 }));
    site = await serve({ folder: path(root, 'test/e2e/support/pages') });
  });
  afterAll(async () => {
    await world?.dispose();
    await site?.close();
  });
  beforeEach(() => world.firefox.withhold('http://127.0.0.1/*'));

  const listed = (page: string): string => new URL(page, site.url).href;
  const unlisted = (page: string): string => listed(page).replace('localhost', '127.0.0.1');
  const open = async (top: string, src: string): Promise<void> => {
    tab = await world.firefox.open(`${top}?${new URLSearchParams({ src })}`);
    popup = await world.firefox.popup(tab);
    await popup.click(captionsSwitch);
  };
  const words = async (): Promise<string> =>
    (await popup.$eval('.state', (node) => node.textContent ?? '')).replace(/[\u2066-\u2069]/g, '');
  const says = (...sentences: string[]): Promise<unknown> =>
    until(`the popup says “${sentences[0]}”`, async () => {
      const said = await words();
      return sentences.some((one) => said.includes(one));
    });
  const frame = (): Promise<Frame> =>
    until('the frame is there', () => tab.page.frames().find((one) => one.parentFrame()));
  const isWatched = () => says(message('state_watching'), message('state_hand'));

  it('is what the popup speaks of if its site is listed, whatever the page', async () => {
    await open(unlisted('framed-call.html'), listed('call.html'));
    await says(message('state_waitingDetail'));
    await (await frame()).evaluate(() => globalThis.call.join());
    await isWatched();
    await popup.close();
    await tab.page.close();
  });

  it('is captioned once the popup has allowed its site, which reloads the tab', async () => {
    await open(listed('framed-call.html'), unlisted('call.html'));
    await says(sentence('state_waitingFrame', '127.0.0.1'));
    await popup.click('.state button');
    await says(message('state_waitingDetail'));
    await until('the frame is there again', async () =>
      (await frame()).evaluate(() => 'call' in globalThis).catch(() => false),
    );
    await (await frame()).evaluate(() => globalThis.call.join());
    await isWatched();
    await popup.close();
    await tab.page.close();
  });
});
