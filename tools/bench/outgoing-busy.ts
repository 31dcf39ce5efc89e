/**
 * Measures what the far end of a call sees while the page's own thread is busy, with captions in the
 * picture and without. Near and far end are in two processes, so that only the near one is busy.
 */
import type { Page } from 'puppeteer-core';
import { type SendingBrowser, waysToDraw } from '../../test/e2e/support/probe-page.ts';
import { until } from '../lib/browsers/until.ts';

/** How the page's thread is kept busy: this long, ms, every so often, ms. */
export const loads = [
  { name: 'idle', busyMs: 0, everyMs: 1000 },
  { name: '150 ms a second', busyMs: 150, everyMs: 1000 },
  { name: '300 ms a second', busyMs: 300, everyMs: 1000 },
  { name: '450 ms a second', busyMs: 450, everyMs: 1000 },
  { name: 'single tasks of 1 s', busyMs: 1000, everyMs: 4000 },
] as const;

/** What is in the sent picture. */
export const ways = ['nothing', ...waysToDraw.map(([way]) => way)];

export interface BusyRow {
  load: string;
  way: string;
  /** Freezes that the browser itself counted at the far end, and how long they were, ms. */
  freezes: number;
  frozenMs: number;
  /** Longest pauses between two pictures at the far end, ms, longest first. */
  gaps: number[];
  pictures: number;
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

interface Far {
  freezes: number;
  frozenMs: number;
  arrivals: number[];
}

function read(far: Page, from: number): Promise<Far> {
  return far.evaluate(async (from) => {
    const { connection, arrivals } = globalThis.end;
    const row = { freezes: 0, frozenMs: 0, arrivals: arrivals.filter((at) => at >= from) };
    for (const report of (await connection!.getStats()).values())
      if (report.type === 'inbound-rtp') {
        row.freezes = report.freezeCount ?? 0;
        row.frozenMs = 1000 * (report.totalFreezesDuration ?? 0);
      }
    return row;
  }, from);
}

/** @param seconds how long each load lasts */
export async function busyRows(browser: SendingBrowser, seconds: number): Promise<BusyRow[]> {
  const rows: BusyRow[] = [];
  for (const way of ways) {
    const here = way === waysToDraw[1][0];
    const near = await browser.open(`two-ends.html${here ? '#here' : ''}`);
    // Another site, and so another process.
    const far = await browser.openPlain('two-ends.html', '127.0.0.1');
    const offer = await near.page.evaluate(() => globalThis.end.offer());
    const answer = await far.evaluate((offer) => globalThis.end.answer(offer), offer);
    await near.page.evaluate((answer) => globalThis.end.accept(answer), answer);
    await far.waitForFunction(() => globalThis.end.arrived > 60);
    if (way !== 'nothing') {
      await near.probe((probe) => probe.configure(true));
      await near.probe((probe) => probe.show('Thank you, see you soon'));
      await until('it is shown', async () => (await near.probe((p) => p.status)) === 'shown');
    }
    for (const { name, busyMs, everyMs } of loads) {
      // What the load before has left behind.
      await pause(4000);
      const from = await far.evaluate(() => performance.now());
      const before = await read(far, from);
      await near.page.evaluate(
        (busyMs, everyMs) => {
          const load = setInterval(() => {
            for (const end = performance.now() + busyMs; performance.now() < end; );
          }, everyMs);
          Object.assign(globalThis, { load });
        },
        busyMs,
        everyMs,
      );
      await pause(seconds * 1000);
      const after = await read(far, from);
      await near.page.evaluate(() => clearInterval((globalThis as { load?: number }).load));
      const { arrivals } = after;
      rows.push({
        load: name,
        way,
        freezes: after.freezes - before.freezes,
        frozenMs: after.frozenMs - before.frozenMs,
        gaps: arrivals
          .slice(1)
          .map((at, i) => at - arrivals[i]!)
          .sort((a, b) => b - a)
          .slice(0, 3),
        pictures: arrivals.length,
      });
    }
    await near.page.close();
    await far.close();
  }
  return rows;
}

export function printBusy(rows: readonly BusyRow[], seconds: number): void {
  console.log(`\nThe far end while the page's thread is busy, ${seconds} s each`);
  console.log(
    `${'load'.padEnd(22)}${'captions drawn'.padEnd(22)}freezes  frozen ms  longest pauses, ms  pictures a second`,
  );
  for (const { name } of loads)
    for (const { load, way, freezes, frozenMs, gaps, pictures } of rows) {
      if (load !== name) continue;
      const cells = [
        String(freezes).padStart(7),
        frozenMs.toFixed(0).padStart(11),
        gaps
          .map((gap) => gap.toFixed(0))
          .join(', ')
          .padStart(20),
        (pictures / seconds).toFixed(1).padStart(19),
      ];
      const drawn = way === 'nothing' ? 'none: its own track' : way;
      console.log(`${load.padEnd(22)}${drawn.padEnd(22)}${cells.join('')}`);
    }
}
