/** The screenshots that a run without a display leaves behind. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

/** A long run would fill the folder, and each picture costs the machine time it needs to keep up. */
const mostCaptions = 24;

export interface Album {
  take(page: Page, name: string): Promise<void>;
  /** A caption that has just appeared. */
  caption(page: Page, gesture: string): Promise<void>;
}

const own = /^(start|end|popup|caption-\d+-[\w-]+)\.png$/;

/** Screenshots into a folder; those of an earlier run are removed first. */
export async function createAlbum(folder: string): Promise<Album> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (own.test(name)) await rm(join(folder, name));
  let captions = 0;
  const take = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({ path: join(folder, `${name}.png`) as `${string}.png` });
  };
  return {
    take,
    async caption(page, gesture) {
      if (captions >= mostCaptions) return;
      captions++;
      await take(page, `caption-${String(captions).padStart(2, '0')}-${gesture}`);
    },
  };
}

/** Takes no pictures: a person is looking. */
export const noAlbum: Album = { take: async () => undefined, caption: async () => undefined };
