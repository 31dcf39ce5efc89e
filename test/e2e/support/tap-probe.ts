/**
 * Replaces the content script in the tests of tap and grab: runs in an isolated world, watches the
 * tracks and collects what the tap reports and what the grab reads.
 */

import { realTimers } from '../../../src/clock/clock.ts';
import { watchTracks } from '../../../src/content/tracks.ts';
import { startGrab } from '../../../src/grab/grab.ts';
import type { Grab } from '../../../src/grab/types.ts';
import { grabFromVideo } from '../../../src/grab/video.ts';
import type { Frame, Rect } from '../../../src/messaging/frame.ts';

export interface KeptFrame extends Omit<Frame, 'data'> {
  data: number[];
  grabMs: number;
}

export interface GrabWish {
  region?: Rect | null;
  long?: number;
  short?: number;
  /** How many frames to read before the grab ends. */
  count?: number;
  path?: 'video';
}

const reported: string[] = [];
const watch = watchTracks(
  window,
  {
    onTrack: (track) => reported.push(track ? `track ${track.label}` : 'none'),
    onShown: (shown) => reported.push(shown ? 'shown' : 'dark'),
    onFailure: (kind) => reported.push(kind),
  },
  realTimers,
);

/** Reads frames of the current track. Rejects if one cannot be read or the track ends. */
function read(wish: GrabWish = {}): Promise<{ path: string; frames: KeptFrame[] }> {
  const track = watch.current;
  if (!track) throw new Error('no track');
  const { region = null, long = 8192, short = 8192, count = 1 } = wish;
  return new Promise((resolve, reject) => {
    const frames: KeptFrame[] = [];
    const sink = {
      want: () => ({ region, limit: { long, short } }),
      onFrame(frame: Frame, grabMs: number) {
        if (frames.length === count) return;
        frames.push({ ...frame, data: [...frame.data], grabMs });
        if (frames.length < count) return;
        grab.dispose();
        resolve({ path: grab.path, frames });
      },
      onUnreadable: reject,
      onEnd: () => reject(new Error('ended')),
    };
    const grab: Grab = wish.path === 'video' ? grabFromVideo(track, sink) : startGrab(track, sink);
  });
}

/** Resolves when a running grab has reported the end of its track. */
function untilEnded(): Promise<string> {
  const track = watch.current;
  if (!track) throw new Error('no track');
  return new Promise((resolve) => {
    const grab = startGrab(track, {
      want: () => null,
      onFrame() {},
      onUnreadable() {},
      onEnd() {
        grab.dispose();
        resolve(track.readyState);
      },
    });
  });
}

const self = {
  reported,
  read,
  untilEnded,
  get current() {
    return watch.current?.label ?? null;
  },
};
export type Probe = typeof self;

declare global {
  var probe: Probe;
}
globalThis.probe = self;
