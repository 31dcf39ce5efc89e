import { describe, expect, it } from 'vitest';
import { videoStuckMs } from '../../../../src/recognizer/page/sources.ts';
import { settle } from '../worker/fake-store.ts';
import {
  answer,
  lateVideos,
  notices,
  ofType,
  problems,
  region,
  seen,
  shares,
  started,
  timers,
  videos,
} from './fake-worker.ts';

describe('a video file', () => {
  const file = new Blob([], { type: 'video/mp4' });

  it('is recognized from beginning to end at the rate that the answers ask for', async () => {
    await started({ kind: 'video', file });
    await answer({ afterMs: 66, region });
    await answer({ afterMs: 66, region });
    await answer({ afterMs: 200 });
    expect(ofType('frame').map(({ frame }) => frame.timestamp)).toEqual([0, 66, 132, 332]);
    await answer({ afterMs: 200 });
    expect(videos[0]?.regions).toEqual([null, region, region, null]);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort());
    expect(videos[0]?.disposed).toBe(1);
    expect(ofType('close')).toHaveLength(1);
    expect(seen).toHaveLength(4);
  });

  it('is released in its middle when the watch stops', async () => {
    const watched = await started({ kind: 'video', file });
    await answer();
    watched.stop();
    await settle();
    expect(videos[0]?.disposed).toBe(1);
    expect(shares).not.toContain(1);
  });

  it('that gives no more frames is reported with the time and released', async () => {
    await started({ kind: 'video', file: new Blob([], { type: 'video/stuck' }) });
    await answer({ afterMs: 132 });
    expect(problems).toEqual([]);
    timers.find(({ ms }) => ms === videoStuckMs)?.run();
    await settle();
    expect(problems).toEqual([{ code: 'frame-unreadable', detail: 'No picture at 0.1 s.' }]);
    expect(videos[0]?.disposed).toBe(1);
  });

  it('that does not open is reported, and released when it opens too late', async () => {
    await started({ kind: 'video', file: new Blob([], { type: 'video/late' }) });
    timers.find(({ ms }) => ms === videoStuckMs)?.run();
    await settle();
    expect(problems).toEqual([{ code: 'frame-unreadable', detail: 'The video does not open.' }]);
    lateVideos[0]?.();
    await settle();
    expect(videos[0]?.disposed).toBe(1);
  });

  it('that is not a video is reported', async () => {
    await started({ kind: 'video', file: new Blob([], { type: 'text/plain' }) });
    expect(problems).toEqual([{ code: 'frame-unreadable', detail: 'No video.' }]);
  });
});

describe('pictures', () => {
  it('are recognized one by one, and a file that is not a picture is reported and skipped', async () => {
    const good = new Blob([], { type: 'image/png' });
    const bad = new Blob([], { type: 'text/plain' });
    await started({ kind: 'images', files: [good, bad, good] });
    expect(ofType('frame')).toHaveLength(1);
    await answer();
    expect(notices).toEqual([{ code: 'frame-unreadable', detail: 'No picture.' }]);
    await answer();
    expect(problems).toEqual([]);
    expect(ofType('frame').map(({ still }) => still)).toEqual([true, true]);
    expect(shares).toEqual([1 / 3, 2 / 3, 1]);
    expect(seen).toHaveLength(2);
    expect(ofType('close')).toHaveLength(1);
  });

  it('cause a problem when no file is a picture', async () => {
    await started({ kind: 'images', files: [new Blob([], { type: 'text/plain' })] });
    expect(problems).toEqual([{ code: 'frame-unreadable', detail: 'No picture.' }]);
    expect(shares).toEqual([]);
  });
});
