import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OverlayView } from '../../src/overlay/overlay.tsx';
import { captionPositions, captionSizes, type Settings } from '../../src/settings/schema.ts';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { launchTest } from './support/harness.ts';
import { openOverlayProbe } from './support/overlay-probe-page.ts';

const older = { id: 1, text: 'Please slow down a little, the interpreter is two sentences behind' };
const newest = { id: 2, text: 'One moment, please: I have a question about what you said before' };
const short = [
  { id: 3, text: 'Yes' },
  { id: 4, text: 'No' },
];
const hint = {
  text: 'Only you can see your captions here. You can write them into the chat of the call.',
  actions: [
    { label: 'Write it into the chat', run() {} },
    { label: 'Close', run() {} },
  ],
};

const windows = {
  'a window of 800 x 600': { width: 800, height: 600 },
  'a window of 320 x 640': { width: 320, height: 640 },
  'a window of 320 x 256': { width: 320, height: 256 },
  'a page zoomed to 200 %': { width: 400, height: 300, deviceScaleFactor: 2 },
};

describe('captions', () => {
  let chromium: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    chromium = await launchTest({});
    page = await openOverlayProbe(chromium);
  });
  afterAll(() => chromium?.dispose());

  const mount = (look: Partial<Settings>, place: Settings['captionPosition'] = 'bottom') =>
    page.evaluate(
      (scene) => {
        overlayProbe.mount(scene);
      },
      { place, dir: 'ltr' as const, look },
    );
  /** What is seen of a view; `hint` is given by name, because functions do not reach the page. */
  const see = (view: Partial<OverlayView>, withHint = false) =>
    page.evaluate(
      (next, actions) => {
        const below = actions && {
          ...actions,
          actions: actions.actions.map(({ label }) => ({ label, run() {} })),
        };
        overlayProbe.show({ ...next, hint: below });
        return {
          lines: overlayProbe.lines(),
          cut: overlayProbe.cut(),
          share: overlayProbe.share(),
          letters: overlayProbe.letters(),
        };
      },
      view,
      withHint ? { text: hint.text, actions: hint.actions.map(({ label }) => ({ label })) } : null,
    );

  describe.each(Object.entries(windows))('in %s', (_, size) => {
    it.each([100, captionSizes.most])(
      'are never cut, and always show the newest line, at %i percent',
      async (captionSize) => {
        await page.setViewport(size);
        for (const place of captionPositions) {
          for (const captionWidth of [20, 60]) {
            await mount({ captionSize, captionWidth }, place);
            for (const withHint of [false, true]) {
              const at = `${place}, ${captionWidth} wide, ${withHint ? 'with' : 'without'} a hint`;
              const seen = await see({ lines: [older, newest] }, withHint);
              expect(seen.cut, at).toEqual([]);
              expect(seen.lines.at(-1), at).toBe(newest.text);
            }
          }
        }
      },
    );
  });

  it('lose the older line before they cover much more than a third of a narrow window', async () => {
    await page.setViewport(windows['a window of 320 x 640']);
    await mount({ captionSize: 150 });
    const { lines, share } = await see({ lines: [older, newest] });
    expect(lines).toEqual([newest.text]);
    expect(share).toBeLessThan(0.36);
  });

  it('get smaller letters only where the newest line alone needs more room', async () => {
    await page.setViewport(windows['a window of 320 x 640']);
    await mount({ captionSize: captionSizes.most });
    const whole = await see({ lines: short });
    expect(whole.lines).toEqual(short.map(({ text }) => text));
    const small = await see({ lines: [older, newest] });
    expect(small.letters).toBeLessThan(whole.letters);
    expect(small.share).toBeLessThan(0.36);
    expect(await see({ lines: short }), 'they are as large as before').toEqual(whole);
  });

  it('are fitted again when the window changes, and when they are to be larger', async () => {
    await page.setViewport(windows['a window of 800 x 600']);
    await mount({});
    expect((await see({ lines: [older, newest] })).lines).toHaveLength(2);
    await page.setViewport(windows['a window of 320 x 256']);
    await page.waitForFunction(() => overlayProbe.lines().length === 1);
    await page.setViewport(windows['a window of 800 x 600']);
    await page.waitForFunction(() => overlayProbe.lines().length === 2);
    await page.evaluate((captionSize) => overlayProbe.dress({ captionSize }, 'bottom'), 250);
    expect(await page.evaluate(() => [overlayProbe.lines(), overlayProbe.cut()])).toEqual([
      [newest.text],
      [],
    ]);
  });
});
