import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DiagnosticsLog } from '../../../src/content/diagnostics.ts';
import type { LinkListener, LinkOptions } from '../../../src/content/link.ts';
import { Presenter } from '../../../src/content/presenter.ts';
import { retryMs } from '../../../src/content/pump.ts';
import { Reporter } from '../../../src/content/reporter.ts';
import { Session } from '../../../src/content/session.ts';
import type { TrackListener } from '../../../src/content/tracks.ts';
import { sizeLimit } from '../../../src/grab/geometry.ts';
import type { FrameSink } from '../../../src/grab/grab.ts';
import type { Answer, ContentMessage, TabState } from '../../../src/messaging/protocol.ts';
import type { OverlayView } from '../../../src/overlay/types.ts';
import { answerAt, FakeTimers, frameAt } from './fakes.ts';

class FakeLink {
  started = false;
  ready = false;
  sent: number[] = [];
  resets = 0;
  options: LinkOptions;
  constructor(
    options: LinkOptions,
    readonly listener: LinkListener,
  ) {
    this.options = options;
  }
  start = () => {
    this.started = true;
  };
  stop = () => {
    this.started = false;
    this.ready = false;
  };
  configure = (options: LinkOptions) => {
    this.options = options;
  };
  send = ({ timestamp }: { timestamp: number }) => {
    if (this.ready) this.sent.push(timestamp);
    return this.ready;
  };
  reset = () => {
    this.resets++;
  };
  needed: boolean[] = [];
  camera = (on: boolean) => {
    this.needed.push(on);
  };
  wrongs = 0;
  wrong = () => {
    this.wrongs++;
  };
  hold = () => {};
  becomeReady = () => {
    this.ready = true;
    this.listener.ready({ backend: 'wasm', binary: true });
  };
}

class FakeGrab {
  readonly path = 'processor' as const;
  disposed = false;
  constructor(
    readonly track: unknown,
    readonly sink: FrameSink,
  ) {}
  dispose = () => {
    this.disposed = true;
  };
  /** The camera delivers one frame. Says whether it was wanted. */
  deliver(timestamp: number): boolean {
    const wish = !this.disposed && this.sink.want(timestamp);
    if (!wish) return false;
    this.sink.frame(frameAt(timestamp), 0.5);
    return true;
  }
}

let timers: FakeTimers;
let log: DiagnosticsLog;
let session: Session;
let tracks: TrackListener;
let current: { track: unknown; shown: boolean };
let links: FakeLink[];
let grabs: FakeGrab[];
let readable: boolean;
let view: OverlayView | null;
let reports: string[];
let priv: boolean;
let tell: ((on: boolean) => string | null) | undefined;
const onInvalidated = vi.fn();
const disposeTracks = vi.fn();
const disposeOverlay = vi.fn();

function make(warmUp = true): Session {
  const presenter = new Presenter(
    () => ({
      show: (next) => {
        view = next;
      },
      dispose: disposeOverlay,
    }),
    { captionMs: 5000, dwellIndicator: true },
    timers,
  );
  return new Session({
    watchTracks: (listener) => {
      tracks = listener;
      return {
        get current() {
          return current.track as MediaStreamTrack | null;
        },
        get shown() {
          return current.shown;
        },
        check() {},
        dispose: disposeTracks,
      };
    },
    watchVoice: () => ({ speaking: false, listen() {}, dispose() {} }),
    startGrab: (track, sink) => {
      if (!readable) throw new TypeError('no way to read a track');
      const grab = new FakeGrab(track, sink);
      grabs.push(grab);
      return grab;
    },
    createLink: (options, listener) => {
      const link = new FakeLink(options, listener);
      links.push(link);
      return link;
    },
    presenter,
    reporter: new Reporter((message: ContentMessage) => {
      if (message.type === 'content-status')
        reports.push(`${message.status} ${message.problem?.code ?? '-'}`);
    }, timers),
    log,
    timers,
    notice: ({ code }) => ({ text: code }),
    warmUp,
    private: priv,
    said: (on) => tell?.(on) ?? null,
    onInvalidated,
  });
}

beforeEach(() => {
  vi.clearAllMocks();
  timers = new FakeTimers();
  log = new DiagnosticsLog();
  current = { track: null, shown: false };
  links = [];
  grabs = [];
  readable = true;
  view = null;
  reports = [];
  priv = false;
  tell = undefined;
  session = make();
});

const on: TabState = {
  on: true,
  status: 'waiting',
  problem: null,
  vocabulary: 'call-gestures',
  dwellMs: 700,
};
const off: TabState = { ...on, on: false };

