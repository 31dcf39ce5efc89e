import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import {
  callGoesOn,
  captionsGoOn,
  createWorld,
  joinCall,
  openCall,
  played,
  type World,
} from '../support/firefox.ts';
import { message, slowestPass } from '../support/harness.ts';
import { calmLead, type Fixture, fixture } from '../support/signer-clip.ts';

describe('a person who signs in a call in Firefox', { timeout: 900_000 }, () => {
  const everySign = fixture('known', { slower: 1.5, lead: calmLead });
  const known = fixture('known', { slower: 1.5, signs: 4, lead: calmLead });
  let world: World;
  let tab: Tab;

  beforeAll(async () => {
    world = await createWorld(known);
  });
  afterAll(async () => {
    await world?.dispose();
  });
  afterEach(async () => {
    await tab?.page.close();
  });

  const call = async (clip: Fixture): Promise<void> => {
    await world.clip.play(clip.file, clip);
    tab = await openCall(world);
    await joinCall(world, tab);
  };

  /**
   * Lets the clip play until this second, or longer until so many signs are captioned: on a busy machine the
   * clip lags behind the camera's time. @returns the captions, and every line that was shown
   */
  const watch = async (seconds: number, signs = 0) => {
    const read = new Set<string>();
    const captions = await until(
      'the clip has been played',
      async () => {
        const all = (await world.firefox.counters(tab))?.captions ?? [];
        for (const line of await world.firefox.textByClass(tab, 'line')) read.add(line);
        const end = all.length < signs ? slowestPass * seconds : seconds;
        if ((await played(world, tab)) < end) return null;
        return all.filter(({ t }, i) => t < seconds || i < signs);
      },
      slowestPass * seconds * 1000 + 60_000,
    );
    return { read: [...read], captions };
  };

  it('reads the right caption once for each sign that is held', async () => {
    await call(everySign);
    const { read, captions } = await watch(everySign.seconds, everySign.intervals.length);
    // Compares the order, not the times.
    expect(captions.map(({ gesture }) => gesture)).toEqual(
      everySign.intervals.map(({ gesture }) => gesture),
    );
    expect(read.sort()).toEqual(captions.map(({ caption }) => caption).sort());
    expect(await world.firefox.counters(tab)).toMatchObject({
      path: 'video',
      binary: true,
      problem: null,
    });
  });

  it('finds the captions in the popup', async () => {
    await call(known);
    await captionsGoOn(world, tab);
    const popup = await world.firefox.popup(tab);
    await popup.click('.fold');
    const said = (await world.firefox.counters(tab))?.captions[0]?.caption;
    await until('the transcript has it', () =>
      popup.$$eval(
        '.cues li span',
        (spans, text) => spans.some(({ textContent }) => textContent === text),
        said,
      ),
    );
    await popup.close();
  });

  it('reads nothing while nobody is there or while hands show untaught signs', async () => {
    const [empty, unknown] = [fixture('empty'), fixture('unknown')];
    await call(empty);
    // The other clip is made meanwhile, for when the camera is next turned on.
    await Promise.all([watch(empty.seconds), world.clip.play(unknown.file)]);
    const still = await world.firefox.counters(tab);
    expect(still?.captions).toEqual([]);
    expect(still?.frames.searched, 'frames that were searched').toBeGreaterThan(5);
    await tab.page.click('#camera');
    await until('the camera is off', () => tab.page.$('#self:not(.live)'));
    await tab.page.click('#camera');
    await until('the other clip begins', async () => (await played(world, tab)) < 2);
    const { read } = await watch(unknown.seconds);
    const now = await world.firefox.counters(tab);
    expect([now?.captions, read]).toEqual([[], []]);
    expect(now?.frames.withHand, 'frames in which the hand was seen').toBeGreaterThan(10);
  });

  it('is no longer watched, and reads no caption, when captions are switched off', async () => {
    await call(known);
    await until('a caption is shown', async () =>
      (await world.firefox.textByClass(tab, 'line')).some(Boolean),
    );
    await world.firefox.setCaptions(tab, false);
    const sent = async () => (await world.firefox.counters(tab))?.frames.sent ?? 0;
    const before = await sent();
    expect(await world.firefox.textByClass(tab, 'line')).toEqual([]);
    await callGoesOn(tab.page, 2);
    expect(await sent()).toBe(before);
    await world.firefox.setCaptions(tab, true);
    await until('frames are sent again', async () => (await sent()) > before + 2);
  });

  it('sees the caption disappear, and is no longer watched, as soon as the page stops the camera', async () => {
    await call(known);
    await until('a caption is shown', async () =>
      (await world.firefox.textByClass(tab, 'line')).some(Boolean),
    );
    expect(await world.firefox.counters(tab)).toMatchObject({ path: 'video' });
    await tab.page.click('#camera');
    await until(
      'the track is released',
      async () => (await world.firefox.counters(tab))?.path === null,
      3000,
    );
    expect(await world.firefox.textByClass(tab, 'line')).toEqual([]);
    await tab.page.click('#camera');
    await captionsGoOn(world, tab);
  });

  it('reads beside a disabled switch why others cannot see the captions', async () => {
    const options = await world.firefox.show('options.html#captions');
    await options.waitForFunction(
      (text) => document.body.innerText.includes(text),
      {},
      message('outgoing_unsupported'),
    );
    const switches = await options.$$eval('[role=switch]', (all) =>
      all.map((one) => [one.closest('.switch-row')?.textContent, one.matches(':disabled')]),
    );
    expect(switches).toContainEqual([message('options_outgoing'), true]);
    await options.close();
  });
});
