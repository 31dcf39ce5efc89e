import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { transcriptOf } from './support/extension-storage.ts';
import { message } from './support/harness.ts';

describe('the gesture that means “That was wrong”', { timeout: 600_000 }, () => {
  let demo: DemoCall;
  let tab: Tab;

  beforeAll(async () => {
    demo = await startDemoCall();
    const desk = await demo.browser.desk();
    await desk.evaluate(() =>
      chrome.storage.local.set({
        settings: { version: 2, welcomed: true, readersTold: true, wrongGesture: 'peace' },
      }),
    );
    tab = await openCall(demo.browser, { url: demo.url, vocabulary: 'call-gestures' });
    await join(tab.page);
  });
  afterAll(() => demo?.dispose());

  const transcript = async (): Promise<string[]> => transcriptOf(await demo.browser.desk(), tab.id);
  const signed = async (gesture: string): Promise<number> =>
    (await counters(tab.page))?.captions.filter((sign) => sign.gesture === gesture).length ?? 0;

  it('takes back the caption of the sign before it, is none itself, and offers undo', async () => {
    // What thumbs up and the peace sign say.
    const [yes, peace] = ['Yes', 'Peace'];
    const count = async (text: string) =>
      (await transcript()).filter((said) => said === text).length;
    await until('thumbs up is captioned', async () => (await count(yes)) > 0, 120_000);
    const unsaid = async () => (await signed('peace')) - (await count(peace));
    // A busy machine may miss either sign in one pass; each pass shows both.
    let most = 0;
    let before = 0;
    await until('it is taken back', async () => {
      const silent = await unsaid();
      const now = await count(yes);
      most = Math.max(most, now);
      if (now === most) before = silent;
      return now < most;
    });
    expect(await unsaid()).toBe(before + 1);
    await until('that is said', async () =>
      (await textByClass(tab.page, 'hint')).join(' ').includes(message('overlay_takenBack')),
    );
  });
});
