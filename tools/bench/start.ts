/**
 * Measures how long a user waits for captions the first time: in a new profile, from opening the call
 * page with captions on until the recognizer, which tests itself first, is ready.
 */
import { launch } from '../lib/browsers/chromium.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { openCall } from '../start/call.ts';

/**
 * @param extension folder of the build that also runs on localhost
 * @returns ms of each round; it may take 50 ms to notice that the recognizer is ready
 */
export async function startRounds(extension: string, rounds: number): Promise<number[]> {
  const site = await serveDemo();
  const times: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const browser = await launch({ extension, camera: 'none', headless: true });
      try {
        const from = performance.now();
        await openCall(browser, { url: site.url, vocabulary: 'fingerspelling' });
        times.push(performance.now() - from);
      } finally {
        await browser.dispose();
      }
    }
  } finally {
    await site.close();
  }
  return times;
}
