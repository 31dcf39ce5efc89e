/** Shared by the end-to-end tests: builds, clips, and a Chromium with the extension in it. */
import { cp, mkdtemp, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { EmittedDiagnostic } from '../../../src/content/diagnostics.ts';
import {
  type BrowserOptions,
  type ExtensionBrowser,
  launch,
} from '../../../tools/lib/browsers/chromium.ts';
import { until } from '../../../tools/lib/browsers/until.ts';
import { captionsShown, counters } from '../../../tools/start/call.ts';
import type { Clip } from '../../../tools/start/clip.ts';
import { calmLead, type Interval, type SignerClip, signerClip } from './signer-clip.ts';

export const root = join(import.meta.dirname, '../../..');
/** The build that also runs on pages of this machine. */
export const demoBuild = join(root, 'dist/chrome-demo');

const messages = JSON.parse(
  await readFile(join(root, '_locales/en/messages.json'), 'utf8'),
) as Record<string, { message: string }>;

/** What the user reads, by the message's name. */
export function message(name: string): string {
  const found = messages[name]?.message;
  if (!found) throw new Error(`There is no message ${name}`);
  return found;
}

/** The same with these parts in place of `$1`, `$2`. */
export function sentence(name: string, ...parts: readonly (string | number)[]): string {
  return message(name).replace(/\$(\d)/g, (_, n: string) => String(parts[Number(n) - 1] ?? ''));
}

export { calmLead, type SignerClip, signerClip };

/**
 * A camera whose clip can be changed. Chromium opens the file each time that the camera is turned
 * on, so `file` is a link to the current clip.
 */
export interface FakeCamera {
  file: string;
  play(clip: Clip): Promise<void>;
  dispose(): Promise<void>;
}

export async function createCamera(first: Clip): Promise<FakeCamera> {
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-camera-'));
  const file = join(folder, 'camera.mjpeg');
  const play = async (clip: Clip): Promise<void> => {
    await symlink(clip.file, `${file}.next`);
    await rename(`${file}.next`, file);
  };
  await play(first);
  return { file, play, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/** A copy of the build that a test may change. */
export async function copyBuild(): Promise<{ folder: string; dispose(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-build-'));
  await cp(demoBuild, folder, { recursive: true });
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

export function launchTest(options: Partial<BrowserOptions>): Promise<ExtensionBrowser> {
  return launch({
    extension: demoBuild,
    camera: 'none',
    headless: true,
    // Without a GPU every pixel costs.
    viewport: { width: 800, height: 600 },
    ...options,
  });
}

/** Waits until the camera has given frames up to this second of its first pass. */
export async function playedTo(page: Page, seconds: number): Promise<void> {
  await until(
    `the camera has played ${seconds} s`,
    async () => {
      const now = await counters(page);
      if (now?.firstTimestamp == null || now.lastTimestamp === null) return false;
      return now.lastTimestamp - now.firstTimestamp >= seconds * 1000;
    },
    seconds * 1000 + 60_000,
  );
}

/**
 * Waits for one pass of the clip, of which the camera has just been turned on. Waits on until the
 * first sign of the next pass, because a busy machine is late; and longer if the last sign comes later than
 * that, because there Chromium's fake camera, which skips no frame of its file, falls seconds behind its
 * timestamps.
 * @returns every line that was shown meanwhile, and the captions of this pass
 */
export async function playOnce(
  place: Page | Frame,
  clip: SignerClip,
): Promise<{ read: string[]; captions: EmittedDiagnostic[] }> {
  const seconds = clip.seconds + clip.begins;
  const signs = clip.intervals.length;
  /** From the end of the last sign to the end of the wait, s. */
  const rest = seconds - (clip.intervals.at(-1)?.to ?? seconds);
  const before = (await counters(place))?.captions.length ?? 0;
  const read = new Set<string>();
  const captions = await until(
    'the clip has been played',
    async () => {
      for (const line of await captionsShown(place)) read.add(line);
      const now = await counters(place);
      const played = ((now?.lastTimestamp ?? 0) - (now?.firstTimestamp ?? 0)) / 1000;
      const all = now?.captions.slice(before) ?? [];
      const last = signs > 0 ? (all[signs - 1]?.t ?? slowestPass * seconds) : 0;
      const isOver = played >= Math.max(seconds, last + rest);
      return isOver && all.filter(({ t }, i) => t < seconds || i < signs);
    },
    2 * seconds * 1000 + 30_000,
  );
  return { read: [...read], captions };
}

/** The last sign comes before this many times the length of its clip, or not at all. */
export const slowestPass = 1.4;

/** Waits until the page's overlay shows captions. @returns their lines */
export function captionAppears(page: Page, timeoutMs = 90_000): Promise<string[]> {
  return until(
    'a caption is shown',
    async () => {
      const shown = await captionsShown(page);
      return shown.length > 0 ? shown : null;
    },
    timeoutMs,
  );
}

/** How many frames the content script has sent so far. */
export async function sent(page: Page): Promise<number> {
  return (await counters(page))?.frames.sent ?? 0;
}

/** Waits until more frames have been sent than now. */
export async function framesFlow(page: Page): Promise<void> {
  const before = await sent(page);
  await until('frames are sent', async () => (await sent(page)) > before + 2);
}

/** Waits until the camera has given this many more frames. @returns how many of them were sent */
export async function sentDuring(page: Page, frames: number): Promise<number> {
  const start = await counters(page);
  const seen = start?.frames.seen ?? 0;
  await until('the camera goes on', async () => {
    return ((await counters(page))?.frames.seen ?? 0) >= seen + frames;
  });
  return (await sent(page)) - (start?.frames.sent ?? 0);
}

/**
 * The processes that have a file open or mapped. A clip's file is the fake camera's device, so these
 * are the ones that hold the camera. Linux only.
 */
export async function holders(path: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
      if (maps.includes(path)) {
        found.push(pid);
        continue;
      }
      for (const descriptor of await readdir(`/proc/${pid}/fd`))
        if ((await readlink(`/proc/${pid}/fd/${descriptor}`)) === path) {
          found.push(pid);
          break;
        }
    } catch {
      // The process has ended, or is not ours to look into.
    }
  }
  return found;
}

interface Captioned {
  t: number;
  gesture: string;
}

/**
 * Expects captions of a clip's first pass to name its signs in their order, and none before its sign
 * was shown. How late a caption comes is not checked: Chromium's fake camera skips no frame of its
 * file, so on a busy machine the clip falls seconds behind the timestamps of its frames.
 */
export function expectInOrder(
  captions: readonly Captioned[],
  intervals: readonly Interval[],
): void {
  expect(captions.length).toBeGreaterThan(0);
  let next = 0;
  for (const { t, gesture } of captions) {
    const left = intervals.slice(next);
    const at = left.findIndex((interval) => interval.gesture === gesture);
    expect(at, `${gesture} at ${t} s is still to be shown`).toBeGreaterThanOrEqual(0);
    expect(t, `${gesture} is shown before its caption`).toBeGreaterThan(left[at]?.from ?? 0);
    next += at + 1;
  }
}

/** Expects one caption for each sign of the clip, in order, and no other. */
export function expectEachOnce(
  captions: readonly Captioned[],
  intervals: readonly Interval[],
): void {
  expect(captions.map(({ gesture }) => gesture)).toEqual(intervals.map(({ gesture }) => gesture));
  expectInOrder(captions, intervals);
}
