import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import { patient, type Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { ask, counters, diagnostics, join } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { message, sentence } from './support/harness.ts';
import { openOptions, outOfSight, wordsOf } from './support/options-page.ts';

/** The site that gets choices of its own; the demo is served on `localhost` too, which has none. */
const own = 'http://127.0.0.1';

describe('a site with a vocabulary and readers of its own', { timeout: 900_000 }, () => {
  let demo: DemoCall;
  let sites: Page;

  beforeAll(async () => {
    demo = await startDemoCall();
    sites = await openOptions(demo.browser, 'sites');
  });
  afterAll(() => demo?.dispose());

  const stored = async (): Promise<Partial<Settings>> => {
    const desk = await demo.browser.desk();
    return desk.evaluate(async () => (await chrome.storage.local.get('settings')).settings ?? {});
  };
  const call = async (host: string): Promise<Tab> => {
    const { port } = new URL(demo.url);
    const tab = await demo.browser.open(`${host}:${port}/`);
    await demo.browser.setCaptions(tab, true);
    await join(tab.page);
    return tab;
  };
  /** Waits until a sign of this kind was captioned in the tab. */
  const captions = (page: Page, kind: RegExp): Promise<unknown> =>
    until(`${kind} is captioned`, async () =>
      (await diagnostics(page))?.captions.some(({ gesture }) => kind.test(gesture)),
    );
  /** One of the two lists in the row of the site. */
  const list = (label: string): string =>
    `::-p-xpath(//li[.//bdi[text()="${own}"]]//label[text()="${label}"]/following-sibling::select)`;

  it('gets them on the Sites page', async () => {
    await sites.waitForSelector(list(message('popup_vocabulary')));
    expect(await axeFaults(sites)).toEqual([]);
    expect(await outOfSight(sites)).toEqual([]);
    await sites.locator(list(message('popup_vocabulary'))).fill('fingerspelling');
    await sites.locator(list(message('options_siteReaders'))).fill('true');
    const site = `${own}/*`;
    await until('the choice is stored', async () => {
      const [choice] = (await stored()).siteChoices ?? [];
      return choice?.site === site && choice.vocabulary && choice.outgoing;
    });
    expect(await wordsOf(sites, '.sites .chosen')).toBe(
      `${message('vocabulary_fingerspelling')}, ${message('readers_everyone')}`,
    );
    expect((await stored()).outgoing).toBe(false);
  });

  it('reads letters for everyone, while a call on another site has gestures for the user alone', async () => {
    const elsewhere = await call('http://localhost');
    await captions(elsewhere.page, /^[a-z-]{2,}$/);
    const here = await call(own);
    await captions(here.page, /^[A-Z]$/);
    const state = (tab: Tab) => ask(demo.browser, { type: 'tab-get', tabId: tab.id });
    await until('captions are sent', async () => (await state(here)).outgoing === 'ready');
    expect(await state(elsewhere)).toMatchObject({
      site: 'http://localhost/*',
      recognition: { vocabulary: 'call-gestures' },
    });
    expect((await state(elsewhere)).outgoing).not.toBe('ready');

    const popup = await demo.browser.popup(elsewhere);
    await popup.waitForSelector('.read-by', patient);
    expect(await wordsOf(popup, '.read-by')).toContain(message('readers_you'));
    expect(await wordsOf(popup, 'main')).not.toContain(sentence('popup_onlyOn', own));
    await popup.close();
    await elsewhere.page.close();
    await here.page.close();
  });

  it('keeps a change in its popup to itself, which says so', async () => {
    const tab = await call(own);
    const popup = await demo.browser.popup(tab);
    const only = sentence('popup_onlyOn', own);
    await popup.waitForSelector('.readers');
    expect(await wordsOf(popup, '.read-by')).toContain(only);
    expect(await wordsOf(popup, '.field .note')).toContain(only);
    expect(await axeFaults(popup)).toEqual([]);
    expect(await popup.$eval('select', (node) => node.value)).toBe('fingerspelling');
    await popup.locator('select').fill('call-gestures');
    await popup.locator('.readers [role=switch]').click();
    await until('both are stored', async () => {
      const [choice] = (await stored()).siteChoices ?? [];
      return choice?.vocabulary === 'call-gestures' && choice.outgoing === false;
    });
    expect(await stored()).toMatchObject({ vocabulary: 'call-gestures', outgoing: false });
    await captions(tab.page, /^[a-z-]{2,}$/);
    await popup.close();
    await until('the Sites page follows', async () =>
      (await wordsOf(sites, '.sites .chosen'))?.includes(message('readers_onlyMe')),
    );
    expect((await counters(tab.page))?.problem).toBeNull();
    await tab.page.close();
  });
});
