/** Tabs and captions as a user handles them, alike in Chromium and Firefox. */
import type { Page } from 'puppeteer-core';
import { until } from './until.ts';

/** A busy machine takes its time; on one that is not, nothing waits this long. */
export const patient = { timeout: 60_000 };

/** A page of the user's, with the number by which the extension knows its tab. */
export interface Tab {
  page: Page;
  id: number;
}

/** Every tab's number, as a page of the extension knows them. */
const tabIds = (desk: Page): Promise<number[]> =>
  desk.evaluate(async () => (await chrome.tabs.query({})).flatMap(({ id }) => id ?? []));

/** Opens an empty window and finds out its tab's number. @param desk a page of the extension's */
export async function openTab(desk: Page, newWindow: () => Promise<Page>): Promise<Tab> {
  const before = new Set(await tabIds(desk));
  const page = await newWindow();
  const [id] = await until('the new tab has a number', async () => {
    const ids = (await tabIds(desk)).filter((id) => !before.has(id));
    return ids.length === 1 ? ids : null;
  });
  return { page, id: id! };
}

/** Sets the popup's switch, waits until the popup says so, and closes it. */
export async function switchCaptions(popup: Page, on: boolean): Promise<void> {
  try {
    await popup.waitForSelector('[role=switch]:enabled', patient);
    const shown = `[role=switch][aria-checked=${on}]`;
    if (!(await popup.$(shown))) await popup.click('[role=switch]');
    await popup.waitForSelector(`main[aria-busy=false] ${shown}`, patient);
  } finally {
    await popup.close();
  }
}
