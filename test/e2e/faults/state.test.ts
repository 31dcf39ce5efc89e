import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentRealm } from '../../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { ask, captionsShown, counters, diagnostics } from '../../../tools/start/call.ts';
import {
  captionComes,
  createWorld,
  listen,
  looksAtFrames,
  printRecovery,
  recognizers,
  videoGoesOn,
  type World,
} from '../support/faults-call.ts';

/** Sets the wall clock forward or back in the world that this runs in. */
function setClock(ms: number): void {
  const { now } = Date;
  Date.now = () => now() + ms;
}

describe('a call that goes well', { timeout: 900_000 }, () => {
  let world: World;
  let tab: Tab;
  let page: Page;
  let desk: Page;
  let heard: string[];

  beforeAll(async () => {
    world = await createWorld();
    tab = await world.call();
    page = tab.page;
    heard = listen(page);
    desk = await world.browser.desk();
    await looksAtFrames(page);
  });
  afterAll(() => world?.dispose());

  const problem = async () => (await counters(page))?.problem;
  const transcript = () =>
    desk.evaluate(async (tabId) => {
      const of = { tabId };
      const reply = await chrome.runtime.sendMessage({ type: 'transcript-get', of, seen: null });
      return (reply as { cues: { text: string }[] }).cues.map(({ text }) => text);
    }, tab.id);

  it('closes every frame when captions are switched off, so that the browser warns the page of none', async () => {
    const session = await page.createCDPSession();
    for (let round = 0; round < 8; round++) {
      await ask(world.browser, { type: 'tab-set', tabId: tab.id, on: false });
      await until('captions are off', async () => (await counters(page))?.on === false);
      await ask(world.browser, { type: 'tab-set', tabId: tab.id, on: true });
      await looksAtFrames(page);
    }
    await videoGoesOn(page);
    await session.send('HeapProfiler.collectGarbage');
    await videoGoesOn(page);
    await session.detach();
    expect(heard).toEqual([]);
  });

  it('keeps its captions in order when the clock is set forward or back by hours', async () => {
    await captionComes(page);
    const hours = 3_600_000;
    for (const jump of [5 * hours, -12 * hours, 6 * hours]) {
      const content = await contentRealm(page);
      await content.evaluate(setClock, jump);
      const worker = await world.browser.serviceWorker();
      await worker.evaluate(setClock, jump);
      for (const recognizer of await recognizers(world.browser))
        await recognizer.evaluate(setClock, jump);
      await videoGoesOn(page);
      await captionComes(page);
      await until('it is shown', async () => (await captionsShown(page)).length > 0);
    }
    await until('the transcript holds the captions in order', async () => {
      const captioned = ((await diagnostics(page))?.captions ?? []).map(({ caption }) => caption);
      return JSON.stringify(await transcript()) === JSON.stringify(captioned);
    });
    expect(await problem()).toBeNull();
  });

  it('goes on when the settings are damaged', async () => {
    await desk.evaluate(() => chrome.storage.local.set({ settings: ['damaged'], places: 7 }));
    await videoGoesOn(page);
    await captionComes(page);
    expect(await problem()).toBeNull();
    await desk.evaluate(() => chrome.storage.local.remove(['settings', 'places']));
  });

  it('is captioned, and can be switched off and on, when session storage is full', async () => {
    const fill = await desk.evaluate(async () => {
      let kept = 0;
      for (let size = 2 ** 23; size >= 1; size = Math.floor(size / 2))
        try {
          await chrome.storage.session.set({ [`full-${size}`]: 'x'.repeat(size) });
          kept += size;
        } catch {
          // There is no room for this much, but perhaps for half of it.
        }
      return kept;
    });
    expect(fill).toBeGreaterThan(2 ** 20);
    await videoGoesOn(page);
    await captionComes(page);
    await world.browser.setCaptions(tab, false);
    await until('captions are off', async () => (await counters(page))?.on === false);
    await world.browser.setCaptions(tab, true);
    await captionComes(page);
    await desk.evaluate(async () => {
      const keys = Object.keys(await chrome.storage.session.get());
      await chrome.storage.session.remove(keys.filter((key) => key.startsWith('full-')));
    });
  });

  it('is captioned with the shipped gestures, and says so, when the database cannot be read', async () => {
    const opened = desk.evaluate(async () => {
      // A newer version of the extension would leave it so.
      const opening = indexedDB.open('sign-captions-packs', 999);
      return new Promise<boolean>((done) => {
        opening.onsuccess = () => {
          opening.result.close();
          done(true);
        };
        opening.onerror = () => done(false);
      });
    });
    const start = performance.now();
    await (await world.browser.offscreen()).evaluate(() => close());
    expect(await opened).toBe(true);
    await until('the call says so', async () => (await problem()) === 'storage-failed');
    await videoGoesOn(page);
    await looksAtFrames(page);
    printRecovery('the database cannot be read', (performance.now() - start) / 1000);
    await captionComes(page);
    expect(heard).toEqual([]);
  });

  it('reports that memory is full, and captions come back by themselves', async () => {
    const [worker] = await recognizers(world.browser);
    await worker!.evaluate(() => {
      try {
        // The browser refuses this much, as it would if memory were full.
        new WebAssembly.Memory({ initial: 1 }).grow(65_536);
      } catch {
        // The recognizer ignores it too; only its watch on the memory reports it.
      }
    });
    const start = performance.now();
    await until('the call says so', async () => (await problem()) === 'memory-full');
    await videoGoesOn(page);
    await looksAtFrames(page);
    printRecovery('WASM memory is full', (performance.now() - start) / 1000);
    await captionComes(page);
    expect(await problem()).not.toBe('memory-full');
    expect(heard).toEqual([]);
  });
});
