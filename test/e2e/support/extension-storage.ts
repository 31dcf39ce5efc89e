/** What the extension stores in the browser, files that pages save, and a full disk. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { ExtensionBrowser } from '../../../tools/lib/browsers/chromium.ts';
import { until } from '../../../tools/lib/browsers/until.ts';

/** The texts of a tab's transcript. @param desk a page of the extension */
export function transcriptOf(desk: Page, tabId: number): Promise<string[]> {
  return desk.evaluate(async (tabId) => {
    const { cues } = (await chrome.runtime.sendMessage({
      type: 'transcript-get',
      of: { tabId },
      seen: null,
    })) as { cues: { text: string }[] };
    return cues.map(({ text }) => text);
  }, tabId);
}

/** How many records the extension's database holds, by store. */
export function recordCounts(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const counts: Record<string, number> = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(opening.error);
      });
      for (const store of database.objectStoreNames)
        counts[store] = await new Promise<number>((done, fail) => {
          const counting = database.transaction(store).objectStore(store).count();
          counting.onsuccess = () => done(counting.result);
          counting.onerror = () => fail(counting.error);
        });
      database.close();
    }
    return counts;
  });
}

export interface Disk {
  /** From now on the browser refuses everything that the extension wants to store. */
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

/**
 * Gives the extension little room. Call it before anything is stored: the browser caches the quota
 * for half a minute, until something asks for more than that.
 */
export async function smallDisk(browser: ExtensionBrowser): Promise<Disk> {
  const page = await browser.desk();
  const session = await page.createCDPSession();
  const origin = await page.evaluate(() => location.origin);
  const allow = async (quotaSize: number): Promise<void> => {
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  };
  await allow(room);
  return {
    async fill() {
      await allow(1);
      await until('nothing can be stored', () => page.evaluate(refused, 2 * room));
    },
    makeRoom: () => allow(room),
  };
}

/** How much the extension may store, bytes. */
const room = 8_000_000;

/** Whether the browser refuses to store this many bytes; leaves nothing behind. Runs in the page. */
function refused(bytes: number): Promise<boolean> {
  const ended = (request: IDBRequest | IDBTransaction, done: string): Promise<boolean> =>
    new Promise((answer) => {
      request.addEventListener(done, () => answer(true));
      for (const failed of ['error', 'abort'])
        request.addEventListener(failed, () => answer(false));
    });
  const opening = indexedDB.open('room', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('room');
  return ended(opening, 'success').then(async (opened) => {
    if (!opened) return true;
    const writing = opening.result.transaction('room', 'readwrite');
    writing.objectStore('room').put(new Uint8Array(bytes), 1);
    const stored = await ended(writing, 'complete');
    opening.result.close();
    await ended(indexedDB.deleteDatabase('room'), 'success');
    return !stored;
  });
}

export interface Downloads {
  /** The path of the saved file, once it is complete. */
  next(): Promise<string>;
  dispose(): Promise<void>;
}

/** From now on the browser saves downloads into a folder of the test. */
export async function downloads(browser: Browser): Promise<Downloads> {
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-saved-'));
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  return {
    next: () =>
      until('a file is saved', async () => {
        const [name] = await readdir(folder);
        return name && !name.endsWith('.crdownload') && join(folder, name);
      }),
    async dispose() {
      await session.detach();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
