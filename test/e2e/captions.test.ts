import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { captionsShown, counters, join, openCall } from '../../tools/start/call.ts';
import {
  calmLead,
  createCamera,
  expectEachOnce,
  type FakeCamera,
  framesFlow,
  launchTest,
  playedTo,
  playOnce,
  type SignerClip,
  sentDuring,
  signerClip,
} from './support/harness.ts';

describe('a person who signs in a call', { timeout: 900_000 }, () => {
  let clips: Record<'known' | 'more' | 'unknown' | 'empty' | 'letters', SignerClip>;
  let camera: FakeCamera;
  let browser: ExtensionBrowser;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let tab: Tab;

  beforeAll(async () => {
    clips = {
      known: await signerClip('known', { lead: calmLead }),
      more: await signerClip('more', { lead: calmLead }),
      unknown: await signerClip('unknown'),
      empty: await signerClip('empty'),
      letters: await signerClip('letters', { lead: calmLead }),
    };
    camera = await createCamera(clips.known);
    site = await serveDemo();
    browser = await launchTest({ camera: camera.file });
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await camera?.dispose();
    for (const clip of Object.values(clips ?? {})) await clip.dispose();
  });

  afterEach(async () => {
    await tab?.page.close();
  });

  const call = async (clip: SignerClip, vocabulary = 'call-gestures'): Promise<Tab> => {
    await camera.play(clip);
    tab = await openCall(browser, { url: site.url, vocabulary });
    await join(tab.page);
    return tab;
  };

  it.each(['known', 'more'] as const)(
    'reads one caption for each sign that is held in the clip %s',
    async (name) => {
      const known = clips[name];
      const { read, captions } = await playOnce((await call(known)).page, known);
      expectEachOnce(captions, known.intervals);
      expect(read.sort()).toEqual(captions.map(({ caption }) => caption).sort());
    },
  );

  it('reads each letter once, joined into words', async () => {
    const { letters } = clips;
    const { read, captions } = await playOnce(
      (await call(letters, 'fingerspelling')).page,
      letters,
    );
    expectEachOnce(captions, letters.intervals);
    const spelled = letters.intervals.map(({ gesture }) => gesture).join('');
    const longest = read.reduce((a, b) => (b.length > a.length ? b : a), '');
    expect(spelled).toContain(longest);
    expect(longest.length).toBeGreaterThan(1);
  });

  it('reads nothing while hands show untaught signs', async () => {
    const { page } = await call(clips.unknown);
    await playedTo(page, clips.unknown.seconds);
    const now = await counters(page);
    expect(now?.captions).toEqual([]);
    expect(now?.frames.withHand, 'frames in which the hand was seen').toBeGreaterThan(30);
    expect(await captionsShown(page)).toEqual([]);
  });

  it('reads nothing while nobody is there', async () => {
    const { page } = await call(clips.empty);
    await playedTo(page, clips.empty.seconds);
    const now = await counters(page);
    expect(now?.captions).toEqual([]);
    expect(now?.frames.searched, 'frames that were searched').toBeGreaterThan(5);
    expect(await captionsShown(page)).toEqual([]);
  });

  it('is not watched while the page mutes the camera', async () => {
    const { page } = await call(clips.known);
    await framesFlow(page);
    const dropped = async () => (await counters(page))?.frames.dropped.disabled ?? 0;
    const before = await dropped();
    await page.click('#mute');
    await until('its frames are dropped', async () => (await dropped()) > before);
    const captions = (await counters(page))?.captions;
    expect(await sentDuring(page, 60)).toBeLessThanOrEqual(1);
    expect((await counters(page))?.captions).toEqual(captions);
    await page.click('#mute');
    await framesFlow(page);
  });
});
