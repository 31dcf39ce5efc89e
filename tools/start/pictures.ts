/** Takes the screenshots of a run without a display. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

/** At most this many screenshots of captions: a long run would fill the folder, and each one slows the machine. */
const mostCaptions = 24;

export interface Album {
  take(page: Page, name: string): Promise<void>;
  /** All of a page of ours, however long it is, once nothing moves. */
  whole(page: Page, name: string): Promise<void>;
  /** Takes a screenshot of a caption that has just appeared. */
  caption(page: Page, gesture: string): Promise<void>;
}

const ownFiles = /^(start|end|popup|caption-\d+-[\w-]+)\.png$/;

/** Takes screenshots into a folder; removes those of an earlier run first. */
export async function createAlbum(folder: string): Promise<Album> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (ownFiles.test(name)) await rm(join(folder, name));
  let captions = 0;
  const take = async (page: Page, name: string, fullPage = false): Promise<void> => {
    await page.screenshot({ path: join(folder, `${name}.png`) as `${string}.png`, fullPage });
  };
  return {
    take: (page, name) => take(page, name),
    async whole(page, name) {
      // A switch that is still moving would look half on.
      await page.evaluate(() =>
        Promise.all(
          document.getAnimations().map(({ finished }) => finished.catch(() => undefined)),
        ),
      );
      await take(page, name, true);
    },
    async caption(page, gesture) {
      if (captions >= mostCaptions) return;
      captions++;
      await take(page, `caption-${String(captions).padStart(2, '0')}-${gesture}`);
    },
  };
}

const nothing = async (): Promise<void> => undefined;
/** Takes no screenshots, because a person is watching. */
export const noAlbum: Album = { take: nothing, whole: nothing, caption: nothing };
