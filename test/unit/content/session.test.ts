import { beforeEach, describe, expect, it } from 'vitest';
import { sizeLimit } from '../../../src/grab/geometry.ts';
import { off, on, SessionWorld } from './fake-call.ts';

let world: SessionWorld;

beforeEach(() => {
  world = new SessionWorld();
});

describe('while captions are off,', () => {
  it('nothing is grabbed, requested or shown, whatever the page does', () => {
    world.camera();
    world.tracks.onFailure('NotFoundError');
    world.tracks.onShown(false);
    expect([world.links, world.grabs, world.reports, world.view]).toEqual([[], [], [], null]);
  });
});

describe('when captions go on,', () => {
  it('the recognizer is started before there is a camera', () => {
    world.session.apply(on);
    expect(world.link.started).toBe(true);
    expect(world.grabs).toEqual([]);
  });

  it('a sub-frame waits for a camera before it starts the recognizer', () => {
    world.make(false);
    world.session.apply(on);
    expect(world.link.started).toBe(false);
    world.camera();
    expect(world.link.started).toBe(true);
  });

  it('the recognizer is kept awake while there is a camera', () => {
    world.session.apply(on);
    world.camera();
    world.camera(null);
    expect(world.link.needed).toEqual([false, true, false]);
  });

  it('a camera that was on before is watched', () => {
    const track = {};
    world.camera(track);
    world.session.apply(on);
    expect(world.grab.track).toBe(track);
  });

  it('cameras that the tap has not reported are looked for, until captions go off', () => {
    world.session.apply(on);
    expect(world.seek.mock.calls).toEqual([[true]]);
    world.session.apply(off);
    expect(world.seek.mock.calls).toEqual([[true], [false]]);
  });

  it('a user whose video is off in the call reads so, and no failure of another camera', () => {
    world.run();
    world.current = { track: null, shown: false, off: true };
    world.tracks.onTrack(null);
    world.tracks.onFailure('NotAllowedError');
    world.timers.advance(1000);
    expect(world.reports.at(-1)).toBe('video-off -');
  });

  it('the choice among several cameras learns which shows a hand', () => {
    world.run();
    world.answer(0);
    expect(world.sawHand).not.toHaveBeenCalled();
    world.answer(33, { hands: 1 });
    expect(world.sawHand).toHaveBeenCalledTimes(1);
  });

  it('frames are sent once the recognizer is ready, whole and not too large', () => {
    world.session.apply(on);
    world.camera();
    expect(world.grab.deliver(0)).toBe(false);
    world.link.becomeReady();
    expect(world.grab.sink.want(33)).toEqual({ region: null, limit: sizeLimit });
    expect(world.log.data.frames.dropped['not-ready']).toBe(1);
  });
});

describe('when the page goes into the back-forward cache,', () => {
  it('captions end, and are on again when the background says so', () => {
    world.run();
    const [old] = world.links;
    world.session.sleep();
    expect(old?.started).toBe(false);
    expect(world.grab.disposed).toBe(true);
    expect(world.session.on).toBe(false);
    world.session.apply(on);
    expect(world.links.length).toBe(2);
    world.link.becomeReady();
    expect(world.grab.deliver(0)).toBe(true);
  });

  it('captions that were switched off meanwhile stay off', () => {
    world.run();
    world.session.sleep();
    world.session.apply(off);
    expect(world.session.on).toBe(false);
    expect(world.links.length).toBe(1);
  });
});

describe('when captions go off,', () => {
  it('frames stop at once, the port is closed and the overlay is removed', () => {
    world.run();
    world.answer(0, { hands: 1, sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } });
    world.session.apply(off);
    expect(world.grab.disposed).toBe(true);
    expect(world.grab.deliver(500)).toBe(false);
    expect(world.link.started).toBe(false);
    expect(world.disposeOverlay).toHaveBeenCalledTimes(1);
    expect(world.timers.pending).toBe(0);
    expect(world.log.data).toMatchObject({ on: false, ready: false, status: 'waiting' });
  });

  it('and on again, the same camera is watched again', () => {
    world.run();
    world.session.apply(off);
    world.session.apply(on);
    world.link.becomeReady();
    expect(world.grab.deliver(600)).toBe(true);
    expect(world.links.length).toBe(2);
  });

  it('nothing changes the second time', () => {
    world.session.apply(off);
    world.session.apply(off);
    expect(world.disposeOverlay).not.toHaveBeenCalled();
  });
});

describe('when the session is disposed of,', () => {
  it('everything is released, once', () => {
    world.run();
    world.session.dispose();
    world.session.dispose();
    expect(world.grab.disposed).toBe(true);
    expect(world.link.started).toBe(false);
    expect(world.disposeTracks).toHaveBeenCalledTimes(1);
    expect(world.timers.pending).toBe(0);
    world.session.apply(on);
    expect(world.links.length).toBe(1);
  });
});

