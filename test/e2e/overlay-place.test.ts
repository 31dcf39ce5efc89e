import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { captionAppears } from './support/harness.ts';
import {
  box,
  driveOverlay,
  middle,
  type OverlayCall,
  openOverlayCall,
  viewport,
} from './support/overlay-driver.ts';

describe('captions in a call page, where they stand,', { timeout: 1_200_000 }, () => {
  let call: OverlayCall;
  let tab: Tab;
  const { places, shortcut, picture, panel, tool, focusHandle, reload, startAfresh } = driveOverlay(
    () => call,
  );

  beforeAll(async () => {
    call = await openOverlayCall();
    ({ tab } = call);
  });

  afterAll(() => call?.dispose());

  beforeEach(startAfresh);

  it('leave the lowest 96 pixels free, where the call has its controls', async () => {
    const { top, height } = await panel();
    expect(top + height).toBeLessThanOrEqual(viewport.height - 96);
    await picture('default');
  });

  it('are dragged by their handle, and stand there again after a reload', async () => {
    const { page } = tab;
    const before = await panel();
    await tool('handle');
    await picture('tools');
    const [x, y] = middle(await tool('handle'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 150, y - 190, { steps: 5 });
    await page.mouse.up();
    await until('the place is remembered', async () =>
      JSON.stringify(await places())?.includes('"x"'),
    );
    const dropped = await panel();
    expect(Math.abs(dropped.top - (before.top - 190))).toBeLessThan(60);
    expect(dropped.left).toBeLessThan(before.left - 80);
    await picture('dragged');
    await reload();
    const again = await panel();
    expect(Math.abs(again.top - dropped.top)).toBeLessThan(60);
    expect(again.left).toBeLessThan(before.left - 60);
  });

  it('are moved by keys on their handle, snap on Enter, and go back on Home', async () => {
    const { page } = tab;
    /** Where all of the overlay ends: a hint below captions comes and goes, and moves only them. */
    const end = async (): Promise<number> => {
      const { top, height } = await until('there is an overlay', () => box(page, 'stack'));
      return top + height;
    };
    const before = await panel();
    const endBefore = await end();
    await focusHandle();
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Shift');
    await until('they have moved', async () => (await panel()).top < before.top - 40);
    await picture('keyboard');
    await focusHandle();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await until('they are in a corner', async () => (await panel()).left < 60);
    await focusHandle();
    await page.keyboard.press('Home');
    await until('they are where they were', async () => Math.abs((await end()) - endBefore) < 5);
    await until('the place is forgotten', async () => JSON.stringify(await places()) === '[]');
  });

  it('grow and shrink by keys, in this site', async () => {
    await captionAppears(tab.page);
    await shortcut('larger-captions');
    await until('the size is remembered', async () =>
      JSON.stringify(await places())?.includes('"size":115'),
    );
    await shortcut('smaller-captions');
    await shortcut('smaller-captions');
    await until('it is smaller now', async () =>
      JSON.stringify(await places())?.includes('"size":90'),
    );
  });

  it('keep their place in full screen and when the page is zoomed', async () => {
    const { page } = tab;
    await captionAppears(page);
    await page.click('#fullscreen');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    const { top, height } = await panel();
    expect(top + height).toBeLessThanOrEqual(viewport.height - 96);
    await picture('fullscreen');
    await page.evaluate(() => document.exitFullscreen());
    await page.setViewport({ width: 400, height: 300, deviceScaleFactor: 2 });
    const zoomed = await panel();
    expect(zoomed.left).toBeGreaterThanOrEqual(0);
    expect(zoomed.left + zoomed.width).toBeLessThanOrEqual(400);
    expect(zoomed.top + zoomed.height).toBeLessThanOrEqual(300 - 75);
    await picture('zoom-200');
    await page.setViewport(viewport);
  });
});
