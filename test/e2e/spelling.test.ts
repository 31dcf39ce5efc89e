/** Words that are spelled by hand: fast or slowly, they are shown and kept as words. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { pressShortcut } from '../../tools/lib/browsers/shortcut.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { captionsShown, join, openCall } from '../../tools/start/call.ts';
import { fakeVoice } from './support/fake-voice.ts';
import { farPixels } from './support/far-end.ts';
import {
  calmLead,
  createCamera,
  type FakeCamera,
  launchTest,
  playOnce,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { box, middle, style } from './support/overlay-driver.ts';
import { followedBy } from './support/signer-clip.ts';
import {
  drawnClip,
  expectDrawn,
  expectWords,
  paces,
  spelledWords,
} from './support/spelled-words.ts';

describe('a person who spells words in a call', { timeout: 900_000 }, () => {
  /** Of `paces`, in their order, and one with the first word alone, and time to put its letters back. */
  let clips: SignerClip[];
  const firstWord = paces.length;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let tab: Tab;

  beforeAll(async () => {
    clips = await Promise.all(paces.map(({ clip, choice }) => signerClip(clip, choice)));
    const [first, empty] = [{ lead: calmLead, signs: 3, tail: 2.5 }, signerClip('empty')];
    clips.push(await followedBy(await signerClip('words-slow', first), await empty));
    camera = await createCamera(clips[0]!);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file });
  });

  afterEach(async () => {
    await tab?.page.close();
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    for (const clip of clips ?? []) await clip.dispose();
  });

  const open = async (pace: number, settings: Partial<Settings> = {}): Promise<void> => {
    const desk = await browser.desk();
    await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
      version: 2,
      welcomed: true,
      ...paces[pace]?.settings,
      ...settings,
    });
    await camera.play(clips[pace]!);
    tab = await openCall(browser, { url: site.url, vocabulary: 'fingerspelling' });
    await join(tab.page);
  };
  /** The word that may still grow. */
  const growing = async () => (await textByClass(tab.page, 'growing'))[0] ?? null;

  /** The captions in the popup's transcript. */
  const transcript = async (popup: Page): Promise<(string | null)[]> => {
    await popup.click('.fold');
    await popup.waitForSelector('.cues li');
    return popup.$$eval('.cues li span', (spans) => spans.map(({ textContent }) => textContent));
  };

  it.each(paces.map((pace, i) => ({ ...pace, i })))(
    'reads words at $name, in the overlay and in the transcript',
    async ({ words, i }) => {
      const clip = clips[i]!;
      await open(i);
      const begun = until('a word grows', growing);
      const { read, captions } = await playOnce(tab.page, clip);
      // Compares the order, not the times: in a flow the first letter is read with the second.
      expect(captions.map(({ gesture }) => gesture)).toEqual([...spelledWords.join('')]);
      expectWords(read, words);
      expect(spelledWords[0]).toContain(await begun);
      await until('no word grows once the hand has gone', async () => (await growing()) === null);
      const popup = await browser.popup(tab);
      expect((await transcript(popup)).slice(0, words.length)).toEqual(words);
      await popup.close();
    },
  );

  it('reads J and Z as they are drawn', async () => {
    const clip = await signerClip(drawnClip.clip, drawnClip.choice);
    clips.push(clip);
    await open(clips.length - 1);
    const { captions } = await playOnce(tab.page, clip);
    expectDrawn(captions.map(({ gesture }) => gesture));
  });

  it('sees a cursor after a word that may still grow, in forced colours too, and a screen reader does not', async () => {
    await open(0);
    const { page } = tab;
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'forced-colors', value: 'active' }],
    });
    const word = await until('a word grows', growing);
    const cursor = (property: string) => style(page, 'growing', property, '::after');
    expect(await cursor('border-left-style')).toBe('solid');
    expect(await cursor('border-left-color')).toBe(await style(page, 'growing', 'color'));
    expect(await cursor('animation-name')).toBe('none');
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const texts = nodes
      .filter(({ role }) => role?.value === 'StaticText' || role?.value === 'image')
      .map(({ name }) => String(name?.value));
    expect(texts.filter((text) => spelledWords[0]!.startsWith(text))).toEqual([
      expect.stringContaining(word),
    ]);
    await session.detach();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a press', async () => tab.page.mouse.click(...middle((await box(tab.page, 'back'))!))],
    ['a shortcut', () => pressShortcut(browser, tab, 'accept-word')],
  ])(
    'reads a word of their own as they write it, and puts its letters back by %s, everywhere',
    async (_, putBack) => {
      // Long: a busy machine takes its time to press.
      await open(firstWord, { ownWords: ['Fly'], captionMs: 20_000 });
      const offered = async () => (await textByClass(tab.page, 'back'))[0] ?? null;
      expect(await until('the letters are offered', offered)).toBe('FLY');
      expect(await captionsShown(tab.page)).toEqual(['Fly']);
      await putBack();
      await until('the letters are back', async () =>
        (await captionsShown(tab.page)).some((line) => line === 'FLY'),
      );
      expect(await offered()).toBeNull();
      const popup = await browser.popup(tab);
      expect((await transcript(popup))[0]).toBe('FLY');
      await popup.close();
    },
  );

  it('sends and speaks the word that is read, and its letters once they are put back', async () => {
    // As wide as a word can be that is spelled with three letters.
    const wide = 'F----------L----------Y';
    await open(firstWord, {
      ownWords: [wide],
      captionMs: 60_000,
      outgoing: true,
      speakCaptions: true,
    });
    // The first word takes ten seconds: the voice is there before it is spoken.
    const offscreen = await browser.offscreen();
    await fakeVoice(offscreen);
    const isBlack = async (x: number): Promise<boolean> => {
      const part = await farPixels(tab.page, { x, y: 0.87, width: 0.06, height: 0.06 });
      return part !== null && part.black > 0.4;
    };
    const isSent = () => isBlack(0.47);
    const isWide = () => isBlack(0.31);
    const offered = async () => (await textByClass(tab.page, 'back'))[0] ?? null;
    expect(await until('the letters are offered', offered)).toBe('FLY');
    await until('the word that was read arrives at the far end', isWide, 120_000);
    const spoken = () => offscreen.evaluate(() => globalThis.spoken);
    await until('it is spoken', async () => (await spoken()).length > 0);
    expect((await spoken())[0]).toBe(`device: ${wide}`);
    await pressShortcut(browser, tab, 'accept-word');
    await until(
      'its letters arrive in its place',
      async () => (await isSent()) && !(await isWide()),
      120_000,
    );
    const said = await until('its letters are spoken', async () => {
      const all = await spoken();
      return all.includes('device: FLY') && all;
    });
    expect(said.filter((text) => text.includes(wide))).toHaveLength(1);
  });
});
