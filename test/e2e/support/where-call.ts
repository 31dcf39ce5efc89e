/** In which document of a call captions stand. */
import type { Frame, Page } from 'puppeteer-core';
import { until } from '../../../tools/lib/browsers/until.ts';
import { counters } from '../../../tools/start/call.ts';

/** How many elements of ours are in this document, leaving out its frames. */
export const overlays = (place: Page | Frame): Promise<number> =>
  place.$$eval('html > div', ({ length }) => length);

/** Waits until captions stand here and nowhere else. */
export const standIn = (place: Page | Frame, ...others: (Page | Frame)[]): Promise<unknown> =>
  until('captions stand where the picture is seen, and nowhere else', async () => {
    const here = await overlays(place);
    const elsewhere = await Promise.all(others.map(overlays));
    return here === 1 && elsewhere.every((count) => count === 0);
  });

/** Joins the call of `call.html` and waits until its camera gives frames. */
export async function joinHere(place: Page | Frame): Promise<void> {
  await place.evaluate(() => call.join());
  await until(
    'the camera gives its first frame',
    async () => ((await counters(place))?.firstTimestamp ?? null) !== null,
  );
}
