import { afterEach, beforeEach, expect } from 'vitest';
import type { FrameSink } from '../../../../src/grab/types.ts';
import type { Answer } from '../../../../src/messaging/frames-port.ts';
import { type Problem, ProblemError } from '../../../../src/messaging/problems.ts';
import type { Rect } from '../../../../src/recognizer/frame.ts';
import { createPageRecognizer } from '../../../../src/recognizer/page/recognizer.ts';
import type {
  PageRecognizer,
  Source,
  Watch,
  WatchOptions,
} from '../../../../src/recognizer/page/types.ts';
import type { Seen } from '../../../../src/recognizer/seen.ts';
import type { ToWorker } from '../../../../src/recognizer/worker/messages.ts';
import { greyFrame } from '../fake-frames.ts';
import { FakeWorker } from '../host/fake-worker.ts';
import { settle } from '../worker/fake-store.ts';

export let workers: FakeWorker[];
export let timers: { ms: number; run: () => void }[];
export let grabs: { sink: FrameSink; disposed: number }[];
export let videos: { asked: number[]; regions: (Rect | null)[]; disposed: number }[];
/** Opens the videos that are waiting to be opened. */
export let lateVideos: (() => void)[];
export let recognizer: PageRecognizer;
export let seen: Seen[];
export let problems: Problem[];
export let shares: number[];
export let notices: (Problem | null)[];

export const track = { enabled: true } as MediaStreamTrack;
export const camera: Source = { kind: 'track', track };
export const region = { x: 10, y: 10, width: 100, height: 100 };

beforeEach(() => {
  [workers, timers, grabs, videos, lateVideos] = [[], [], [], [], []];
  [seen, problems, shares, notices] = [[], [], [], []];
  recognizer = createPageRecognizer({
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    base: 'chrome-extension://x/',
    browser: 'Test 1',
    recall: () => 'kept',
    after: (ms, run) => {
      const cancel = (): void => {
        timers = timers.filter((other) => other !== timer);
      };
      const timer = {
        ms,
        run: () => {
          cancel();
          run();
        },
      };
      timers.push(timer);
      return cancel;
    },
    startGrab: (_, sink) => {
      const grab = { sink, disposed: 0 };
      grabs.push(grab);
      return { path: 'processor', dispose: () => void grab.disposed++ };
    },
    openVideo: async (file) => {
      if (file.type === 'text/plain') throw new ProblemError('frame-unreadable', 'No video.');
      if (file.type === 'video/late') await new Promise<void>((open) => lateVideos.push(open));
      const video = { asked: [] as number[], regions: [] as (Rect | null)[], disposed: 0 };
      videos.push(video);
      return {
        durationMs: 400,
        read: async (at, wish) => {
          video.asked.push(at);
          video.regions.push(wish.region);
          if (file.type === 'video/stuck' && at > 0) await new Promise<never>(() => undefined);
          return greyFrame(at);
        },
        dispose: () => void video.disposed++,
      };
    },
    readImage: async (file, timestamp) => {
      if (file.type === 'text/plain') throw new ProblemError('frame-unreadable', 'No picture.');
      return greyFrame(timestamp);
    },
    dwellMs: 700,
  });
});
afterEach(() => {
  recognizer.dispose();
  // Whatever a test did, nothing may stay behind.
  expect(timers).toEqual([]);
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
  expect(grabs.every(({ disposed }) => disposed === 1)).toBe(true);
  expect(videos.every(({ disposed }) => disposed === 1)).toBe(true);
});

export function watch(source: Source = camera, change: Partial<WatchOptions> = {}): Watch {
  return recognizer.watch({
    source,
    vocabulary: 'call-gestures',
    draft: false,
    onSeen: (what) => seen.push(what),
    onProblem: (problem) => problems.push(problem),
    onNotice: (problem) => notices.push(problem),
    onProgress: (share) => shares.push(share),
    ...change,
  });
}

export const worker = () => workers.at(-1)!;
export const ofType = <T extends ToWorker['type']>(type: T) =>
  worker().received.filter((sent): sent is Extract<ToWorker, { type: T }> => sent.type === type);

export async function started(
  source: Source = camera,
  change: Partial<WatchOptions> = {},
): Promise<Watch> {
  const watched = watch(source, change);
  await settle();
  worker().say({ type: 'started', backend: 'wasm', selfTest: null });
  worker().say({ type: 'opened', stream: ofType('open').at(-1)!.stream });
  await settle();
  return watched;
}

export const answerAt = (timestamp: number, next: Partial<Answer['next']> = {}): Answer => ({
  timestamp,
  hands: 0,
  candidate: null,
  sign: null,
  searched: true,
  tracked: false,
  next: { afterMs: 100, region: null, ...next },
  stages: { total: 1 },
});
export const seenAt = (timestamp: number): Seen => ({
  timestamp,
  frameSize: { width: 640, height: 480 },
  hands: [],
  candidate: null,
  sign: null,
});
/** The worker answers the newest frame. */
export async function answer(next: Partial<Answer['next']> = {}): Promise<void> {
  const { stream, id, frame } = ofType('frame').at(-1)!;
  worker().say({
    type: 'answer',
    stream,
    id,
    answer: answerAt(frame.timestamp, next),
    seen: seenAt(frame.timestamp),
  });
  await settle();
}
/** The camera gives a frame; returns what was wanted of it. */
export function picture(timestamp: number) {
  const { sink } = grabs.at(-1)!;
  const wish = sink.want(timestamp);
  if (wish) sink.onFrame(greyFrame(timestamp), 1);
  return wish;
}
