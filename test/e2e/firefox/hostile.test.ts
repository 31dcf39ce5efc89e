import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import {
  callGoesOn,
  captionsGoOn,
  createWorld,
  joinCall,
  openCall,
  type World,
} from '../support/firefox.ts';
import { flood, hear, sabotage } from '../support/hostile-page.ts';
import { look, spy } from '../support/hostile-spy.ts';
import { fixture } from '../support/signer-clip.ts';

// test/e2e/hostile has the same attacks, and more, in Chromium.

describe('a page in Firefox', { timeout: 900_000 }, () => {
  let world: World;
  let tab: Tab;

  beforeAll(async () => {
    world = await createWorld(fixture('known', { slower: 1.5, signs: 4 }));
  });
  afterAll(() => world?.dispose());
  afterEach(async () => {
    await tab?.page.close();
  });

  /** Opens a call whose page attacks before its camera is on. */
  const open = async (attack: () => void): Promise<Page> => {
    tab = await openCall(world);
    await tab.page.evaluate(hear);
    await tab.page.evaluate(attack);
    await joinCall(world, tab);
    return tab.page;
  };
  const wordsShown = (): Promise<string[]> =>
    until(
      'a caption is shown',
      async () => {
        const shown = (await world.firefox.textByClass(tab, 'line')).filter(Boolean);
        return shown.length > 0 ? shown : null;
      },
      90_000,
    );
  const heard = (page: Page): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);

  it('that wants to read what its user signs finds no word, size, font or node of the captions', async () => {
    const page = await open(spy);
    const words = await wordsShown();
    expect(await page.evaluate(look, words)).toEqual([]);
    // To prove that the search works: it finds the same word in the page's own text.
    await page.evaluate((word) => document.body.append(word), words[0]!);
    expect(await page.evaluate(look, words)).toContain(`find ${words[0]}`);
  });

  it('that breaks and freezes what scripts use keeps its call and its captions, and sees no error', async () => {
    const page = await open(sabotage);
    await wordsShown();
    await callGoesOn(page, 1);
    expect(await heard(page)).toEqual([]);
  });

  it('that sends thousands of forged events keeps its call, and captions come back', async () => {
    const page = await open(() => undefined);
    await wordsShown();
    await page.evaluate(flood);
    await captionsGoOn(world, tab);
    await callGoesOn(page, 1);
    expect((await world.firefox.counters(tab))?.problem).toBeNull();
    expect(await heard(page)).toEqual([]);
  });
});
