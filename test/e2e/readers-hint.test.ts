import { mkdir, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { textByClass } from '../../tools/lib/browsers/whole-page.ts';
import { captionsShown, counters, join } from '../../tools/start/call.ts';
import { type DemoCall, startDemoCall } from './support/demo-call.ts';
import { farPixels } from './support/far-end.ts';
import { message, root } from './support/harness.ts';
import { box, pressInHint } from './support/overlay-driver.ts';

describe('a person who has said nowhere who reads the captions', { timeout: 1_200_000 }, () => {
  let demo: DemoCall;

  beforeAll(async () => {
    await mkdir(path(root, 'out/readers'), { recursive: true });
    demo = await startDemoCall();
  });
  afterAll(() => demo?.dispose());

  const hint = async (page: Page): Promise<string> => (await textByClass(page, 'hint')).join(' ');
  const stored = async (): Promise<Partial<Settings>> => {
    const desk = await demo.browser.desk();
    return await desk.evaluate(async () => {
      const { settings } = await chrome.storage.local.get('settings');
      return settings as object;
    });
  };
  const store = async (change: Partial<Settings>): Promise<void> => {
    const desk = await demo.browser.desk();
    await desk.evaluate((settings) => chrome.storage.local.set({ settings }), {
      ...(await stored()),
      ...change,
    });
  };
  /** Presses a button of the hint with the mouse; the first is what it offers. */
  const press = async (page: Page, which: 'first' | 'last'): Promise<void> => {
    const answers = await until('the hint has buttons', () => box(page, 'answers'));
    const x = which === 'first' ? answers.left + 12 : answers.left + answers.width - 12;
    await pressInHint(page, x, answers.top + answers.height / 2);
  };

  it('reads below the first caption that only they do, and is read by all after one press', async () => {
    const tab = await demo.open();
    await join(tab.page);
    const words = message('readers_hintOff');
    // It is announced for three seconds only.
    await Promise.all([
      until('the hint is there', async () => (await hint(tab.page)).includes(words)),
      until('it is announced', async () => (await textByClass(tab.page, 'said')).includes(words)),
    ]);
    await writeFile(path(root, 'out/readers/hint.png'), await tab.page.screenshot());
    await until('that is remembered', async () => (await stored()).readersTold);
    expect((await captionsShown(tab.page)).join(' ')).not.toContain(words);
    const [hintBox, bar] = [
      await box(tab.page, 'hint'),
      await tab.page.$eval('footer', (node) => node.getBoundingClientRect().top),
    ];
    expect(hintBox!.top + hintBox!.height, 'the bottom of the hint').toBeLessThanOrEqual(bar);

    await press(tab.page, 'first');
    await until('the hint has gone', async () => (await hint(tab.page)) === '');
    await until('it is said what is true now', async () =>
      (await textByClass(tab.page, 'notice')).some((text) =>
        text.includes(message('outgoing_ready')),
      ),
    );
    expect((await stored()).outgoing).toBe(true);
    await until(
      'a caption is read at the far end',
      async () => {
        const share = await farPixels(tab.page, { x: 0.4, y: 0.87, width: 0.2, height: 0.08 });
        return share !== null && share.white > 0.02 && share.black > 0.4;
      },
      120_000,
    );
    await writeFile(path(root, 'out/readers/sent.png'), await tab.page.screenshot());
    await tab.page.close();
  });

  it('is not told again in the next call', async () => {
    await store({ outgoing: false });
    const tab = await demo.open();
    await join(tab.page);
    await until(
      'two captions have come',
      async () => ((await counters(tab.page))?.captions.length ?? 0) >= 2,
      120_000,
    );
    expect(await hint(tab.page)).toBe('');
    await tab.page.close();
  });

  it('closes the hint for good if they want to be the only reader', async () => {
    await store({ readersTold: false });
    const tab = await demo.open();
    await join(tab.page);
    await until('the hint is there', async () => (await hint(tab.page)) !== '');
    await press(tab.page, 'last');
    await until('the hint has gone', async () => (await hint(tab.page)) === '');
    const before = (await counters(tab.page))?.captions.length ?? 0;
    await until(
      'another caption has come',
      async () => ((await counters(tab.page))?.captions.length ?? 0) > before,
      120_000,
    );
    expect(await hint(tab.page)).toBe('');
    expect((await stored()).outgoing).toBe(false);
    await tab.page.close();
  });
});