function camera(track: unknown = {}): void {
  current = { track, shown: track !== null };
  tracks.changed(track as MediaStreamTrack | null);
}
const link = () => links.at(-1) as FakeLink;
const grab = () => grabs.at(-1) as FakeGrab;
const answer = (timestamp: number, more: Partial<Answer> = {}) =>
  link().listener.answer(answerAt(timestamp, more), 12);

function running(): void {
  session.apply(on);
  link().becomeReady();
  camera();
}

describe('while captions are off', () => {
  it('nothing is grabbed, asked or shown, whatever the page does', () => {
    camera();
    tracks.failed('NotFoundError');
    tracks.shown(false);
    expect([links, grabs, reports, view]).toEqual([[], [], [], null]);
  });
});

describe('when captions go on', () => {
  it('the recognizer is started before there is a camera', () => {
    session.apply(on);
    expect(link().started).toBe(true);
    expect(grabs).toEqual([]);
  });

  it('a sub-frame waits for a camera before it starts the recognizer', () => {
    session = make(false);
    session.apply(on);
    expect(link().started).toBe(false);
    camera();
    expect(link().started).toBe(true);
  });

  it('the recognizer is kept awake for as long as there is a camera', () => {
    session.apply(on);
    camera();
    camera(null);
    expect(link().needed).toEqual([false, true, false]);
  });

  it('a camera that was on before is watched', () => {
    const track = {};
    camera(track);
    session.apply(on);
    expect(grab().track).toBe(track);
  });

  it('frames are sent once the recognizer is ready, whole and not too large', () => {
    session.apply(on);
    camera();
    expect(grab().deliver(0)).toBe(false);
    link().becomeReady();
    expect(grab().sink.want(33)).toEqual({ region: null, limit: sizeLimit });
    expect(log.data.frames.dropped['not-ready']).toBe(1);
  });
});

