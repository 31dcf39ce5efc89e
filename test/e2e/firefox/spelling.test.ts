/** Words that are spelled by hand in Firefox, whose host is the event page and whose frames come from a video. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/settings/schema.ts';
import { patient, type Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { createWorld, joinCall, openCall, played, type World } from '../support/firefox.ts';
import { fixture } from '../support/signer-clip.ts';
import { drawnClip, drawnWords, expectWords, paces } from '../support/spelled-words.ts';

describe('a person who spells words in a call in Firefox', { timeout: 900_000 }, () => {
  const clips = [...paces, drawnClip].map(({ clip, choice }) => fixture(clip, choice));
  let world: World;

  beforeAll(async () => {
    world = await createWorld(clips[0]!);
  });
  afterAll(async () => {
    await world?.dispose();
  });

  const openWith = async (i: number, settings: Partial<Settings>): Promise<Tab> => {
    const desk = await world.firefox.desk();
    await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
      version: 2,
      welcomed: true,
      vocabulary: 'fingerspelling',
      ...settings,
    });
    await world.clip.play(clips[i]!.file, clips[i]!);
    const tab = await openCall(world);
    await joinCall(world, tab);
    return tab;
  };
  /** The captions in the popup's transcript, as soon as it has this many. */
  const transcript = async (tab: Tab, count: number): Promise<(string | null)[]> => {
    const popup = await world.firefox.popup(tab);
    await popup.click('.fold');
    await popup.waitForFunction(
      (least) => document.querySelectorAll('.cues li').length >= least,
      patient,
      count,
    );
    const said = await popup.$$eval('.cues li span', (spans) =>
      spans.map(({ textContent }) => textContent),
    );
    await popup.close();
    return said;
  };

  /** All lines that are shown while the clip is played. */
  const linesOf = async (tab: Tab, seconds: number): Promise<string[]> => {
    const read = new Set<string>();
    await until(
      'the clip has been played',
      async () => {
        for (const line of await world.firefox.textByClass(tab, 'line')) read.add(line);
        return (await played(world, tab)) >= seconds;
      },
      seconds * 1000 + 60_000,
    );
    return [...read];
  };

  it.each(paces.map((pace, i) => ({ ...pace, i })))(
    'reads words at $name, in the overlay and in the transcript',
    async ({ settings, words, i }) => {
      const clip = clips[i]!;
      const tab = await openWith(i, settings);
      const read = await linesOf(tab, clip.seconds);
      expectWords(read, words);
      expect((await transcript(tab, words.length)).slice(0, words.length)).toEqual(words);
      await tab.page.close();
    },
  );

  it('reads words with J or Z as they are drawn', async () => {
    const tab = await openWith(clips.length - 1, {});
    const read = await linesOf(tab, clips.at(-1)!.seconds);
    // A busy machine may miss one of the two.
    expect(read.filter((line) => drawnWords.includes(line))).not.toEqual([]);
    await tab.page.close();
  });

  it('puts the letters of a word that was read back by a press, everywhere', async () => {
    const { firefox } = world;
    // Long: a busy machine takes its time to press.
    const tab = await openWith(0, { ...paces[0]!.settings, ownWords: ['Fly'], captionMs: 60_000 });
    const offered = async () => (await firefox.textByClass(tab, 'back'))[0] ?? null;
    expect(await until('the letters are offered', offered, 120_000)).toBe('FLY');
    expect(await firefox.textByClass(tab, 'line')).toContain('Fly');
    /** The middle of the button, in CSS pixels of the page; null: it is not there. */
    const place = () =>
      firefox.inContent(tab, () => {
        const roots: ParentNode[] = [document];
        for (const root of roots)
          for (const element of root.querySelectorAll('*')) {
            const { openOrClosedShadowRoot: inner } = element as Element & {
              openOrClosedShadowRoot?: ShadowRoot | null;
            };
            if (inner) roots.push(inner);
            if (!element.classList.contains('back')) continue;
            const { left, top, width, height } = element.getBoundingClientRect();
            return [left + width / 2, top + height / 2] as const;
          }
        return null;
      });
    await until('the letters are back', async () => {
      const now = await place();
      if (now) await tab.page.mouse.click(...now);
      return (await firefox.textByClass(tab, 'line')).includes('FLY');
    });
    expect(await offered()).not.toBe('FLY');
    expect((await transcript(tab, 1))[0]).toBe('FLY');
    await tab.page.close();
  });
});
