import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OverlayView } from '../../src/overlay/overlay.tsx';
import type { Place } from '../../src/overlay/place.ts';
import { captionPositions, type Settings } from '../../src/settings/schema.ts';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { launchTest } from './support/harness.ts';
import { middle } from './support/overlay-driver.ts';
import { openOverlayProbe } from './support/overlay-probe-page.ts';
import type { Rects } from './support/overlay-still-probe.ts';

type Views = readonly [name: string, view: Partial<OverlayView>][];

const yes = { id: 1, text: 'Yes' };
const hello = { id: 2, text: 'Hello' };
const long = { id: 3, text: 'One moment, please: I have a question about that' };
const arabic = { id: 4, text: 'لحظة من فضلك', language: 'ar' };

/** What may come and go while the pointer rests. */
const views: Views = [
  ['a sign is held', { lines: [yes], candidate: { text: 'One moment, please', progress: 0.5 } }],
  ['a second line comes', { lines: [yes, hello] }],
  ['a longer line takes the place of the first', { lines: [hello, long] }],
  ['another one comes', { lines: [long, arabic] }],
  ['the first line expires', { lines: [arabic] }],
  ['words are suggested', { lines: [arabic], suggestions: ['Hello', 'Help', 'Held'] }],
  ['a notice comes', { lines: [arabic], notice: { text: 'The captions were copied.' } }],
  ['only a short line is left', { lines: [yes] }],
];

const zoomed = { width: 400, height: 300, deviceScaleFactor: 2 };
const full = { width: 800, height: 600, deviceScaleFactor: 1 };

interface Condition {
  look?: Partial<Settings>;
  viewport?: typeof full;
  calm?: boolean;
}

const conditions: Record<string, Condition> = {
  'as they are by default': {},
  'with large text': { look: { captionSize: 200 } },
  'with small text': { look: { captionSize: 75 } },
  'in a page zoomed to 200 %': { viewport: zoomed },
  'without motion': { calm: true },
};

const places: readonly Place[] = [
  ...captionPositions,
  { x: 0.3, y: 0.5 },
  { x: 0.98, y: 1 },
  { x: 0.5, y: 0 },
];

