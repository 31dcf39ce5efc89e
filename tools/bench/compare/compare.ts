/**
 * Compares our recognizer with other hand trackers for the browser, in one Chromium, on the same
 * pictures, alternately. The others run where their documentation puts them: on a page's main thread.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import * as v from 'valibot';
import { type ExtensionBrowser, launch } from '../../lib/browsers/chromium.ts';
import type {} from '../worker-page.ts';
import { framesOf, keptSelfTest, ourWorkers, startOurs } from './ours.ts';
import type { EngineName } from './page.ts';
import { memoryMb, processesOf } from './processes.ts';
import { type CompareSite, serveCompare } from './site.ts';

const clips = join(import.meta.dirname, '../../../test/fixtures/clips');
/** Pictures per second of the clip, and frames per second of a camera while a hand is followed. */
const rate = 15;
const stepMs = 1000 / rate;
/** Index of a picture of `known.mp4` that shows a raised hand, and of one without a hand. */
const handAt = Math.round(2.5 * rate);
const emptyAt = 0;
const warmUp = 5;
const restMs = 20;
/** Without a GPU Chromium runs WebGL on the CPU only with these flags; two of the programs need WebGL. */
const args = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export const others: readonly EngineName[] = [
  'tasks-vision',
  'tasks-vision lite',
  'human',
  'hands',
];

/**
 * Renders with WebGL, which takes about a second per picture without a GPU. It therefore gets fewer
 * pictures, and not the clip.
 */
const slow = new Set<EngineName>(['hands']);
const slowFrames = 12;

export interface Comparison {
  /** ms from picture to answer while one hand is followed, by program. */
  tracked: Record<string, number[]>;
  /** ms of a search for hands in a picture that has none. */
  searching: Record<string, number[]>;
  /** How many pictures of the clip show a held sign, and in how many of those a hand was found. */
  found: { held: number; by: Record<string, number> };
  /** Each program in its own browser. */
  start: Record<string, { ms: number; memoryMb: number; bytes: number }>;
}

const clipSchema = v.object({
  intervals: v.array(v.object({ from: v.number(), to: v.number() })),
});

async function heldPictures(count: number): Promise<Set<number>> {
  const text = await readFile(join(clips, 'known.json'), 'utf8');
  const { intervals } = v.parse(clipSchema, JSON.parse(text));
  const held = (i: number) => intervals.some(({ from, to }) => i / rate >= from && i / rate <= to);
  return new Set(Array.from({ length: count }, (_, i) => i).filter(held));
}

/** Opens the page in its own window, because browsers slow down the timers of a hidden tab. */
async function openPage(browser: ExtensionBrowser, site: CompareSite): Promise<Page> {
  const page = await browser.browser.newPage({
    type: 'window',
    windowBounds: { width: 800, height: 600 },
  });
  await page.goto(site.url);
  return page;
}

const startOther = async (page: Page, name: EngineName, most: number): Promise<number> =>
  await page.evaluate((name, most) => globalThis.compareBench.start(name, most), name, most);

const load = async (page: Page, urls: readonly string[]): Promise<void> => {
  await page.evaluate((urls) => globalThis.compareBench.load(urls), urls);
};

async function speed(
  browser: ExtensionBrowser,
  site: CompareSite,
  frames: number,
): Promise<Pick<Comparison, 'tracked' | 'searching'>> {
  const clip = await framesOf(join(clips, 'known.mp4'));
  const ours = await startOurs(await browser.desk(), ['tracked', 'searching']);
  await ours.show('hand', clip[handAt]!);
  await ours.show('empty', clip[emptyAt]!);
  const pages = new Map<EngineName, { tracked: Page; searching: Page }>();
  for (const name of others) {
    const both = {
      tracked: await openPage(browser, site),
      searching: await openPage(browser, site),
    };
    await load(both.tracked, [site.pictures[handAt]!]);
    await load(both.searching, [site.pictures[emptyAt]!]);
    for (const page of Object.values(both)) await startOther(page, name, 1);
    pages.set(name, both);
  }
  const tracked: Record<string, number[]> = { ours: [] };
  const searching: Record<string, number[]> = { ours: [] };
  for (let turn = 0; turn < frames + warmUp; turn++) {
    const counts = turn >= warmUp;
    // While it follows a hand, ours searches now and then for a second one; such frames count in
    // neither row.
    for (let tries = 0; tries < 10; tries++) {
      const at = (turn * 10 + tries) * stepMs;
      const run = await ours.run('tracked', 'hand', at, restMs);
      if (!run.tracked || run.searched) continue;
      if (counts) tracked.ours!.push(run.ms);
      break;
    }
    for (let tries = 0; tries < 10; tries++) {
      // Ours searches a still picture twice per second.
      const run = await ours.run('searching', 'empty', (turn * 10 + tries) * 600, restMs);
      if (run.tracked || !run.searched) continue;
      if (counts) searching.ours!.push(run.ms);
      break;
    }
    for (const [name, both] of pages) {
      if (slow.has(name) && turn >= slowFrames + warmUp) continue;
      for (const [rows, page] of [
        [tracked, both.tracked],
        [searching, both.searching],
      ] as const) {
        const { ms } = await page.evaluate(
          (timestamp, restMs) => globalThis.compareBench.run(0, timestamp, restMs),
          (turn + 1) * stepMs,
          restMs,
        );
        rows[name] ??= [];
        if (counts) rows[name].push(ms);
      }
    }
  }
  for (const both of pages.values()) for (const page of Object.values(both)) await page.close();
  return { tracked, searching };
}

