/**
 * Counts how often a page that stops its camera reads in its console that a frame was not closed,
 * with captions off and on. The page is busy in short tasks, and stops the camera from a timer, a
 * message or while painting. The browser writes the line at most once in ten seconds or so, so a
 * count is the number of such times with at least one frame.
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
/** The browser looks for unclosed frames this often, and a little more, ms. */
const reportMs = 10_600;

export type CaptionState = 'off' | 'on';

export interface Stops {
  captions: CaptionState;
  stops: number;
  /** How often the console said so. */
  unclosed: number;
  /** How many frames of these cameras the extension has read. */
  sent: number;
}

/** Keeps the page's thread busy in short tasks from now on. Runs in the page. */
function beBusy(): void {
  for (let chain = 0; chain < 3; chain++) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const end = performance.now() + 1 + Math.random() * 3;
      while (performance.now() < end);
      setTimeout(() => port2.postMessage(null), Math.random() * 4);
    };
    port2.postMessage(null);
  }
}

/** Turns the camera on and stops it after a while. Runs in the page. */
async function stopOnce(waitMs: number, by: number): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  await new Promise((go) => setTimeout(go, waitMs));
  // The tracks are stopped in the task that goes on here.
  await new Promise((go) => {
    if (by === 0) setTimeout(go);
    else if (by === 1) requestAnimationFrame(go);
    else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = go;
      port2.postMessage(null);
    }
  });
  for (const track of stream.getTracks()) track.stop();
}

/**
 * @param extension folder of the build that also runs on localhost
 * @param stops how often to stop the camera in each state
 */
export async function countUnclosed(
  extension: string,
  stops: number,
  states: readonly CaptionState[] = ['off', 'on'],
): Promise<Stops[]> {
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
    await tab.page.evaluate(beBusy);
    const sent = async (): Promise<number> => (await counters(tab.page))?.frames.sent ?? 0;
    const rows: Stops[] = [];
    for (const captions of states) {
      await browser.setCaptions(tab, captions === 'on');
      if (captions === 'on')
        await until('the recognizer is ready', async () => (await counters(tab.page))?.ready);
      unclosed = 0;
      const before = await sent();
      for (let stop = 1; stop <= stops; stop++) {
        await tab.page.evaluate(stopOnce, 250 + ((stop * 37) % 200), stop % 3);
        if (stop % stopsPerCollection === 0) await session.send('HeapProfiler.collectGarbage');
      }
      await session.send('HeapProfiler.collectGarbage');
      await new Promise((go) => setTimeout(go, reportMs));
      rows.push({ captions, stops, unclosed, sent: (await sent()) - before });
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
  for (const { captions, stops, unclosed, sent } of rows)
    console.log(
      `captions ${captions.padEnd(4)}${String(unclosed).padStart(4)} in ${stops} stops, ${sent} frames read`,
    );
}
