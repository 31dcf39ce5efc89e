/** Words that are spelled by hand in Firefox, whose host is the event page and whose frames come from a video. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import { createWorld, joinCall, openCall, played, type World } from '../support/firefox.ts';
import { fixture } from '../support/signer-clip.ts';
import { expectWords, paces } from '../support/spelled-words.ts';

describe('a person who spells words in a call in Firefox', { timeout: 300_000 }, () => {
  const clips = paces.map(({ clip, choice }) => fixture(clip, choice));
  let world: World;

  beforeAll(async () => {
    world = await createWorld(clips[0]!);
  });
  afterAll(async () => {
    await world?.dispose();
  });

  it.each(paces.map((pace, i) => ({ ...pace, i })))(
    'reads words at $name, in the overlay and in the transcript',
    async ({ settings, words, i }) => {
      const clip = clips[i]!;
      const { firefox } = world;
      const desk = await firefox.desk();
      await desk.evaluate((stored) => chrome.storage.local.set({ settings: stored }), {
        version: 2,
        welcomed: true,
        vocabulary: 'fingerspelling',
        ...settings,
      });
      await world.clip.play(clip.file, clip);
      const tab = await openCall(world);
      await joinCall(world, tab);
      const read = new Set<string>();
      await until(
        'the clip has been played',
        async () => {
          for (const line of await firefox.textByClass(tab, 'line')) read.add(line);
          return (await played(world, tab)) >= clip.seconds;
        },
        clip.seconds * 1000 + 60_000,
      );
      expectWords([...read], words);
      const popup = await firefox.popup(tab);
      await popup.click('.fold');
      await popup.waitForSelector('.cues li');
      const said = await popup.$$eval('.cues li span', (spans) =>
        spans.map(({ textContent }) => textContent),
      );
      expect(said.slice(0, words.length)).toEqual(words);
      await popup.close();
      await tab.page.close();
    },
  );
});