async function handsFound(
  browser: ExtensionBrowser,
  site: CompareSite,
): Promise<Comparison['found']> {
  const clip = await framesOf(join(clips, 'known.mp4'));
  const count = Math.min(clip.length, site.pictures.length);
  const held = await heldPictures(count);
  const by: Record<string, number> = { ours: 0 };
  const ours = await startOurs(await browser.desk(), ['clip']);
  for (let i = 0; i < count; i++) {
    await ours.show('next', clip[i]!);
    const { hands } = await ours.run('clip', 'next', i * stepMs, 0);
    if (held.has(i) && hands > 0) by.ours!++;
  }
  for (const name of others.filter((name) => !slow.has(name))) {
    const page = await openPage(browser, site);
    await load(page, site.pictures);
    await startOther(page, name, 2);
    by[name] = 0;
    for (let i = 0; i < count; i++) {
      const { hands } = await page.evaluate(
        (i, timestamp) => globalThis.compareBench.run(i, timestamp, 0),
        i,
        (i + 1) * stepMs,
      );
      if (held.has(i) && hands > 0) by[name]++;
    }
    await page.close();
  }
  return { held: held.size, by };
}

/** Start-up time, memory and loaded bytes of one program in its own browser. */
async function startOf(
  extension: string,
  site: CompareSite,
  name: EngineName | 'ours',
): Promise<{ ms: number; memoryMb: number; bytes: number }> {
  const browser = await launch({ extension, camera: 'none', headless: true, args });
  const pid = browser.browser.process()?.pid ?? 0;
  try {
    const page = name === 'ours' ? await browser.desk() : await openPage(browser, site);
    if (name === 'ours') {
      // A self-test's result is stored, as in every call but a user's first.
      const kept = await keptSelfTest(page);
      const ours = ourWorkers(page);
      await ours.show('hand', (await framesOf(join(clips, 'known.mp4')))[handAt]!);
      const before = await memoryMb(await processesOf(pid));
      const ms = await page.evaluate(
        (kept) => globalThis.recognizerBench.firstAnswer('first', kept, 'hand'),
        kept,
      );
      for (let i = 1; i < 30; i++) await ours.run('first', 'hand', i * stepMs, restMs);
      const after = await memoryMb(await processesOf(pid));
      return { ms, memoryMb: after - before, bytes: 0 };
    }
    await load(page, [site.pictures[handAt]!]);
    site.served();
    const before = await memoryMb(await processesOf(pid));
    const ms = await startOther(page, name, 2);
    for (let i = 1; i < 30; i++)
      await page.evaluate(
        (at, rest) => globalThis.compareBench.run(0, at, rest),
        i * stepMs,
        restMs,
      );
    const after = await memoryMb(await processesOf(pid));
    return { ms, memoryMb: after - before, bytes: site.served() };
  } finally {
    await browser.dispose();
  }
}

/** Receives each part as soon as it is measured: the whole comparison takes minutes. */
export interface ComparisonListener {
  onSpeed(rows: Pick<Comparison, 'tracked' | 'searching'>): void;
  onFound(found: Comparison['found']): void;
  onStart(start: Comparison['start']): void;
}

/**
 * @param extension folder of the build
 * @param frames how many for each row
 */
export async function compare(
  extension: string,
  frames: number,
  listener: ComparisonListener,
): Promise<void> {
  const site = await serveCompare(join(clips, 'known.mp4'), rate);
  try {
    const browser = await launch({ extension, camera: 'none', headless: true, args });
    try {
      listener.onSpeed(await speed(browser, site, frames));
      listener.onFound(await handsFound(browser, site));
    } finally {
      await browser.dispose();
    }
    const start: Comparison['start'] = {};
    for (const name of ['ours', ...others] as const)
      start[name] = await startOf(extension, site, name);
    listener.onStart(start);
  } finally {
    await site.close();
  }
}
