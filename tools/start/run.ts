/** One run of the demo call with captions, from opening the page to the summary. */
import type { Page } from 'puppeteer-core';
import { type ExtensionBrowser, launch } from '../lib/browsers/chromium.ts';
import { until } from '../lib/browsers/until.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { captionsShown, counters, diagnostics, join, openCall, sayWhoReads } from './call.ts';
import type { Camera } from './camera.ts';
import type { StartOptions } from './options.ts';
import { type Album, createAlbum, noAlbum } from './pictures.ts';
import { createReporter, type Reporter, summarize } from './report.ts';

/** How long a camera may give no frames before the run fails, ms. */
const silenceMs = 15_000;
const pollMs = 100;
/** How often the page's label is set: the popup may change who reads the captions. In ms. */
const sayMs = 1000;

export interface RunOptions extends StartOptions {
  /** Folder of the built extension. */
  extension: string;
  /** Folder for screenshots. */
  out: string;
  camera: string | null;
  headless: boolean;
  signal: AbortSignal;
}

/** @throws Error that says why the call or the captions cannot start. */
export async function run(options: RunOptions, camera: Camera): Promise<void> {
  const reporter = createReporter(options.json);
  const site = await serveDemo();
  let browser: ExtensionBrowser | undefined;
  const stop = (): void => void browser?.dispose();
  options.signal.addEventListener('abort', stop);
  try {
    browser = await launch({
      extension: options.extension,
      camera: camera.clip?.file ?? 'machine',
      headless: options.headless,
      ownSignals: true,
    });
    options.signal.throwIfAborted();
    const album = options.headless ? await createAlbum(options.out) : noAlbum;
    const { page, id, backend } = await openCall(browser, {
      url: site.url,
      vocabulary: options.vocabulary,
    });
    reporter.note(`Captions are on (${options.vocabulary}, ${backend}).`);
    await album.take(page, 'start');
    await join(page);
    const seen = { browser, page, id };
    const captions = await watch(seen, lengthOf(options, camera), reporter, album);
    if (page.isClosed()) return;
    const data = await diagnostics(page);
    await album.take(page, 'end');
    if (options.headless) {
      const popup = await browser.popup({ page, id });
      await album.whole(popup, 'popup');
    }
    if (data) reporter.summary(summarize(data, options.vocabulary, captions));
    if (options.headless) reporter.note(`Screenshots are in ${options.out}`);
  } finally {
    options.signal.removeEventListener('abort', stop);
    await browser?.dispose();
    await site.close();
  }
}

/** How late a busy machine may play the clip, s; shorter than any sign must be held. */
const lateSeconds = 0.3;

/** When the run ends, in seconds of camera time; null if it ends when the window is closed. */
function lengthOf({ seconds, headless }: RunOptions, { clip, chosen }: Camera): number | null {
  const pass = clip && (chosen || headless) ? clip.seconds + lateSeconds : null;
  if (seconds === null || pass === null) return seconds ?? pass;
  return Math.min(seconds, pass);
}

/**
 * Reports each caption as it comes, until the end.
 * @returns how many there were
 * @throws Error if the camera stops giving frames.
 */
async function watch(
  { browser, page, id }: { browser: ExtensionBrowser; page: Page; id: number },
  end: number | null,
  reporter: Reporter,
  album: Album,
): Promise<number> {
  let reported = 0;
  let seen = 0;
  let changedAt = performance.now();
  let saidAt = Number.NEGATIVE_INFINITY;
  while (!page.isClosed()) {
    const now = await counters(page).catch((error: unknown) => {
      if (page.isClosed()) return null;
      throw error;
    });
    if (!now) break;
    for (const line of now.captions.slice(reported)) {
      if (end !== null && line.t > end) return reported;
      reporter.caption(line);
      reported++;
      await until('the caption is shown', async () => (await captionsShown(page)).length > 0, 2000)
        .then(() => album.caption(page, line.gesture))
        // The caption has gone again, or the window was closed; it has been reported anyway.
        .catch(() => undefined);
    }
    const { firstTimestamp, lastTimestamp } = now;
    const elapsed = ((lastTimestamp ?? 0) - (firstTimestamp ?? 0)) / 1000;
    if (end !== null && elapsed >= end) return reported;
    if (now.frames.seen !== seen) {
      seen = now.frames.seen;
      changedAt = performance.now();
    } else if (end !== null && performance.now() - changedAt > silenceMs)
      throw new Error('The camera stopped giving pictures.');
    if (performance.now() - saidAt > sayMs) {
      saidAt = performance.now();
      // The window may have been closed.
      await sayWhoReads(browser, { page, id }).catch(() => undefined);
    }
    await new Promise((go) => setTimeout(go, pollMs));
  }
  return reported;
}
