import { vi } from 'vitest';
import type { CameraDoor, Visibility } from '../../../../src/options/camera/eye.ts';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import type { PageRecognizer, WatchOptions } from '../../../../src/recognizer/page/types.ts';
import type { Seen } from '../../../../src/recognizer/seen.ts';

/** A camera's track, as far as the code under test uses it. */
export class FakeTrack extends EventTarget {
  stopped = false;
  readonly deviceId: string;
  constructor(deviceId: string) {
    super();
    this.deviceId = deviceId;
  }
  stop(): void {
    this.stopped = true;
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
}

export function fakeCameras() {
  const tracks: FakeTrack[] = [];
  const asked: (string | undefined)[] = [];
  let answer: () => Promise<void> = async () => undefined;
  const door: CameraDoor = {
    async open(deviceId) {
      asked.push(deviceId);
      await answer();
      const track = new FakeTrack(deviceId ?? 'one');
      tracks.push(track);
      // In a simulated page, a video element accepts only a real stream.
      const stream = typeof MediaStream === 'undefined' ? {} : new MediaStream();
      const own = () => [track];
      return Object.assign(stream, {
        getTracks: own,
        getVideoTracks: own,
      }) as unknown as MediaStream;
    },
    list: async () => [
      { id: 'one', label: 'Built in' },
      { id: 'two', label: '' },
    ],
  };
  return {
    door,
    tracks,
    asked,
    answer(next: () => Promise<void>) {
      answer = next;
    },
    /** Whether any track is still on. */
    get lit() {
      return tracks.some(({ stopped }) => !stopped);
    },
  };
}

export function fakeRecognizer(thresholds: Record<string, number> = {}) {
  const watches: (WatchOptions & { stopped: boolean })[] = [];
  const made: { disposed: boolean }[] = [];
  return {
    watches,
    made,
    create(): PageRecognizer {
      const self = { disposed: false };
      made.push(self);
      return {
        start: async () => ({ backend: 'fake' }),
        watch(options) {
          const watch = { ...options, stopped: false };
          watches.push(watch);
          return {
            stop() {
              watch.stopped = true;
            },
          };
        },
        thresholds: async () => thresholds,
        dispose() {
          self.disposed = true;
        },
      };
    },
    /** Reports a frame to the current watch. */
    show(seen: Partial<Seen>) {
      const watch = watches.at(-1);
      if (!watch || watch.stopped) throw new Error('nobody watches');
      watch.onSeen({
        timestamp: 0,
        frameSize: { width: 640, height: 480 },
        hands: [],
        candidate: null,
        sign: null,
        ...seen,
      });
    },
  };
}

export function seenHand(
  hand: Hand,
  scores: Record<string, number> = {},
  gesture: string | null = null,
) {
  return { hand, scores, gesture };
}

export function fakeDocument(): Visibility & { become(state: DocumentVisibilityState): void } {
  const target = new EventTarget();
  let state: DocumentVisibilityState = 'visible';
  return {
    get visibilityState() {
      return state;
    },
    addEventListener: (type, listener) => target.addEventListener(type, listener),
    removeEventListener: (type, listener) => target.removeEventListener(type, listener),
    become(next) {
      state = next;
      target.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

/** One timer at a time, which the test fires. */
export function fakeAlarm() {
  let due: (() => void) | null = null;
  return {
    after: vi.fn((_ms: number, run: () => void) => {
      due = run;
      return () => {
        due = null;
      };
    }),
    ring(): boolean {
      const run = due;
      due = null;
      run?.();
      return run !== null;
    },
  };
}
