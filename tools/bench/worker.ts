/**
 * Measures what a frame costs in the extension's own recognizer worker, in a real Chromium, with one
 * thread and with two. Two workers get the same frame alternately, through the protocol that the host
 * page uses.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import type { CDPSession, Page } from 'puppeteer-core';
import * as v from 'valibot';
import { type ExtensionBrowser, launch } from '../lib/browsers/chromium.ts';
import { handFrame } from './recognizer.ts';
import type {} from './worker-page.ts';

/** How many frames do not count: the first ones compile and warm up. */
const warmUp = 10;
/** Media time from one frame to the next, ms. */
const stepMs = 66;
/** How many frames one worker gets before it is the other's turn. */
const inARow = 5;
/** How long to wait before each frame, ms. */
const restMs = 20;

const keptSchema = v.object({ key: v.string() });

/**
 * Changes the backend that a stored self-test result names.
 * @param oneThreadMs how long one thread is said to take, ms; threads must not be slower than that
 * @throws Error if `selfTest` is not a self-test result
 */
export function keptAs(selfTest: string | null, backend: string, oneThreadMs = 1e6): string {
  const { key } = v.parse(keptSchema, JSON.parse(selfTest ?? 'null'));
  return JSON.stringify({ key, backend, oneThreadMs });
}

export interface WorkerRows {
  /** ms from push to answer inside the worker, by row. */
  rows: Record<string, number[]>;
  /** CPU ms per frame over all threads, one figure per turn, by row. */
  cpu: Record<string, number[]>;
  /** What the worker's own self-test chose on this machine. */
  chosen: string;
  /** Whether the page is cross-origin isolated, as sharing memory with workers usually requires. */
  isolated: boolean;
}

/** Puts `globalThis.recognizerBench` (worker-page.ts) into an extension page. */
export async function installRecognizerBench(page: Page): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'worker-page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  await page.evaluate(outputFiles[0]?.text ?? '');
}

/** CPU time of all threads of all pages so far, ms. */
async function pagesCpuMs(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pages = processInfo.filter(({ type }) => type === 'renderer');
  return pages.reduce((sum, { cpuTime }) => sum + cpuTime, 0) * 1000;
}

interface Row {
  /** ms from push to answer of the frames that count. */
  times: number[];
  /** CPU ms per frame over all threads, one figure per turn. */
  cpu: number[];
}

async function measure(browser: ExtensionBrowser, frames: number): Promise<WorkerRows> {
  const page = await browser.desk();
  const session = await browser.browser.target().createCDPSession();
  await installRecognizerBench(page);
  const tested = await page.evaluate(() => globalThis.recognizerBench.start('test', null));
  await page.evaluate(() => globalThis.recognizerBench.end('test'));

  const rows: Record<string, Row> = {};
  for (const name of ['wasm', 'wasm-threads']) {
    const kept = keptAs(tested.selfTest, name);
    const { backend } = await page.evaluate(
      (name, kept) => globalThis.recognizerBench.start(name, kept),
      name,
      kept,
    );
    // If it starts with another backend, this one does not run here.
    if (backend === name) rows[name] = { times: [], cpu: [] };
  }
  const { data, ...rest } = await handFrame();
  await page.evaluate(
    (rest, pixels) => globalThis.recognizerBench.show(rest, pixels),
    rest,
    Buffer.from(data).toString('base64'),
  );
  const enough = frames + warmUp;
  for (let turn = 0; Object.values(rows).some(({ times }) => times.length < enough); turn++) {
    if (turn > enough * 20) throw new Error('A benchmark row gets no frames of its kind.');
    for (const [name, { times, cpu }] of Object.entries(rows)) {
      const before = await pagesCpuMs(session);
      for (let i = 0; i < inARow; i++) {
        const { answer } = await page.evaluate(
          (name, timestamp, restMs) => globalThis.recognizerBench.push(name, timestamp, restMs),
          name,
          (turn * inARow + i) * stepMs,
          restMs,
        );
        if (answer?.tracked && !answer.searched) times.push(answer.stages.total);
      }
      cpu.push(((await pagesCpuMs(session)) - before) / inARow);
    }
  }
  const pick = (of: (row: Row) => number[]) =>
    Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, of(row)]));
  return {
    rows: pick(({ times }) => times.slice(warmUp, enough)),
    cpu: pick(({ cpu }) => cpu.slice(warmUp / inARow)),
    chosen: tested.backend,
    isolated: await page.evaluate(() => crossOriginIsolated),
  };
}

/** @param extension folder of the build */
export async function workerRows(extension: string, frames: number): Promise<WorkerRows> {
  const browser = await launch({ extension, camera: 'none', headless: true });
  try {
    return await measure(browser, frames);
  } finally {
    await browser.dispose();
  }
}