describe('while captions are on', () => {
  beforeEach(running);

  it('frames go out at the pace that the answers ask for', () => {
    expect(grab().deliver(0)).toBe(true);
    answer(0, { next: { afterMs: 500, region: null } });
    expect(grab().deliver(33)).toBe(false);
    expect(grab().deliver(400)).toBe(false);
    expect(grab().deliver(500)).toBe(true);
    expect(link().sent).toEqual([0, 500]);
    expect(log.data.frames).toMatchObject({ seen: 4, sent: 2, answered: 1 });
    expect(log.data.frames.dropped['not-due']).toBe(2);
  });

  it('only the region that an answer named is asked for, until it names none', () => {
    const region = { x: 10, y: 10, width: 50, height: 50 };
    grab().deliver(0);
    answer(0, { tracked: true, next: { afterMs: 66, region } });
    expect(grab().sink.want(66)?.region).toEqual(region);
    answer(66, { next: { afterMs: 66, region: null } });
    expect(grab().sink.want(166)?.region).toBeNull();
  });

  it('no more than two frames wait for their answers', () => {
    for (const timestamp of [0, 100, 200]) grab().deliver(timestamp);
    expect(link().sent).toEqual([0, 100]);
    expect(log.data.frames.dropped['in-flight']).toBe(1);
    link().listener.lost();
    expect(grab().deliver(300)).toBe(true);
    expect(log.data.frames.lost).toBe(1);
  });

  it('after a lost answer the whole picture is sent', () => {
    answer(0, { next: { afterMs: 0, region: { x: 0, y: 0, width: 9, height: 9 } } });
    link().listener.lost();
    expect(grab().sink.want(500)?.region).toBeNull();
  });

  it('a frame that the recognizer did not look at frees its place and changes nothing', () => {
    grab().deliver(0);
    grab().deliver(100);
    link().listener.answer(null, 5);
    expect(grab().deliver(200)).toBe(true);
    expect(log.data.frames).toMatchObject({ sent: 3, answered: 0, skipped: 1 });
  });

  it('every frame of the camera is counted once, whatever becomes of it', () => {
    const { frames } = log.data;
    for (const timestamp of [0, 10, 100, 200]) grab().deliver(timestamp);
    // Wanted, and the camera is switched while it is being read.
    link().listener.lost();
    expect(grab().sink.want(400)).not.toBeNull();
    const { sink } = grab();
    link().listener.forgotten(1);
    camera();
    sink.abandoned?.();
    grab().deliver(5);
    link().ready = false;
    grab().deliver(105);
    current.shown = false;
    grab().deliver(205);
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
    grab().deliver(1000);
    grab().deliver(2500);
    const sign = { gesture: 'thumbs-up', caption: 'Yes', kind: 'phrase' } as const;
    answer(2500, { hands: 1, sign });
    expect(view?.lines.map(({ text }) => text)).toEqual(['Yes']);
    expect(log.data.captions).toEqual([{ t: 1.5, gesture: 'thumbs-up', caption: 'Yes' }]);
  });

  it('the status follows what is seen', () => {
    grab().deliver(0);
    answer(0);
    timers.advance(500);
    answer(100, { hands: 1 });
    timers.advance(500);
    camera(null);
    timers.advance(500);
    expect(reports).toEqual(['watching -', 'hand -', 'waiting -']);
    expect(log.data.status).toBe('waiting');
  });

  it('a disabled track is not sent, and takes half a word and what was held with it', () => {
    answer(0, { hands: 1, sign: { gesture: 'H', caption: 'H', kind: 'letter' } });
    const { resets } = link();
    current.shown = false;
    tracks.shown(false);
    expect(grab().deliver(100)).toBe(false);
    expect(view).toMatchObject({ lines: [], candidate: null });
    expect(link().resets).toBe(resets + 1);
    expect(log.data.frames.dropped.disabled).toBe(1);
    current.shown = true;
    tracks.shown(true);
    expect(grab().deliver(200)).toBe(true);
  });

  it('when the camera stops, the caption clears and nothing is read any more', () => {
    answer(0, { hands: 1, sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } });
    const old = grab();
    camera(null);
    expect(old.disposed).toBe(true);
    expect(view?.lines).toEqual([]);
    expect(grabs.length).toBe(1);
  });

  it('when the page switches cameras, the new one is read from its own start', () => {
    grab().deliver(9000);
    camera();
    expect(grabs.map(({ disposed }) => disposed)).toEqual([true, false]);
    expect(grab().deliver(5)).toBe(true);
    expect(log.data.firstTimestamp).toBe(5);
  });

  it('a frame of a track that is no longer watched is not sent', () => {
    const old = grab();
    camera(null);
    expect(old.sink.want(100)).toBeNull();
    expect(link().sent).toEqual([]);
  });

  it('a live track whose reading broke off is read again', () => {
    grab().sink.ended();
    expect(grab().disposed).toBe(true);
    timers.advance(retryMs);
    expect(grabs.length).toBe(2);
    expect(grab().deliver(100)).toBe(true);
  });

  it('a new vocabulary goes to the recognizer', () => {
    session.apply({ ...on, vocabulary: 'fingerspelling' });
    expect(link().options).toEqual({ vocabulary: 'fingerspelling', dwellMs: 700 });
    expect(links.length).toBe(1);
  });

  it('a stricter gate goes to the recognizer', () => {
    session.apply({ ...on, strictness: 'strict', language: 'ja' });
    expect(link().options).toMatchObject({ strictness: 'strict', language: 'ja' });
  });

  it('a restarted recognizer starts with whole pictures and an empty line', () => {
    grab().deliver(0);
    answer(0, {
      hands: 1,
      candidate: { gesture: 'ok', caption: 'OK', progress: 0.5 },
      next: { afterMs: 66, region: { x: 0, y: 0, width: 9, height: 9 } },
    });
    grab().deliver(66);
    grab().deliver(132);
    link().ready = false;
    link().listener.ready(null);
    expect(view?.candidate).toBeNull();
    expect(log.data.ready).toBe(false);
    link().becomeReady();
    expect(grab().sink.want(140)).toMatchObject({ region: null });
  });
});

describe('when the page goes into the back-forward cache', () => {
  it('nothing is left of captions, and they are on again once it is told so', () => {
    running();
    const [old] = links;
    session.sleep();
    expect(old?.started).toBe(false);
    expect(grab().disposed).toBe(true);
    expect(session.on).toBe(false);
    session.apply(on);
    expect(links.length).toBe(2);
    link().becomeReady();
    expect(grab().deliver(0)).toBe(true);
  });

  it('captions that were switched off meanwhile stay off', () => {
    running();
    session.sleep();
    session.apply(off);
    expect(session.on).toBe(false);
    expect(links.length).toBe(1);
  });
});

describe('when captions go off', () => {
  it('frames stop at once, the port closes, the overlay goes', () => {
    running();
    answer(0, { hands: 1, sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } });
    session.apply(off);
    expect(grab().disposed).toBe(true);
    expect(grab().deliver(500)).toBe(false);
    expect(link().started).toBe(false);
    expect(disposeOverlay).toHaveBeenCalledTimes(1);
    expect(timers.pending).toBe(0);
    expect(log.data).toMatchObject({ on: false, ready: false, status: 'waiting' });
  });

  it('and on again, the same camera is watched anew', () => {
    running();
    session.apply(off);
    session.apply(on);
    link().becomeReady();
    expect(grab().deliver(600)).toBe(true);
    expect(links.length).toBe(2);
  });

  it('twice changes nothing', () => {
    session.apply(off);
    session.apply(off);
    expect(disposeOverlay).not.toHaveBeenCalled();
  });
});

