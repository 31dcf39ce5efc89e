import { beforeEach, describe, expect, it } from 'vitest';
import { noPictureChecks } from '../../../src/content/picture-watch.ts';
import { retryMs } from '../../../src/content/pump.ts';
import { off, SessionWorld } from './fake-call.ts';

/** How long it takes until a camera without frames is noticed, ms. */
const noticedMs = noPictureChecks * 1000;

let world: SessionWorld;
/** Since when frames have come, and how many. */
let frames: number;

beforeEach(() => {
  world = new SessionWorld();
  frames = 0;
});

/** The camera gives frames, which are answered, for this long. */
const playFor = (ms: number): void => {
  for (let passed = 0; passed < ms; passed += 500) {
    const timestamp = 500 * ++frames;
    if (world.grab.deliver(timestamp)) world.answer(timestamp);
    world.timers.advance(500);
  }
};
const notice = (): string | undefined => world.view?.notice?.text;
/** How often it was reported that the camera gives no picture. */
const timesReported = (): number =>
  world.reports.filter((report) => report.includes('no-picture')).length;

describe('a camera that is on but gives no picture', () => {
  it('is reported and shown after some seconds, until a frame comes', () => {
    world.run();
    world.timers.advance(noticedMs - 1);
    expect(notice()).toBeUndefined();
    world.timers.advance(1);
    expect(notice()).toBe('no-picture');
    playFor(1000);
    expect(notice()).toBeUndefined();
    expect(world.reports).toEqual(['starting -', 'starting no-picture', 'watching -']);
  });

  it('is noticed when it stops in the middle of a call, and its captions are cleared', () => {
    world.run();
    playFor(20_000);
    expect(notice()).toBeUndefined();
    const sign = { gesture: 'ok', caption: 'OK', kind: 'phrase' } as const;
    world.answer(20_000, { hands: 1, sign });
    const { resets } = world.link;
    world.timers.advance(noticedMs);
    expect(notice()).toBe('no-picture');
    expect(world.view?.lines).toEqual([]);
    expect(world.link.resets).toBe(resets + 1);
    expect(world.reports.at(-1)).toBe('starting no-picture');
    playFor(1000);
    expect(world.reports.at(-1)).toBe('watching -');
  });

  it('is noticed once more after another picture', () => {
    world.run();
    for (let time = 0; time < 2; time++) {
      world.timers.advance(noticedMs);
      expect(notice()).toBe('no-picture');
      playFor(500);
      expect(notice()).toBeUndefined();
    }
  });

  it('is noticed while the models load, and a picture ends that although nothing is sent', () => {
    world.run();
    world.link.ready = false;
    world.timers.advance(noticedMs);
    expect(notice()).toBe('no-picture');
    expect(world.grab.deliver(0)).toBe(false);
    expect(notice()).toBeUndefined();
  });

  it('is forgotten with the camera', () => {
    world.run();
    world.timers.advance(noticedMs);
    world.camera();
    expect(notice()).toBeUndefined();
    world.timers.advance(noticedMs - 1);
    expect(notice()).toBeUndefined();
    world.timers.advance(1);
    expect(notice()).toBe('no-picture');
    expect(timesReported()).toBe(2);
    world.camera(null);
    expect(notice()).toBeUndefined();
    world.timers.advance(60_000);
    expect(timesReported()).toBe(2);
  });

  it('leaves no timer when captions go off', () => {
    world.run();
    world.timers.advance(noticedMs);
    world.session.apply(off);
    expect(world.timers.pending).toBe(0);
  });

  it('is not reported where its frames come but cannot be read', () => {
    world.run();
    world.grab.sink.onUnreadable(new DOMException('no', 'NotSupportedError'));
    world.timers.advance(60_000);
    expect(timesReported()).toBe(0);
    expect(world.reports.at(-1)).toBe('starting frame-unreadable');
  });

  it('is noticed although reading it ends again and again', () => {
    world.run();
    for (let time = 0; time < 4; time++) {
      world.timers.advance(1000);
      world.grab.sink.onEnd();
      world.timers.advance(retryMs);
    }
    expect(notice()).toBe('no-picture');
  });
});

describe('a camera whose frames stay away for a good reason', () => {
  it('is not said to give no picture while the page has disabled or muted it', () => {
    world.run();
    world.current.shown = false;
    world.tracks.onShown(false);
    world.timers.advance(60_000);
    expect(timesReported()).toBe(0);
    world.current.shown = true;
    world.tracks.onShown(true);
    world.timers.advance(noticedMs - 1);
    expect(timesReported()).toBe(0);
  });

  it('is no longer said to give no picture once the page has disabled it', () => {
    world.run();
    world.timers.advance(noticedMs);
    expect(notice()).toBe('no-picture');
    world.current.shown = false;
    world.tracks.onShown(false);
    world.timers.advance(1000);
    expect(notice()).toBeUndefined();
    expect(world.reports.at(-1)).toBe('waiting -');
  });

  it.each([
    ['video', true, 0],
    ['video', false, 1],
    ['processor', true, 1],
  ] as const)(
    'read by a %s with the tab hidden: %s, is reported %i times',
    (path, hidden, times) => {
      world.path = path;
      world.hidden = hidden;
      world.run();
      world.timers.advance(60_000);
      expect(timesReported()).toBe(times);
    },
  );

  it('is not said to give no picture by a page that is merely busy', () => {
    world.run();
    for (let time = 0; time < 30; time++) {
      // The page's thread is busy for 7 s: timers that are due meanwhile run once, then the frame.
      world.timers.stall(7000);
      playFor(500);
    }
    expect(timesReported()).toBe(0);
  });
});
