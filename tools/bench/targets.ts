/**
 * Measures what captions cost in a whole call and compares it with the goals that were set: a real
 * Chromium, a real peer connection, captions off and on alternately.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'puppeteer-core';
import { type ExtensionBrowser, launch } from '../lib/browsers/chromium.ts';
import type { Tab } from '../lib/browsers/tabs.ts';
import { until } from '../lib/browsers/until.ts';
import { ffmpeg } from '../lib/machine/programs.ts';
import { quantile } from '../lib/printing/statistics.ts';
import { serveDemo } from '../lib/servers/demo/server.ts';
import { counters, diagnostics, join as joinCall, openCall } from '../start/call.ts';
import { makeClip } from '../start/clip.ts';
import { cpuMs, isExtensionProcess, processesOf } from './compare/processes.ts';

const clips = join(import.meta.dirname, '../../test/fixtures/clips');
/** How long one measurement takes, and how long to wait after switching captions, s. */
const seconds = 8;
const settleSeconds = 2;

/** What the camera shows: part of a clip, in seconds; what is still is slowed down, so that it rarely loops. */
const scenes = {
  'still picture, no hand': { clip: 'empty.mp4', from: 0, to: 0.07, slower: 60 },
  'one hand held up': { clip: 'known.mp4', from: 1.6, to: 3.3, slower: 4 },
  'one hand that moves': { clip: 'unknown.mp4', from: 24.5, to: 26.8, slower: 1 },
} as const;
type Scene = keyof typeof scenes;

interface Sample {
  /** CPU of the extension's processes, percent of one core. */
  extension: number;
  /** CPU of all of the browser's processes, percent of one core. */
  browser: number;
  /** CPU of the call page's main thread, ms per second. */
  page: number;
  /** Pictures per second that the far end shows. */
  rate: number;
  /** Frames per second that were sent to the recognizer. */
  sent: number;
}

export interface TargetRounds {
  rounds: { off: Sample; on: Sample }[];
  /** ms from grabbing to the answer, for each sent frame, with those of the call's first seconds. */
  roundTrip: number[];
  /** The same for the frames of the measurements alone. */
  settled: number[];
  tracked: number;
}
export type Targets = Record<Scene, TargetRounds>;

function piece({ clip, from, to }: (typeof scenes)[Scene], folder: string): string {
  const file = join(folder, 'piece.mp4');
  execFileSync(ffmpeg(), [
    ...['-v', 'error', '-y', '-ss', String(from), '-t', String(to - from)],
    ...['-i', join(clips, clip), '-q:v', '2', '-c:v', 'mpeg4', file],
  ]);
  return file;
}

const wait = (s: number): Promise<void> => new Promise((go) => setTimeout(go, s * 1000));

