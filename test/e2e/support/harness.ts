/** What the end-to-end tests share: builds, clips, and one Chromium with the extension in it. */
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
import { type Interval, type SignerClip, signerClip } from './signer-clip.ts';

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

/** The same with what stands in place of `$1`, `$2`. */
export function sentence(name: string, ...parts: readonly (string | number)[]): string {
  return message(name).replace(/\$(\d)/g, (_, n: string) => String(parts[Number(n) - 1] ?? ''));
}

export { type SignerClip, signerClip };

/**
 * A camera whose clip can be changed: Chromium opens the file anew each time that the camera is
 * turned on, so the name leads to the clip of the moment.
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

/** Waits until the camera has given pictures up to this second of its first pass. */
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
 * Plays one pass of the clip, and of the next what comes before its first sign: a busy machine
 * plays late. The camera has just been turned on.
 * @returns every line that could be read meanwhile, and what was told in this pass
 */
export async function playOnce(
  place: Page | Frame,
  clip: SignerClip,
): Promise<{ read: string[]; captions: EmittedDiagnostic[] }> {
  const seconds = clip.seconds + clip.intervals[0]!.from;
  const before = (await counters(place))?.captions.length ?? 0;
  const read = new Set<string>();
  const captions = await until(
    'the clip has been played',
    async () => {
      for (const line of await captionsShown(place)) read.add(line);
      const now = await counters(place);
      const played = ((now?.lastTimestamp ?? 0) - (now?.firstTimestamp ?? 0)) / 1000;
      return played >= seconds && now?.captions.slice(before).filter(({ t }) => t < seconds);
    },
    seconds * 1000 + 30_000,
  );
  return { read: [...read], captions };
}

/** Waits for the next caption in the page's overlay that was not among `before`. */
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

/** Frames that the content script has sent so far. */
export async function sent(page: Page): Promise<number> {
  return (await counters(page))?.frames.sent ?? 0;
}

/** Waits until more frames have been sent than now. */
export async function framesFlow(page: Page): Promise<void> {
  const before = await sent(page);
  await until('frames are sent', async () => (await sent(page)) > before + 2);
}

/**
 * Watches for a while of camera time, on the page's own clock of frames.
 * @returns how many frames were sent meanwhile
 */
export async function sentDuring(page: Page, frames: number): Promise<number> {
  const start = await counters(page);
  const seen = start?.frames.seen ?? 0;
  await until('the camera goes on', async () => {
    return ((await counters(page))?.frames.seen ?? 0) >= seen + frames;
  });
  return (await sent(page)) - (start?.frames.sent ?? 0);
}

/**
 * The processes that have a file open or mapped: a clip's file is the fake camera's device, so this
 * tells who holds the camera. Linux.
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

interface Told {
  t: number;
  gesture: string;
}

/** A sign is told while it is held or, on a busy machine, so many seconds later. */
const late = 1;

/** Every caption names the sign that was shown then, of a clip that is played once. */
export function expectTrue(captions: readonly Told[], intervals: readonly Interval[]): void {
  expect(captions.length).toBeGreaterThan(0);
  for (const { t, gesture } of captions) {
    const shown = intervals.filter(({ from, to }) => t > from && t < to + late);
    expect(
      shown.map((interval) => interval.gesture),
      `${gesture} at ${t} s`,
    ).toContain(gesture);
  }
}

/** Each sign of the clip was captioned once, while it was shown; nothing else was said. */
export function expectEachOnce(captions: readonly Told[], intervals: readonly Interval[]): void {
  expect(captions.map(({ gesture }) => gesture)).toEqual(intervals.map(({ gesture }) => gesture));
  expectTrue(captions, intervals);
}