describe('captions under the pointer', () => {
  let chromium: ExtensionBrowser;
  let page: Page;
  let viewport = full;

  beforeAll(async () => {
    chromium = await launchTest({});
    page = await openOverlayProbe(chromium);
  });

  afterAll(() => chromium?.dispose());

  const under = async ({ viewport: size = full, calm = false }: Condition): Promise<void> => {
    viewport = size;
    await page.setViewport(size);
    await page.emulateMediaFeatures([
      { name: 'prefers-reduced-motion', value: calm ? 'reduce' : 'no-preference' },
    ]);
  };
  const mount = (place: Place, dir: 'ltr' | 'rtl' = 'ltr', look: Partial<Settings> = {}) =>
    page.evaluate((scene) => overlayProbe.mount(scene), { place, dir, look });
  const show = (view: Partial<OverlayView>): Promise<Rects> =>
    page.evaluate((next) => {
      overlayProbe.show(next);
      return overlayProbe.rects();
    }, view);
  const rects = (): Promise<Rects> => page.evaluate(() => overlayProbe.rects());
  const isHandleReady = (): Promise<boolean> => page.evaluate(() => overlayProbe.isHandleReady());
  /** Away from the captions, wherever they stand. */
  const leave = async (): Promise<void> => {
    const { panel } = await rects();
    const [x, y] = middle(panel);
    await page.mouse.move(
      x < viewport.width / 2 ? viewport.width - 2 : 2,
      y < viewport.height / 2 ? viewport.height - 2 : 2,
    );
    await page.waitForFunction(() => !overlayProbe.areToolsShown());
  };
  /** Moves the pointer to the captions, and from there to the handle as a hand does. */
  const reachHandle = async (): Promise<Rects> => {
    await page.mouse.move(...middle((await rects()).panel));
    await page.waitForFunction(() => overlayProbe.areToolsShown());
    const before = await rects();
    await page.mouse.move(...middle(before.handle), { steps: 8 });
    await page.waitForFunction(() => overlayProbe.hasLookedUp());
    return before;
  };

  beforeEach(() => under({}));

  describe.each(Object.entries(conditions))('%s', (_, condition) => {
    it.each(['ltr', 'rtl'] as const)(
      'keep handle and button where they are while lines come and go, %s',
      async (dir) => {
        await under(condition);
        for (const place of places) {
          const at = JSON.stringify(place);
          await mount(place, dir, condition.look);
          await show({ lines: [yes] });
          const { handle, wrong } = await reachHandle();
          expect(await isHandleReady(), `the handle can be pressed at ${at}`).toBe(true);
          for (const [what, view] of views) {
            const now = await show(view);
            expect(now.handle, `the handle at ${at} when ${what}`).toEqual(handle);
            expect(now.wrong, `the button at ${at} when ${what}`).toEqual(wrong);
          }
          expect(await isHandleReady(), `the handle can still be pressed at ${at}`).toBe(true);
          await leave();
        }
      },
    );
  });

  it.each(captionPositions)(
    'do not move or shrink when a line expires, at the %s',
    async (place) => {
      await mount(place);
      await show({ lines: [long, hello] });
      const before = await reachHandle();
      expect(await show({ lines: [hello] })).toEqual(before);
      await leave();
      expect((await rects()).panel.height, 'they shrink afterwards').toBeLessThan(
        before.panel.height,
      );
    },
  );

  it.each(captionPositions)(
    'do not lie under their tools when a second line comes, at the %s',
    async (place) => {
      await mount(place);
      await show({ lines: [yes] });
      await reachHandle();
      const { panel, handle } = await show({ lines: [yes, hello] });
      const apart =
        handle.top + handle.height <= panel.top || panel.top + panel.height <= handle.top;
      expect(apart).toBe(true);
      await leave();
    },
  );

  it('have their tools beside them again when the pointer comes back', async () => {
    await mount('bottom');
    await show({ lines: [yes] });
    await reachHandle();
    await show({ lines: [long, arabic] });
    await leave();
    await show({ lines: [yes, hello] });
    const { panel, handle } = await reachHandle();
    expect(panel.top - handle.top - handle.height).toBeCloseTo(4, 0);
  });

  it('hear a press of the button when a line comes as it is aimed at', async () => {
    await mount('bottom');
    await show({ lines: [yes] });
    const { wrong } = await reachHandle();
    await page.mouse.move(...middle(wrong), { steps: 4 });
    await show({ lines: [yes, long] });
    await page.mouse.down();
    await show({ lines: [long, hello] });
    await page.mouse.up();
    expect(await page.evaluate(() => overlayProbe.pressed)).toBe(1);
    await leave();
  });

  it('stay where they are when settings are read anew and nothing of theirs has changed', async () => {
    await mount('bottom');
    await show({ lines: [yes] });
    const { handle } = await reachHandle();
    await show({ lines: [yes, hello] });
    await page.evaluate(() => overlayProbe.dress({}, 'bottom'));
    expect((await rects()).handle).toEqual(handle);
    await page.evaluate(() => overlayProbe.dress({}, 'bottom-start'));
    expect((await rects()).handle).not.toEqual(handle);
    await leave();
  });

  it('stay at the pointer while they are dragged and lines come and go', async () => {
    await mount('bottom');
    await show({ lines: [yes] });
    const { handle } = await reachHandle();
    const [x, y] = middle(handle);
    await page.mouse.down();
    for (const [i, lines] of [[yes, hello], [hello, long], [long, arabic], [arabic]].entries()) {
      const [left, top] = [x - 50 - 30 * i, y - 100 - 30 * i];
      await page.mouse.move(left, top, { steps: 2 });
      const [atX, atY] = middle((await show({ lines })).handle);
      expect(Math.abs(atX - left)).toBeLessThan(1);
      expect(Math.abs(atY - top)).toBeLessThan(1);
    }
    await page.mouse.up();
    expect(await page.evaluate(() => overlayProbe.moved)).toEqual([
      { x: expect.any(Number), y: expect.any(Number) },
    ]);
    await leave();
  });

  it('show their tools after a press only while the pointer is there, or when a key follows', async () => {
    await mount('bottom');
    await show({ lines: [yes] });
    await reachHandle();
    await page.mouse.down();
    await page.mouse.up();
    await leave();
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => overlayProbe.areToolsShown());
    expect(await page.evaluate(() => overlayProbe.moved.length)).toBe(2);
  });

  it('keep the handle where it is while it has the focus', async () => {
    await mount('bottom-end');
    await show({ lines: [yes] });
    await page.mouse.move(2, 2);
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => overlayProbe.areToolsShown());
    const { handle } = await rects();
    for (const [what, view] of views)
      expect((await show(view)).handle, `when ${what}`).toEqual(handle);
  });

  it.each(['ltr', 'rtl'] as const)(
    'have the same size with and without the cursor of a word that grows, %s',
    async (dir) => {
      for (const [, { look = {} }] of Object.entries(conditions))
        for (const text of [
          'H',
          'HE',
          'WORDS THAT MAKE A LINE AS LONG AS LINES GET',
          arabic.text,
        ]) {
          await mount('bottom', dir, look);
          const { panel } = await show({ lines: [{ id: 1, text }] });
          const now = await show({ lines: [{ id: 1, text, growing: true }] });
          expect(now.panel, text).toEqual(panel);
        }
    },
  );
});
