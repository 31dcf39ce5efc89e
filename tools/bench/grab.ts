/**
 * Measures what a frame costs the call page, by size: reading it and posting it to the port, in a
 * real Chromium with the extension's own tap, grab and wire. Prints the table of docs/frame-size.md.
 * Times are median / 95th percentile. The CPU time is the mean per sent frame and includes reading
 * and closing the frames in between and receiving the answer.
 *
 *     npx tsx tools/bench/grab.ts [--frames 150] [--only 'two hands']
 *
 * `--only` takes the rows whose name contains these words.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import puppeteer, { type CDPSession } from 'puppeteer-core';
import { scaleLimits } from '../../src/messaging/frame.ts';
import { contentRealm } from '../lib/browsers/chromium.ts';
import { chromium } from '../lib/machine/programs.ts';
import { serve } from '../lib/servers/demo/server.ts';
import type { GrabCase } from './grab-content.ts';

interface Row {
  camera: [width: number, height: number];
  name: string;
  grabCase: GrabCase;
}

const whole = { region: null, binary: true, path: 'visible' } as const;
const hand = { x: 200, y: 120, width: 256, height: 256 };
/** The region of a hand close to a large camera; if it were a little narrower, it would not be halved. */
const nearHand = { x: 200, y: 0, width: 680, height: 680 };
/** What two small hands at the ends of a large frame need together, and each of them alone. */
const twoHands = { x: 80, y: 200, width: 1120, height: 320 };
const oneOfTwo = { x: 80, y: 200, width: 280, height: 280 };
const vga: [number, number] = [640, 480];
const hd: [number, number] = [1280, 720];
const rows: Row[] = [
  { camera: vga, name: 'whole', grabCase: { ...whole, long: 640, short: 480 } },
  { camera: vga, name: 'whole', grabCase: { ...whole, long: 480, short: 360 } },
  { camera: vga, name: 'whole', grabCase: { ...whole, long: 320, short: 240 } },
  { camera: vga, name: 'whole', grabCase: { ...whole, long: 256, short: 256 } },
  { camera: vga, name: 'tiny', grabCase: { ...whole, ...scaleLimits.tiny } },
  { camera: vga, name: 'region', grabCase: { ...whole, long: 640, short: 480, region: hand } },
  {
    camera: vga,
    name: 'whole, from the processor',
    grabCase: { ...whole, long: 640, short: 480, path: 'processor' },
  },
  {
    camera: vga,
    name: 'region, from the processor',
    grabCase: { ...whole, long: 640, short: 480, region: hand, path: 'processor' },
  },
  {
    camera: vga,
    name: 'whole, through a canvas',
    grabCase: { ...whole, long: 640, short: 480, path: 'canvas' },
  },
  {
    camera: vga,
    name: 'region, through a canvas',
    grabCase: { ...whole, long: 640, short: 480, region: hand, path: 'canvas' },
  },
  {
    camera: vga,
    name: 'whole, as text',
    grabCase: { ...whole, long: 640, short: 480, binary: false },
  },
  {
    camera: vga,
    name: 'whole, as text without `toBase64`',
    grabCase: { ...whole, long: 640, short: 480, binary: false, plain: true },
  },
  { camera: hd, name: 'whole', grabCase: { ...whole, long: 640, short: 480 } },
  { camera: hd, name: 'whole', grabCase: { ...whole, long: 320, short: 240 } },
  { camera: hd, name: 'tiny', grabCase: { ...whole, ...scaleLimits.tiny } },
  { camera: hd, name: 'region', grabCase: { ...whole, long: 640, short: 480, region: hand } },
  {
    camera: hd,
    name: 'region, halved',
    grabCase: { ...whole, long: 640, short: 480, region: nearHand },
  },
  {
    camera: hd,
    name: 'the same, scaled to fit',
    grabCase: { ...whole, long: 640, short: 480, region: { ...nearHand, width: 660, height: 660 } },
  },
  {
    camera: hd,
    name: 'two hands, one region, scaled to fit',
    grabCase: { ...whole, long: 640, short: 480, region: twoHands },
  },
  {
    camera: hd,
    name: 'two hands, one of them',
    grabCase: { ...whole, long: 640, short: 480, region: oneOfTwo },
  },
];

/** CPU time of the page's main thread so far, ms. Unlike the clock it excludes other programs. */
async function mainThreadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value;
  if (seconds === undefined) throw new Error('The browser does not report its thread time.');
  return seconds * 1000;
}

/** Builds an extension of tap, grab and an answering background, without a recognizer. */
async function makeExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'grab-bench-'));
  await build({
    entryPoints: {
      tap: join(import.meta.dirname, '../../src/page-world/tap.ts'),
      content: join(import.meta.dirname, 'grab-content.ts'),
      host: join(import.meta.dirname, 'grab-host.ts'),
    },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome119',
    outdir: folder,
  });
  const script = { matches: ['http://localhost/*'], run_at: 'document_start' };
  const manifest = {
    manifest_version: 3,
    name: 'Grab benchmark',
    version: '1',
    message_serialization: 'structured_clone',
    background: { service_worker: 'host.js' },
    content_scripts: [
      { ...script, js: ['tap.js'], world: 'MAIN' },
      { ...script, js: ['content.js'] },
    ],
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

function quantile(samples: readonly number[], share: number): string {
  const sorted = samples.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
}

const pair = (samples: readonly number[]): string =>
  `${quantile(samples, 0.5)} / ${quantile(samples, 0.95)}`;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '150' },
    only: { type: 'string', default: '' },
  },
});
const frames = Number(values.frames);
const extension = await makeExtension();
const site = await serve({ folder: import.meta.dirname });
const browser = await puppeteer.launch({
  executablePath: chromium(),
  pipe: true,
  headless: true,
  enableExtensions: [extension],
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-first-run',
    '--disable-background-networking',
    '--disable-dev-shm-usage',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream=fps=30',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
try {
  console.log(`${await browser.version()}, ${cpus().length} x ${cpus()[0]?.model}, n = ${frames}`);
  console.log(
    '| camera | sent | format | bytes | grab ms | send ms | both | round trip ms | main thread CPU ms |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const { camera, name, grabCase } of rows.filter((row) => row.name.includes(values.only))) {
    const page = await browser.newPage();
    await page.goto(`${site.url}grab.html`);
    const realm = await contentRealm(page);
    await page.evaluate(async ([width, height]) => {
      const video = { width: { exact: width }, height: { exact: height }, frameRate: 30 };
      const stream = await navigator.mediaDevices.getUserMedia({ video });
      Object.assign(globalThis, { stream });
    }, camera);
    const session = await page.createCDPSession();
    await session.send('Performance.enable');
    const before = await mainThreadMs(session);
    const samples = await realm.evaluate(
      (grabCase, count) => globalThis.benchGrab(grabCase, count),
      grabCase,
      frames,
    );
    const cpuMs = ((await mainThreadMs(session)) - before) / samples.sent;
    const { width, height, format, bytes, grab, send, roundTrip } = samples;
    const both = grab.map((ms, index) => ms + (send[index] ?? 0));
    const columns = [
      camera.join(' x '),
      `${name} ${width} x ${height}`,
      format,
      bytes.toLocaleString('en'),
      pair(grab),
      pair(send),
      pair(both),
      pair(roundTrip),
      cpuMs.toFixed(1),
    ];
    console.log(`| ${columns.join(' | ')} |`);
    await page.close();
  }
} finally {
  await browser.close();
  await site.close();
  await rm(extension, { recursive: true, force: true });
}