async function measure(browser: ExtensionBrowser, tab: Tab, session: CDPSession): Promise<Sample> {
  const pid = browser.browser.process()?.pid ?? 0;
  const now = async () => {
    const processes = await processesOf(pid);
    const { metrics } = await session.send('Performance.getMetrics');
    return {
      extension: await cpuMs(processes.filter(isExtensionProcess)),
      browser: await cpuMs(processes),
      page: (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000,
      shown: await tab.page.$eval(
        '#remote-video',
        (video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
      ),
      sent: (await counters(tab.page))?.frames.sent ?? 0,
      at: performance.now(),
    };
  };
  const before = await now();
  // Leave the page alone meanwhile: every question would be work too.
  await wait(seconds);
  const after = await now();
  const time = (after.at - before.at) / 1000;
  return {
    extension: (after.extension - before.extension) / time / 10,
    browser: (after.browser - before.browser) / time / 10,
    page: (after.page - before.page) / time,
    rate: (after.shown - before.shown) / time,
    sent: (after.sent - before.sent) / time,
  };
}

const answeredFrames = async (tab: Tab): Promise<number> =>
  (await counters(tab.page))?.frames.answered ?? 0;

/** Those of the last frames that were answered, ms. */
const roundTrips = async (tab: Tab, count: number): Promise<number[]> =>
  (await diagnostics(tab.page))?.stages.roundTrip.slice(-count) ?? [];

async function sceneRounds(
  extension: string,
  url: string,
  scene: Scene,
  rounds: number,
): Promise<TargetRounds> {
  const folder = mkdtempSync(join(tmpdir(), 'sign-captions-targets-'));
  const { slower } = scenes[scene];
  const camera = await makeClip(piece(scenes[scene], folder), { slower });
  const browser = await launch({ extension, camera: camera.file, headless: true });
  try {
    const tab = await openCall(browser, { url, vocabulary: 'call-gestures' });
    await joinCall(tab.page);
    const session = await tab.page.createCDPSession();
    // CPU time of the thread hardly depends on how busy the machine is.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const result: TargetRounds = { rounds: [], roundTrip: [], settled: [], tracked: 0 };
    for (let i = 0; i < rounds; i++) {
      await browser.setCaptions(tab, false);
      await wait(settleSeconds);
      const off = await measure(browser, tab, session);
      await browser.setCaptions(tab, true);
      const before = (await counters(tab.page))?.frames.sent ?? 0;
      await until(
        'frames flow again',
        async () => ((await counters(tab.page))?.frames.sent ?? 0) > before,
      );
      await wait(settleSeconds);
      const answered = await answeredFrames(tab);
      result.rounds.push({ off, on: await measure(browser, tab, session) });
      result.settled.push(...(await roundTrips(tab, (await answeredFrames(tab)) - answered)));
    }
    const data = await diagnostics(tab.page);
    result.roundTrip = data?.stages.roundTrip ?? [];
    result.tracked = data?.frames.tracked ?? 0;
    return result;
  } finally {
    await browser.dispose();
    await camera.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param extension folder of the build that also runs on localhost */
export async function targetRounds(extension: string, rounds: number): Promise<Targets> {
  const site = await serveDemo();
  try {
    const result: Partial<Targets> = {};
    for (const scene of Object.keys(scenes) as Scene[])
      result[scene] = await sceneRounds(extension, site.url, scene, rounds);
    return result as Targets;
  } finally {
    await site.close();
  }
}

/** What several runs of one build measured, as one. */
export function joinTargets(runs: readonly Targets[]): Targets {
  const joined: Partial<Targets> = {};
  for (const scene of Object.keys(scenes) as Scene[])
    joined[scene] = {
      rounds: runs.flatMap((run) => run[scene].rounds),
      roundTrip: runs.flatMap((run) => run[scene].roundTrip),
      settled: runs.flatMap((run) => run[scene].settled),
      tracked: runs.reduce((sum, run) => sum + run[scene].tracked, 0),
    };
  return joined as Targets;
}

export function printTargets(targets: Targets): void {
  const goals: Record<Scene, { extension: number; page: number }> = {
    'still picture, no hand': { extension: 8, page: 10 },
    'one hand held up': { extension: 30, page: 20 },
    'one hand that moves': { extension: 50, page: 20 },
  };
  for (const scene of Object.keys(scenes) as Scene[]) {
    const { rounds, roundTrip, settled, tracked } = targets[scene];
    const over = (of: (round: { off: Sample; on: Sample }) => number): string => {
      const all = rounds.map(of);
      const median = quantile(all, 0.5)?.toFixed(1) ?? '-';
      return `${median} (${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)})`;
    };
    const goal = goals[scene];
    console.log(
      `\nA call with captions: ${scene} (median of ${rounds.length} rounds, least to most)`,
    );
    const line = (what: string, value: string, wanted = ''): void =>
      console.log(`  ${what.padEnd(46)}${value.padEnd(26)}${wanted}`);
    line(
      "CPU of the extension's processes, % of a core",
      over(({ on }) => on.extension),
      `goal ${goal.extension}`,
    );
    line(
      'CPU of the whole browser, on less off, %',
      over(({ on, off }) => on.browser - off.browser),
    );
    line(
      "page's main thread, on less off, ms a second",
      over(({ on, off }) => on.page - off.page),
      `goal ${goal.page}`,
    );
    line(
      'pictures a second at the far end, on / off',
      over(({ on, off }) => on.rate / off.rate),
      'goal 1.0',
    );
    line(
      'pictures a second sent to the recognizer',
      over(({ on }) => on.sent),
    );
    const ofTime = (times: readonly number[]): string =>
      `median ${quantile(times, 0.5)?.toFixed(0) ?? '-'}, p95 ${quantile(times, 0.95)?.toFixed(0) ?? '-'}`;
    line('from grabbed to answered, ms', ofTime(settled), 'goal p95 80');
    line(
      'the same, with the first seconds of the call',
      ofTime(roundTrip),
      `${tracked} pictures tracked`,
    );
  }
}
