import { mkdir, writeFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hindranceWords } from '../../src/ui/why-words.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { captionsShown, counters, diagnostics, join } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { message } from './support/harness.ts';
import { control, openOptions, picture, press, slow, wordsOf } from './support/options-page.ts';

/** What can be said of a hand that is held but shows no sign. */
const weak = new RegExp(message('why_notAccepted').replace(/\$\d/g, '.+'));
const { 'unknown-shape': unknown, resting } = hindranceWords;
const isAboutHand = (sentence: string | null): boolean =>
  sentence !== null &&
  (weak.test(sentence) || [unknown, resting].some((key) => sentence.includes(message(key))));

/** `window.find`, which the types do not know. */
interface Finder {
  find(text: string): boolean;
}

/** What the quiet hint in the call says. */
const hinted = async (page: Page): Promise<string | null> =>
  (await textByClass(page, 'quiet'))[0] ?? null;

const told = (popup: Page): Promise<string | null> => wordsOf(popup, '.state [role=status]');

describe('with a camera that shows hands without a meaning,', { timeout: 900_000 }, () => {
  let demo: DemoCall;

  beforeAll(async () => {
    demo = await startDemoCall({}, 'unknown');
  });

  afterAll(() => demo?.dispose());

  it('"Try it" says in one line why nothing is captioned', async () => {
    const page = await openOptions(demo.browser, 'try');
    await page.bringToFront();
    await press(page, message('camera_open'));
    await control(page, 'button', message('camera_close'), slow);
    const line = () => wordsOf(page, '.why');
    await until('the line is about the hand', async () => isAboutHand(await line()), slow);
    expect(await axeFaults(page)).toEqual([]);
    await picture(page, 'try-why');
    await page.close();
  });

  it('the popup of a call says it too, and the page of the call learns nothing of it', async () => {
    const tab = await demo.open();
    await join(tab.page);
    const popup = await demo.browser.popup(tab);
    const sentence = await until(
      'the state is about the hand',
      async () => {
        const words = await told(popup);
        return isAboutHand(words) && words;
      },
      slow,
    );
    expect(sentence).toContain(message('state_hand'));
    expect(await axeFaults(popup)).toEqual([]);
    await picture(popup, 'popup-why');
    await popup.close();
    expect(JSON.stringify(await diagnostics(tab.page))).not.toContain('why');
    await tab.page.close();
  });
});

describe('with a camera that shows a hand held for long without a meaning,', {
  timeout: 900_000,
}, () => {
  let demo: DemoCall;

  beforeAll(async () => {
    demo = await startDemoCall({}, 'unknown', { slower: 4, seconds: 11 });
  });

  afterAll(() => demo?.dispose());

  it('the call has a quiet hint, which is no caption and which the page cannot find', async () => {
    const { page } = await demo.open();
    await join(page);
    const sentence = await until(
      'the hint says why',
      async () => {
        const words = await hinted(page);
        return isAboutHand(words) && words;
      },
      slow,
    );
    await mkdir('out/overlay', { recursive: true });
    await writeFile('out/overlay/quiet-hint.png', await page.screenshot());
    expect(await captionsShown(page)).toEqual([]);
    expect((await counters(page))?.captions).toEqual([]);
    expect(await page.evaluate((words) => (window as never as Finder).find(words), sentence)).toBe(
      false,
    );
    await until('it goes with the hand', async () => (await hinted(page)) === null, slow);
  });
});
