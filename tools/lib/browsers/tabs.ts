/** Handles tabs and captions as a user does, in Chromium and Firefox alike. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/** How long to wait on a busy machine; usually nothing waits this long. */
export const patient = { timeout: 180_000 };

/** A page and the id of its tab in the extension's API. */
export interface Tab {
  page: Page;
  id: number;
}

/** The ids of all tabs. */
const tabIds = (desk: Page): Promise<number[]> =>
  desk.evaluate(async () => (await chrome.tabs.query({})).flatMap(({ id }) => id ?? []));

/** Opens an empty window and finds its tab's id. @param desk an extension page */
export async function openTab(desk: Page, newWindow: () => Promise<Page>): Promise<Tab> {
  const before = new Set(await tabIds(desk));
  const page = await newWindow();
  const [id] = await until('the new tab has an id', async () => {
    const ids = (await tabIds(desk)).filter((id) => !before.has(id));
    return ids.length === 1 ? ids : null;
  });
  return { page, id: id! };
}

/** The popup's switch of captions; below it there is one for who reads them. */
export const captionsSwitch = 'main > .switch-row [role=switch]';
/** The same, once the popup has done what was asked and says whether captions are on. */
export const captionsAre = (on: boolean): string =>
  `main[aria-busy=false] > .switch-row [role=switch][aria-checked=${on}]`;

/** Sets the popup's switch, waits until the popup says so, and closes it. */
export async function switchCaptions(popup: Page, on: boolean): Promise<void> {
  try {
    await popup.waitForSelector(`${captionsSwitch}:enabled`, patient);
    if (!(await popup.$(`${captionsSwitch}[aria-checked=${on}]`)))
      await popup.click(captionsSwitch);
    await popup.waitForSelector(captionsAre(on), patient);
  } finally {
    await popup.close();
  }
}
