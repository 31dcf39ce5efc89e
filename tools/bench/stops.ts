/**
 * Counts how often a page that stops its camera reads in its console that a frame was not closed,
 * with captions off and on. The browser writes it at most once in ten seconds or so, so a count is
 * the number of such times with at least one frame.
 */
import { join } from 'node:path';
import { launch } from '../lib/browsers/chromium.ts';
import { until } from '../lib/browsers/until.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { counters, openCall } from '../start/call.ts';
import { makeClip } from '../start/clip.ts';

const clip = join(import.meta.dirname, '../../test/fixtures/clips/known.mp4');
/** After how many stops garbage is collected. */
const stopsPerCollection = 10;

export interface Stops {
  captions: 'off' | 'on';
  stops: number;
  /** How often the console said so. */
  unclosed: number;
}

/**
 * @param extension folder of the build that also runs on localhost
 * @param stops how often to stop the camera, with captions off and on each
 */
export async function countUnclosed(extension: string, stops: number): Promise<Stops[]> {
  const camera = await makeClip(clip);
  const site = await serveDemo();
  const browser = await launch({ extension, camera: camera.file, headless: true });
  try {
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    const session = await tab.page.createCDPSession();
    let unclosed = 0;
    tab.page.on('console', (message) => {
      if (message.text().includes('garbage collected without being closed')) unclosed++;
    });
    const rows: Stops[] = [];
    for (const captions of ['off', 'on'] as const) {
      await browser.setCaptions(tab, captions === 'on');
      unclosed = 0;
      for (let stop = 1; stop <= stops; stop++) {
        await tab.page.evaluate(
          async (waitMs) => {
            const stream = await navigator.mediaDevices.getUserMedia({ video: true });
            await new Promise((go) => setTimeout(go, waitMs));
            for (const track of stream.getTracks()) track.stop();
          },
          250 + ((stop * 37) % 300),
        );
        if (stop % stopsPerCollection === 0) await session.send('HeapProfiler.collectGarbage');
      }
      if (captions === 'on')
        await until('frames were looked at', async () => {
          return ((await counters(tab.page))?.frames.answered ?? 0) > 0;
        });
      rows.push({ captions, stops, unclosed });
    }
    return rows;
  } finally {
    await browser.dispose();
    await site.close();
    await camera.dispose();
  }
}

export function printStops(rows: readonly Stops[]): void {
  console.log('\nA page that stops its camera: how often its console names an unclosed frame');
  for (const { captions, stops, unclosed } of rows)
    console.log(`captions ${captions.padEnd(4)}${String(unclosed).padStart(4)} in ${stops} stops`);
}
