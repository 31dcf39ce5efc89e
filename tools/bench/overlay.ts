/**
 * `npx tsx tools/bench/overlay.ts [BUILD...]`: measures what a followed hand costs the call page's
 * main thread, with the ring of a held sign and without, alternating between the builds
 * (`dist/chrome-demo` if none is named). The recognizer is replaced by one that answers at once
 * (answering-worker.ts).
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { launch } from '../lib/browsers/chromium.ts';
import { until } from '../lib/browsers/until.ts';
import { quantile } from '../lib/printing/statistics.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { ask, counters, join as joinCall, openCall } from '../start/call.ts';
import { makeClip } from '../start/clip.ts';
import { measure, pageClip } from './page.ts';

const root = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  options: {
    /** How often to measure each build. */
    rounds: { type: 'string', default: '3' },
  },
  allowPositionals: true,
});
const rows = { 'no sign held': 'fingerspelling', 'signs held': 'call-gestures' } as const;

/** ms of main thread CPU per sent frame, by row, without what the page uses anyway. */
async function costs(folder: string, camera: string, url: string): Promise<Record<string, number>> {
  const browser = await launch({ extension: folder, camera, headless: true });
  try {
    const tab = await openCall(browser, { url, vocabulary: rows['no sign held'] });
    await joinCall(tab.page);
    const session = await tab.page.createCDPSession();
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await browser.setCaptions(tab, false);
    const off = await measure(tab.page, session);
    await browser.setCaptions(tab, true);
    const cost: Record<string, number> = {};
    for (const [name, vocabulary] of Object.entries(rows)) {
      await ask(browser, { type: 'vocabulary-set', tabId: tab.id, vocabulary });
      const before = (await counters(tab.page))?.frames.withHand ?? 0;
      await until(
        'the hand is followed',
        async () => ((await counters(tab.page))?.frames.withHand ?? 0) > before + 15,
      );
      const on = await measure(tab.page, session);
      cost[name] = (on.work - off.work) / on.sent;
    }
    return cost;
  } finally {
    await browser.dispose();
  }
}

const builds = positionals.length > 0 ? positionals : [join(root, 'dist/chrome-demo')];
const camera = await makeClip(pageClip);
const site = await serveDemo();
const scratch = await mkdtemp(join(tmpdir(), 'sign-captions-bench-'));
try {
  const worker = await build({
    entryPoints: [join(import.meta.dirname, 'answering-worker.ts')],
    bundle: true,
    format: 'esm',
    outfile: join(scratch, 'recognizer-worker.js'),
  });
  if (worker.errors.length > 0) throw new Error('The answering worker could not be built.');
  const times: Record<string, number[]> = {};
  for (const [i, folder] of builds.entries()) {
    const copy = join(scratch, String(i));
    await cp(folder, copy, { recursive: true });
    await cp(join(scratch, 'recognizer-worker.js'), join(copy, 'recognizer-worker.js'));
  }
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [i, folder] of builds.entries()) {
      const cost = await costs(join(scratch, String(i)), camera.file, site.url);
      for (const [name, ms] of Object.entries(cost)) {
        const row = builds.length > 1 ? `${relative(root, folder)}, ${name}` : name;
        times[row] = [...(times[row] ?? []), ms];
      }
    }
  console.log(
    `CPU of the page's main thread, ms a sent frame; load ${loadavg()[0]?.toFixed(1)}\n` +
      `${'median'.padStart(8)}${'least'.padStart(8)}${'most'.padStart(8)}`,
  );
  for (const [row, all] of Object.entries(times)) {
    const cells = [quantile(all, 0.5), Math.min(...all), Math.max(...all)];
    console.log(`${cells.map((cell) => (cell ?? 0).toFixed(2).padStart(8)).join('')}  ${row}`);
  }
} finally {
  await site.close();
  await camera.dispose();
  await rm(scratch, { recursive: true, force: true });
}