describe('a wrong caption', () => {
  const say = (): void => {
    world.make();
    world.run();
    world.answer(0, { hands: 1, sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } });
  };

  it('is removed at once, and reported to the recognizer as wrong', () => {
    say();
    expect(world.view?.lines).toHaveLength(1);
    world.session.takeBack();
    expect(world.view?.lines).toEqual([]);
    expect(world.link.wrongs).toBe(1);
    world.session.takeBack();
    expect(world.link.wrongs, 'there is nothing left to take back').toBe(1);
  });

  it('that a gesture takes back is learned from, not that gesture, and can come back', () => {
    say();
    world.presenter.configure({
      wordPauseMs: 2500,
      captionMs: 5000,
      dwellIndicator: true,
      wrongGesture: 'thumbs-down',
    });
    world.answer(1, { hands: 1, sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } });
    const down = { gesture: 'thumbs-down', caption: 'No', kind: 'phrase' } as const;
    world.answer(2, { hands: 1, sign: down });
    expect(world.view?.lines).toHaveLength(1);
    expect(world.link.wrongGesture).toBe('ok');
    world.session.undoTakeBack();
    expect(world.view?.lines).toHaveLength(2);
    expect(world.link.wrongs).toBe(0);
  });

  it('comes back when that is undone, and is reported as right after all', () => {
    say();
    world.session.takeBack();
    world.session.undoTakeBack();
    expect(world.view?.lines).toHaveLength(1);
    expect(world.link.wrongs).toBe(0);
    world.session.undoTakeBack();
    expect(world.link.wrongs, 'there is nothing left to undo').toBe(0);
  });

  it('is not reported to the recognizer if it was chosen, not signed', () => {
    say();
    world.presenter.sayPhrase('On my way');
    world.session.takeBack();
    expect(world.view?.lines.map(({ text }) => text)).toEqual(['OK']);
    expect(world.link.wrongs).toBe(0);
    world.session.undoTakeBack();
    expect(world.view?.lines.map(({ text }) => text)).toEqual(['OK', 'On my way']);
    expect(world.link.wrongs).toBe(0);
  });

  it('is not kept to learn from in a private window', () => {
    world.priv = true;
    say();
    world.session.takeBack();
    expect(world.view?.lines).toEqual([]);
    expect(world.link.wrongs).toBe(0);
    world.session.undoTakeBack();
    expect(world.view?.lines).toHaveLength(1);
    expect(world.link.wrongs).toBe(0);
  });
});

describe('a user who switches captions', () => {
  it('reads and hears once that they went on, and once that they went off, for 3 s', () => {
    const said: (boolean | undefined)[] = [];
    world.pill = ({ on: isOn, paused }) => {
      said.push(isOn, paused);
      return isOn ? { text: 'On', mark: 'on' } : { text: 'Paused', mark: 'paused' };
    };
    world.make();
    world.session.apply({ ...on });
    world.session.apply({ ...on, recognition: { ...on.recognition, dwellMs: 900 } });
    expect(world.view).toMatchObject({ announcement: 'On', pill: { text: 'On', mark: 'on' } });
    world.session.apply({ ...off, paused: true });
    expect(world.view).toMatchObject({ announcement: 'Paused', pill: { mark: 'paused' } });
    expect(said).toEqual([true, undefined, false, true]);
    world.timers.advance(2999);
    expect(world.view?.pill).not.toBeNull();
    world.timers.advance(1);
    expect(world.view?.pill).toBeNull();
    expect(world.disposeOverlay).toHaveBeenCalled();
    expect(world.timers.pending).toBe(0);
  });
});

describe('why there is no sign', () => {
  const cutOff = { why: 'cut-off' } as const;

  it('is known from the newest answer', () => {
    world.run();
    world.answer(0, { hands: 1, reason: cutOff });
    expect(world.session.reason).toEqual(cutOff);
    world.answer(100, { hands: 1 });
    expect(world.session.reason).toBeNull();
  });

  it('is not known where no camera is watched', () => {
    expect(world.session.reason).toBeUndefined();
    world.run();
    expect(world.session.reason).toBeUndefined();
    world.answer(0, { hands: 1, reason: cutOff });
    world.camera(null);
    expect(world.session.reason).toBeUndefined();
    world.camera();
    world.answer(100, { hands: 1, reason: cutOff });
    world.session.apply(off);
    expect(world.session.reason).toBeUndefined();
  });

  it('is reported to the background by no message of its own', () => {
    world.run();
    world.answer(0, { hands: 1 });
    world.timers.advance(1000);
    const reports = world.reports.length;
    world.answer(100, { hands: 1, reason: cutOff });
    world.timers.advance(1000);
    expect(world.reports).toHaveLength(reports);
  });
});
