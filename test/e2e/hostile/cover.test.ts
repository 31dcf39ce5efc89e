import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tab } from '../../../tools/lib/browsers/tabs.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters, join } from '../../../tools/start/call.ts';
import {
  addCapture,
  captureNames,
  cellPx,
  removeCapture,
  watchCover,
} from '../support/cover-spy.ts';
import { type DemoCall, startDemoCall } from '../support/demo-call.ts';
import { captionAppears } from '../support/harness.ts';
import { type Box, box } from '../support/overlay-driver.ts';

const shown = 'html > [popover]:popover-open';

const covered = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...coverSpy.covered].sort());
const changes = (page: Page): Promise<string[]> => page.evaluate(() => coverSpy.changes.splice(0));

/** Waits until the page knows that all these cells are covered: the browser may report them in several rounds. */
const foundAll = (page: Page, cells: string[]): Promise<unknown> =>
  until('the page has found the whole band', async () => {
    const found = new Set(await covered(page));
    return cells.every((cell) => found.has(cell));
  });

/** The cells that touch a box, by the page's own measure of its cells. */
function cellsOf({ left, top, width, height }: Box): string[] {
  const found: string[] = [];
  for (let row = 0; row < 600 / cellPx; row++)
    for (let column = 0; column < 800 / cellPx; column++) {
      const [x, y] = [column * cellPx + 1, row * cellPx + 1];
      const side = cellPx - 2;
      if (x + side > left && x < left + width && y + side > top && y < top + height)
        found.push(`${column},${row}`);
    }
  return found.sort();
}

const inside = (part: Box, whole: Box): boolean =>
  part.left >= whole.left - 1 &&
  part.top >= whole.top - 1 &&
  part.left + part.width <= whole.left + whole.width + 1 &&
  part.top + part.height <= whole.top + whole.height + 1;

describe('a page that asks the browser what covers it', { timeout: 900_000 }, () => {
  let demo: DemoCall;
  let tab: Tab;
  let band: Box;

  beforeAll(async () => {
    demo = await startDemoCall();
    tab = await demo.open();
    await tab.page.evaluate(watchCover, cellPx);
    await until('all cells are known', () =>
      tab.page.evaluate((cells) => coverSpy.known === cells, (800 / cellPx) * (600 / cellPx)),
    );
    // Moved away: tools that the user's own pointer brings out may be found.
    await tab.page.mouse.move(5, 5);
  });

  afterAll(() => demo?.dispose());

  it('finds for 3 s a pill of one place and size when captions go on or off, and nothing else before there is a hand', async () => {
    const { page } = tab;
    /** The pill's cells, once the page knows of them: it may be gone again before that. */
    const pill = async (): Promise<string[]> => {
      const at = await until('the pill is drawn', async () => {
        const found = await box(page, 'pill');
        return found && found.width > 0 && found;
      });
      const cells = cellsOf(at);
      await until('the page has found the pill', () =>
        page.evaluate(
          (wanted) => wanted.every((cell) => coverSpy.changes.includes(`${cell} covered`)),
          cells,
        ),
      );
      return cells;
    };
    // Looked for from the press on: on a busy machine the popup takes as long to close as the pill.
    const [off] = await Promise.all([pill(), demo.browser.setCaptions(tab, false)]);
    await page.waitForFunction((host) => !document.querySelector(host), {}, shown);
    await until('nothing is covered', async () => (await covered(page)).length === 0);
    const before = await changes(page);
    const [on] = await Promise.all([pill(), demo.browser.setCaptions(tab, true)]);
    expect(on).toEqual(off);
    await until('captions are ready again', async () => (await counters(page))?.ready);
    await until('nothing is covered', async () => (await covered(page)).length === 0);
    const found = [...before, ...(await changes(page))].map((change) => change.split(' ')[0]!);
    expect(found.filter((cell) => !off.includes(cell))).toEqual([]);
  });

  it('finds a band of one place and size once a hand was seen, and captions lie within it', async () => {
    const { page } = tab;
    await join(page);
    await captionAppears(page);
    band = await until('the band is there', () => box(page, 'band'));
    const cells = cellsOf(band);
    await foundAll(page, cells);
    expect(cells.length / ((800 / cellPx) * (600 / cellPx))).toBeLessThan(1 / 3);
    for (const part of ['captions', 'status']) {
      const at = await until(`the ${part} are there`, async () => {
        await captionAppears(page);
        return box(page, part);
      });
      expect(inside(at, band), part).toBe(true);
    }
    // Each cell of the band once, and no other: the band was never anywhere else.
    expect((await changes(page)).sort()).toEqual(cells.map((cell) => `${cell} covered`));
  });

  it('sees no change while signs are held and captions come and go', async () => {
    const { page } = tab;
    const start = (await counters(page))!.captions.length;
    await until(
      'three more signs are captioned',
      async () => (await counters(page))!.captions.length >= start + 3,
    );
    await captionAppears(page);
    expect(await changes(page)).toEqual([]);
    expect(await covered(page)).toEqual(cellsOf(band));
  });

  it('has the browser’s own buttons for camera, microphone and place, wherever the band is not', async () => {
    const { page } = tab;
    await demo.browser.browser
      .defaultBrowserContext()
      .overridePermissions(new URL(demo.url).origin, ['geolocation', 'camera', 'microphone']);
    await page.setGeolocation({ latitude: 1, longitude: 2 });
    const known = await page.evaluate(addCapture, captureNames, 20);
    expect(known).toEqual(captureNames);
    for (const [name, event] of Object.entries({
      usermedia: 'stream',
      camera: 'track',
      microphone: 'track',
      geolocation: 'location',
    })) {
      await captionAppears(page);
      // Pressed again: the browser refuses an element that it has not seen for a while.
      await until(`${name} answers with a ${event}`, async () => {
        await page.click(`#capture-${name}`);
        return page.evaluate(
          (of, wanted) =>
            (globalThis as unknown as { heardOfCapture: Record<string, string[]> }).heardOfCapture[
              of
            ]!.includes(wanted),
          name,
          event,
        );
      });
      await page.evaluate(removeCapture, name);
    }
    await foundAll(page, cellsOf(band));
  });

  it('learns nothing once the camera is off, and the same when it is on again', async () => {
    const { page } = tab;
    await page.click('#leave');
    await until('nothing is covered', async () => (await covered(page)).length === 0);
    await join(page);
    await captionAppears(page);
    await foundAll(page, cellsOf(band));
    expect(await covered(page)).toEqual(cellsOf(band));
  });
});
