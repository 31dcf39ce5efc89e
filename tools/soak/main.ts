import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../lib/browsers/chromium.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { join as joinCall, openCall } from '../start/call.ts';
import { makeClip } from '../start/clip.ts';
import { actions, extensionCpuMs, read, type SoakCall } from './call.ts';
import { FrameTotals } from './frames.ts';
import { allowed, judge, type Reading } from './readings.ts';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '120' },
    /** How long from one action to the next, s. */
    every: { type: 'string', default: '120' },
  },
});

const columns: readonly (keyof Reading)[] = [
  'minute',
  'tensors',
  'workerHeap',
  'pageHeap',
  'hostHeap',
  'listeners',
  'nodes',
  'hostListeners',
  'ports',
  'pending',
  'memory',
];
const row = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(14)).join('');

async function main(): Promise<boolean> {
  const extension = join(root, 'dist/chrome-demo');
  if (!existsSync(join(extension, 'manifest.json')))
    throw new Error('There is no build in dist/chrome-demo. Run: npm run build');
  const minutes = Number(values.minutes);
  const everyMs = Number(values.every) * 1000;
  if (!(minutes > 0) || !(everyMs > 0))
    throw new Error('--minutes and --every take numbers above 0.');

  const clip = await makeClip(join(root, 'test/fixtures/clips/known.mp4'));
  const site = await serveDemo();
  const browser = await launch({
    extension,
    camera: clip.file,
    headless: true,
    viewport: { width: 800, height: 600 },
  });
  const totals = new FrameTotals();
  const readings: Reading[] = [];
  const done: Record<string, number> = {};
  try {
    const tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    await joinCall(tab.page);
    const call: SoakCall = { browser, tab, url: site.url, totals };
    const start = performance.now();
    const minute = (): number => (performance.now() - start) / 60_000;
    const names = Object.keys(actions);
    console.log(row(columns));
    for (let turn = 0; minute() < minutes; turn++) {
      const name = names[turn % names.length] as string;
      await actions[name]?.(call);
      done[name] = (done[name] ?? 0) + 1;
      const next = (turn + 1) * everyMs - (performance.now() - start);
      await new Promise((go) => setTimeout(go, Math.max(next, 2000)));
      const reading = await read(call, minute());
      readings.push(reading);
      console.log(
        row(columns.map((column) => reading[column].toFixed(column === 'minute' ? 1 : 0))),
      );
    }
    const cpu = (await extensionCpuMs(call)) / ((performance.now() - start) / 100);
    console.log(`\nDone: ${names.map((name) => `${name} ${done[name] ?? 0}`).join(', ')}`);
    console.log(`CPU of the extension's processes: ${cpu.toFixed(0)} % of a core`);
  } finally {
    await browser.dispose();
    await site.close();
    await clip.dispose();
  }
  console.log('\nFrames');
  for (const [name, n] of Object.entries(totals.total)) console.log(`  ${name.padEnd(24)}${n}`);
  console.log(`  ${'in no other count'.padEnd(24)}${totals.unexplained}`);
  console.log('\nMiddle of the first third against that of the last');
  const verdicts = judge(readings);
  for (const { measure, first, last, flat } of verdicts)
    console.log(
      `  ${measure.padEnd(16)}${first.toFixed(1).padStart(10)}${last.toFixed(1).padStart(10)}  ${flat ? 'flat' : `GROWS: ${allowed[measure].why}`}`,
    );
  // While the counters are read, one frame may have been seen but not yet counted further.
  return verdicts.every(({ flat }) => flat) && Math.abs(totals.unexplained) <= readings.length;
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