describe('what the user must know', () => {
  it.each([
    ['NotFoundError', 'no-camera'],
    ['NotAllowedError', 'camera-refused'],
    ['NotReadableError', 'camera-failed'],
  ] as const)('%s is shown and reported as %s, until a camera comes', (kind, code) => {
    session.apply(on);
    tracks.failed(kind);
    expect(view?.notice).toEqual({ text: code });
    timers.advance(500);
    camera();
    expect(view?.notice).toBeNull();
    expect(reports).toEqual([`waiting ${code}`, 'waiting -']);
  });

  it('is told when it happened before captions were on', () => {
    tracks.failed('NotAllowedError');
    session.apply(on);
    expect(reports).toEqual(['waiting camera-refused']);
    expect(view?.notice).toEqual({ text: 'camera-refused' });
  });

  it('is told anew when captions go off and on', () => {
    session.apply(on);
    tracks.failed('NotAllowedError');
    session.apply(off);
    view = null;
    session.apply(on);
    expect((view as OverlayView | null)?.notice).toEqual({ text: 'camera-refused' });
  });

  it('is not told for a second camera while the first is on', () => {
    running();
    tracks.failed('NotReadableError');
    expect(log.data.problem).toBeNull();
  });

  it('is told when pictures cannot be read, until one can', () => {
    running();
    grab().sink.unreadable(new DOMException('no', 'NotSupportedError'));
    expect(view?.notice).toEqual({ text: 'frame-unreadable' });
    expect(log.data.frames.dropped.unreadable).toBe(1);
    grab().deliver(200);
    expect(view?.notice).toBeNull();
  });

  it('is told when the camera cannot be read at all, until it can', () => {
    readable = false;
    running();
    expect(view?.notice).toEqual({ text: 'frame-unreadable' });
    timers.advance(retryMs);
    readable = true;
    timers.advance(retryMs);
    grab().deliver(0);
    expect(view?.notice).toBeNull();
  });

  it('is told when the recognizer cannot work', () => {
    session.apply(on);
    link().listener.problem({ code: 'no-backend' });
    expect(view?.notice).toEqual({ text: 'no-backend' });
    link().listener.problem(null);
    expect(view?.notice).toBeNull();
  });

  it('is all that is left when the extension was updated under the page', () => {
    running();
    link().listener.invalidated();
    expect(view?.notice).toEqual({ text: 'extension-updated' });
    expect(grab().disposed).toBe(true);
    expect(disposeTracks).toHaveBeenCalled();
    expect(onInvalidated).toHaveBeenCalledTimes(1);
    session.apply(on);
    expect(links.length).toBe(1);
  });
});

describe('when it is disposed', () => {
  it('everything is let go, once', () => {
    running();
    session.dispose();
    session.dispose();
    expect(grab().disposed).toBe(true);
    expect(link().started).toBe(false);
    expect(disposeTracks).toHaveBeenCalledTimes(1);
    expect(timers.pending).toBe(0);
    session.apply(on);
    expect(links.length).toBe(1);
  });
});

describe('a caption that was wrong', () => {
  const say = (): void => {
    session = make();
    running();
    answer(0, { hands: 1, sign: { gesture: 'ok', caption: 'OK', kind: 'phrase' } });
  };

  it('goes at once, and the recognizer is told that was wrong', () => {
    say();
    expect(view?.lines).toHaveLength(1);
    session.takeBack();
    expect(view?.lines).toEqual([]);
    expect(link().wrongs).toBe(1);
    session.takeBack();
    expect(link().wrongs, 'there is nothing left to take back').toBe(1);
  });

  it('is not kept to learn from in a private window', () => {
    priv = true;
    say();
    session.takeBack();
    expect(view?.lines).toEqual([]);
    expect(link().wrongs).toBe(0);
  });
});

describe('screen readers', () => {
  it('are told once that captions went on, and once that they went off', () => {
    const said: boolean[] = [];
    tell = (now) => {
      said.push(now);
      return now ? 'On' : 'Off';
    };
    session = make();
    session.apply({ ...on });
    session.apply({ ...on, dwellMs: 900 });
    expect(view?.said).toBe('On');
    session.apply(off);
    expect(view?.said).toBe('Off');
    expect(said).toEqual([true, false]);
    timers.advance(10_000);
    expect(disposeOverlay).toHaveBeenCalled();
    expect(timers.pending).toBe(0);
  });
});
