import { beforeEach, describe, expect, it } from 'vitest';
import { retryMs } from '../../../src/content/pump.ts';
import type { OverlayView } from '../../../src/overlay/types.ts';
import { off, on, SessionWorld } from './fake-call.ts';

let world: SessionWorld;

beforeEach(() => {
  world = new SessionWorld();
});

describe('a problem that the user must know', () => {
  it.each([
    ['NotFoundError', 'no-camera'],
    ['NotAllowedError', 'camera-refused'],
    ['NotReadableError', 'camera-failed'],
  ] as const)('is shown for %s and reported as %s, until a camera comes', (kind, code) => {
    world.session.apply(on);
    world.tracks.onFailure(kind);
    expect(world.view?.notice).toEqual({ text: code });
    world.timers.advance(500);
    world.camera();
    expect(world.view?.notice).toBeNull();
    expect(world.reports).toEqual([`waiting ${code}`, 'starting -']);
  });

  it('is shown even if it happened before captions were on', () => {
    world.tracks.onFailure('NotAllowedError');
    world.session.apply(on);
    expect(world.reports).toEqual(['waiting camera-refused']);
    expect(world.view?.notice).toEqual({ text: 'camera-refused' });
  });

  it('is shown again when captions go off and on', () => {
    world.session.apply(on);
    world.tracks.onFailure('NotAllowedError');
    world.session.apply(off);
    world.view = null;
    world.session.apply(on);
    expect((world.view as OverlayView | null)?.notice).toEqual({ text: 'camera-refused' });
  });

  it('is not shown for a second camera while the first is on', () => {
    world.run();
    world.tracks.onFailure('NotReadableError');
    expect(world.log.data.problem).toBeNull();
  });

  it('is shown when frames cannot be read, until one can', () => {
    world.run();
    world.grab.sink.onUnreadable(new DOMException('no', 'NotSupportedError'));
    expect(world.view?.notice).toEqual({ text: 'frame-unreadable' });
    expect(world.log.data.frames.dropped.unreadable).toBe(1);
    world.grab.deliver(200);
    expect(world.view?.notice).toBeNull();
  });

  it('is shown when the camera cannot be read at all, until it can', () => {
    world.readable = false;
    world.run();
    expect(world.view?.notice).toEqual({ text: 'frame-unreadable' });
    world.timers.advance(retryMs);
    world.readable = true;
    world.timers.advance(retryMs);
    world.grab.deliver(0);
    expect(world.view?.notice).toBeNull();
  });

  it('is shown when the recognizer cannot work', () => {
    world.session.apply(on);
    world.link.listener.onProblem({ code: 'no-backend' });
    expect(world.view?.notice).toEqual({ text: 'no-backend' });
    world.link.listener.onProblem(null);
    expect(world.view?.notice).toBeNull();
  });

  it('is all that is left when the extension was updated', () => {
    world.run();
    world.link.listener.onInvalidated();
    expect(world.view?.notice).toEqual({ text: 'extension-updated' });
    expect(world.grab.disposed).toBe(true);
    expect(world.disposeTracks).toHaveBeenCalled();
    expect(world.onInvalidated).toHaveBeenCalledTimes(1);
    world.session.apply(on);
    expect(world.links.length).toBe(1);
  });
});
