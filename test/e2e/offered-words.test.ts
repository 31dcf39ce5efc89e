/** Words that are offered under the captions: what a screen reader and forced colours get of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  message,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { ask, type Probe } from './support/overlay-driver.ts';
import { paces } from './support/spelled-words.ts';

describe('words that are offered in a call', { timeout: 900_000 }, () => {
  let clip: SignerClip;
  let camera: FakeCamera;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let browser: ExtensionBrowser;
  let tab: Tab;

  beforeAll(async () => {
    // A hand is up for 13 s after the second letter of its first word, so there is time to look.
    clip = await signerClip(paces[0]!.clip, { ...paces[0]!.choice, slower: 2 });
    camera = await createCamera(clip);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file });
    const desk = await browser.desk();
    await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
      version: 2,
      welcomed: true,
      wordSuggestions: true,
      spellingLanguage: 'none',
    });
    tab = await openCall(browser, { url: site.url, vocabulary: 'fingerspelling' });
    await join(tab.page);
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    await clip?.dispose();
  });

  /** Asks the overlay in one step, again and again until it offers several words. */
  const whileOffered = <T>(probe: Probe<T | null>): Promise<NonNullable<T>> =>
    until('several words are offered', () => ask(tab.page, 'stage', probe), 120_000) as Promise<
      NonNullable<T>
    >;

  it('are buttons whose names a screen reader reads once each', async () => {
    const session = await tab.page.createCDPSession();
    const seen = await until(
      'several words are offered',
      async () => {
        const before = await textByClass(tab.page, 'word');
        const { nodes } = await session.send('Accessibility.getFullAXTree');
        const offered = await textByClass(tab.page, 'word');
        return offered.length > 1 && `${before}` === `${offered}` && { nodes, offered };
      },
      120_000,
    );
    const read = seen.nodes
      .filter(({ ignored }) => !ignored)
      .filter(({ role }) => ['button', 'status', 'log'].includes(String(role?.value)));
    for (const word of seen.offered)
      expect(
        read.filter(({ name }) => name?.value === word).map(({ role }) => role?.value),
        word,
      ).toEqual(['button']);
    await session.detach();
  });

  it('pass axe', async () => {
    const html = await whileOffered(function () {
      return this.querySelectorAll('.word').length > 1 ? this.outerHTML : null;
    });
    // axe cannot look into a closed shadow root, so it gets a copy of what is in it.
    const copy = await browser.browser.newPage();
    await copy.setContent(
      `<!doctype html><html lang="en"><title>Captions</title><main><h1>Captions</h1>${html}</main></html>`,
    );
    expect(await axeFaults(copy)).toEqual([]);
    await copy.close();
    await tab.page.bringToFront();
  });

  it('run from right to left in languages that do', async () => {
    const { left, right } = await whileOffered(function () {
      const words = [...this.querySelectorAll('.word')];
      if (words.length < 2) return null;
      const places = words.map((word) => word.getBoundingClientRect().left);
      this.dir = 'rtl';
      const turned = words.map((word) => word.getBoundingClientRect().left);
      this.dir = 'ltr';
      return { left: places, right: turned };
    });
    expect(left).toEqual(left.toSorted((a, b) => a - b));
    expect(right).toEqual(right.toSorted((a, b) => b - a));
  });

  it('have an edge, and leave the cursor of the word in sight, in forced colours', async () => {
    const session = await tab.page.createCDPSession();
    const forced = { name: 'forced-colors', value: 'active' };
    await session.send('Emulation.setEmulatedMedia', { features: [forced] });
    const seen = await whileOffered(function () {
      const line = this.querySelector('.growing');
      const word = this.querySelector('.word');
      const panel = this.querySelector('.captions');
      if (!line || !word || !panel) return null;
      const cursor = getComputedStyle(line, '::after');
      const edge = getComputedStyle(word);
      return {
        cursor: [cursor.borderLeftStyle, cursor.borderLeftColor],
        edge: [edge.borderTopStyle, edge.borderTopColor],
        text: getComputedStyle(line).color,
        ground: getComputedStyle(panel).backgroundColor,
      };
    });
    expect(seen.cursor).toEqual(['solid', seen.text]);
    expect(seen.edge).toEqual(['solid', seen.text]);
    expect(seen.text).not.toBe(seen.ground);
    await session.send('Emulation.setEmulatedMedia', { features: [] });
    await session.detach();
  });

  it('say what they do if they put letters back', async () => {
    const desk = await browser.desk();
    await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
      version: 2,
      welcomed: true,
      vocabulary: 'fingerspelling',
      captionMs: 60_000,
      ownWords: ['Fly'],
    });
    const session = await tab.page.createCDPSession();
    await until(
      'the letters are offered',
      async () => {
        const { nodes } = await session.send('Accessibility.getFullAXTree');
        const names = nodes
          .filter(({ role, ignored }) => role?.value === 'button' && !ignored)
          .map(({ name }) => name?.value);
        return names.filter((name) => name === `${message('overlay_putBack')}: FLY`).length === 1;
      },
      120_000,
    );
    await session.detach();
  });
});
