import { beforeEach, describe, expect, it, vi } from 'vitest';
import { retryMs } from '../../../src/content/pump.ts';
import { sizeLimit } from '../../../src/grab/geometry.ts';
import { scaleLimits } from '../../../src/messaging/frame.ts';
import { on, SessionWorld } from './fake-call.ts';

let world: SessionWorld;

beforeEach(() => {
  world = new SessionWorld();
});

describe('while captions are on,', () => {
  beforeEach(() => world.run());

  it('frames are sent at the rate that the answers ask for', () => {
    expect(world.grab.deliver(0)).toBe(true);
    world.answer(0, { next: { afterMs: 500, region: null } });
    expect(world.grab.deliver(33)).toBe(false);
    expect(world.grab.deliver(400)).toBe(false);
    expect(world.grab.deliver(500)).toBe(true);
    expect(world.link.sent).toEqual([0, 500]);
    expect(world.log.data.frames).toMatchObject({ seen: 4, sent: 2, answered: 1 });
    expect(world.log.data.frames.dropped['not-due']).toBe(2);
  });

  it('they are as small as the answers allow', () => {
    world.answer(0, { next: { afterMs: 250, region: null, scale: 'tiny' } });
    expect(world.grab.sink.want(250)).toEqual({ region: null, limit: scaleLimits.tiny });
    world.answer(250, { next: { afterMs: 250, region: null, scale: 'half' } });
    expect(world.grab.sink.want(500)).toEqual({ region: null, limit: scaleLimits.half });
    world.answer(500, { next: { afterMs: 0, region: null } });
    expect(world.grab.sink.want(533)).toEqual({ region: null, limit: sizeLimit });
  });

  it('an answer wakes whoever rests until the next frame is due', () => {
    const wake = vi.fn();
    world.grab.wake = wake;
    world.answer(0, { next: { afterMs: 0, region: null } });
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('only the region that an answer named is asked for, until it names none', () => {
    const region = { x: 10, y: 10, width: 50, height: 50 };
    world.grab.deliver(0);
    world.answer(0, { tracked: true, next: { afterMs: 66, region } });
    expect(world.grab.sink.want(66)?.region).toEqual(region);
    world.answer(66, { next: { afterMs: 66, region: null } });
    expect(world.grab.sink.want(166)?.region).toBeNull();
  });

  it('at most two frames wait for their answers', () => {
    for (const timestamp of [0, 100, 200]) world.grab.deliver(timestamp);
    expect(world.link.sent).toEqual([0, 100]);
    expect(world.log.data.frames.dropped['in-flight']).toBe(1);
    world.link.listener.onLost();
    expect(world.grab.deliver(300)).toBe(true);
    expect(world.log.data.frames.lost).toBe(1);
  });

  it('the whole frame is sent after a lost answer', () => {
    world.answer(0, { next: { afterMs: 0, region: { x: 0, y: 0, width: 9, height: 9 } } });
    world.link.listener.onLost();
    expect(world.grab.sink.want(500)?.region).toBeNull();
  });

  it('a frame that the recognizer skipped frees its place and changes nothing', () => {
    world.grab.deliver(0);
    world.grab.deliver(100);
    world.link.listener.onAnswer(null, 5);
    expect(world.grab.deliver(200)).toBe(true);
    expect(world.log.data.frames).toMatchObject({ sent: 3, answered: 0, skipped: 1 });
  });

  it('every frame of the camera is counted once, whatever happens to it', () => {
    const { frames } = world.log.data;
    for (const timestamp of [0, 10, 100, 200]) world.grab.deliver(timestamp);
    // A wanted frame, during whose reading the camera is switched.
    world.link.listener.onLost();
    expect(world.grab.sink.want(400)).not.toBeNull();
    const { sink } = world.grab;
    world.link.listener.onForgotten(1);
    world.camera();
    sink.onAbandoned?.();
    world.grab.deliver(5);
    world.link.ready = false;
    world.grab.deliver(105);
    world.current.shown = false;
    world.grab.deliver(205);
    expect(frames.dropped).toEqual({
      disabled: 1,
      'not-ready': 1,
      'not-due': 1,
      'in-flight': 1,
      unreadable: 0,
      abandoned: 1,
      unsent: 0,
    });
    const dropped = Object.values(frames.dropped).reduce((sum, count) => sum + count, 0);
    expect(frames.seen).toBe(frames.sent + dropped);
    expect(frames).toMatchObject({ sent: 3, lost: 1, forgotten: 1 });
  });

  it('a sign becomes a caption, and its time counts from the first frame of the track', () => {
    world.grab.deliver(1000);
    world.grab.deliver(2500);
    const sign = { gesture: 'thumbs-up', caption: 'Yes', kind: 'phrase' } as const;
    world.answer(2500, { hands: 1, sign });
    expect(world.view?.lines.map(({ text }) => text)).toEqual(['Yes']);
    expect(world.log.data.captions).toEqual([{ t: 1.5, gesture: 'thumbs-up', caption: 'Yes' }]);
  });

  it('the status follows what is seen', () => {
    world.grab.deliver(0);
    world.answer(0);
    world.timers.advance(500);
    world.timers.advance(500);
    world.answer(100, { hands: 1 });
    world.timers.advance(500);
    world.camera(null);
    world.timers.advance(500);
    expect(world.reports).toEqual(['starting -', 'watching -', 'hand -', 'waiting -']);
    expect(world.log.data.status).toBe('waiting');
  });

  it('a disabled track is not sent, and half a word and the held sign are cleared', () => {
    world.answer(0, { hands: 1, sign: { gesture: 'H', caption: 'H', kind: 'letter' } });
    const { resets } = world.link;
    world.current.shown = false;
    world.tracks.onShown(false);
    expect(world.grab.deliver(100)).toBe(false);
    expect(world.view).toMatchObject({ lines: [], candidate: null });
    expect(world.link.resets).toBe(resets + 1);
    expect(world.log.data.frames.dropped.disabled).toBe(1);
    world.current.shown = true;
    world.tracks.onShown(true);
    expect(world.grab.deliver(200)).toBe(true);
  });

  it('the caption is cleared and nothing is read once the camera stops', () => {
    world.answer(0, { hands: 1, sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } });
    const old = world.grab;
    world.camera(null);
    expect(old.disposed).toBe(true);
    expect(world.view?.lines).toEqual([]);
    expect(world.grabs.length).toBe(1);
  });

  it('a new camera is read from its own start', () => {
    world.grab.deliver(9000);
    world.camera();
    expect(world.grabs.map(({ disposed }) => disposed)).toEqual([true, false]);
    expect(world.grab.deliver(5)).toBe(true);
    expect(world.log.data.firstTimestamp).toBe(5);
  });

  it('a frame of a track that is no longer watched is not sent', () => {
    const old = world.grab;
    world.camera(null);
    expect(old.sink.want(100)).toBeNull();
    expect(world.link.sent).toEqual([]);
  });

  it('a live track whose reading broke off is read again', () => {
    world.grab.sink.onEnd();
    expect(world.grab.disposed).toBe(true);
    world.timers.advance(retryMs);
    expect(world.grabs.length).toBe(2);
    expect(world.grab.deliver(100)).toBe(true);
  });

  it('a new vocabulary goes to the recognizer', () => {
    world.session.apply({
      ...on,
      recognition: { ...on.recognition, vocabulary: 'fingerspelling' },
    });
    expect(world.link.options).toEqual({ vocabulary: 'fingerspelling', dwellMs: 700 });
    expect(world.links.length).toBe(1);
  });

  it('a stricter gate goes to the recognizer', () => {
    world.session.apply({
      ...on,
      recognition: { ...on.recognition, strictness: 'strict', language: 'ja' },
    });
    expect(world.link.options).toMatchObject({ strictness: 'strict', language: 'ja' });
  });

  it('a restarted recognizer gets whole frames, and no sign is shown as held', () => {
    world.grab.deliver(0);
    world.answer(0, {
      hands: 1,
      candidate: { gesture: 'ok', caption: 'OK', progress: 0.5 },
      next: { afterMs: 66, region: { x: 0, y: 0, width: 9, height: 9 } },
    });
    world.grab.deliver(66);
    world.grab.deliver(132);
    world.link.ready = false;
    world.link.listener.onReady(null);
    expect(world.view?.candidate).toBeNull();
    expect(world.log.data.ready).toBe(false);
    world.link.becomeReady();
    expect(world.grab.sink.want(140)).toMatchObject({ region: null });
  });
});
