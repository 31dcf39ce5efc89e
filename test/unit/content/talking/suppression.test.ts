import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiagnosticsLog, type DiagnosticsLog } from '../../../../src/content/diagnostics.ts';
import type { LinkListener } from '../../../../src/content/link/types.ts';
import { createPresenter } from '../../../../src/content/presenter.ts';
import { createReporter } from '../../../../src/content/reporter.ts';
import { createSession, type Session } from '../../../../src/content/session.ts';
import type { TrackListener } from '../../../../src/content/tracks.ts';
import type { Answer, Suppression } from '../../../../src/messaging/frames-port.ts';
import type { OverlayView } from '../../../../src/overlay/types.ts';
import { off, on } from '../fake-call.ts';
import { answerAt, FakeTimers } from '../fake-runtime.ts';

let timers: FakeTimers;
let session: Session;
let view: OverlayView | null;
let log: DiagnosticsLog;
let current: MediaStreamTrack | null;
let tracks: TrackListener;
let link: LinkListener;
let suppressed: Suppression | null;
let committed: string[];
/** Each change of whether the microphone is listened to. */
let listening: boolean[];
let setTalking: (talking: boolean) => void;
const disposeTalk = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  timers = new FakeTimers();
  log = createDiagnosticsLog();
  view = null;
  current = null;
  suppressed = null;
  committed = [];
  listening = [];
  const show = (next: OverlayView): void => {
    view = next;
  };
  const presenter = createPresenter(
    () => ({ show, whenShown: (work) => work(), dispose() {} }),
    { wordPauseMs: 2500, captionMs: 5000, dwellIndicator: true },
    timers,
  );
  presenter.subscribe((changes) => {
    for (const change of changes)
      if (change.type === 'committed') committed.push(change.caption.text);
  });
  session = createSession({
    watchTracks: (listener) => {
      tracks = listener;
      return {
        get current() {
          return current;
        },
        shown: true,
        off: false,
        cameras: { list: [], watched: null, chosen: null },
        check() {},
        seek() {},
        choose() {},
        sawHand() {},
        dispose() {},
      };
    },
    watchTalking: (onTalking) => {
      let talking = false;
      setTalking = (now) => {
        talking = now;
        onTalking(now);
      };
      return {
        get talking() {
          return talking;
        },
        listen: (wanted) => {
          if (!wanted && talking) setTalking(false);
          if (wanted !== (listening.at(-1) ?? false)) listening.push(wanted);
        },
        dispose: disposeTalk,
      };
    },
    startGrab: () => ({ path: 'processor', dispose() {} }),
    createLink: (_, listener) => {
      link = listener;
      return {
        start() {},
        stop() {},
        camera() {},
        configure() {},
        ready: true,
        send: () => true,
        suppressSigns: (next) => {
          suppressed = next;
        },
        reset() {},
        wrong() {},
        notWrong() {},
      };
    },
    presenter,
    reporter: createReporter(() => undefined, timers),
    isHidden: () => false,
    log,
    timers,
    notice: ({ code }) => ({ text: code }),
    warmUp: true,
    onInvalidated() {},
  });
});

function camera(track: unknown = {}): void {
  current = track as MediaStreamTrack | null;
  tracks.onTrack(current);
}
const answer = (more: Partial<Answer>) =>
  link.onAnswer(answerAt(timers.now(), { hands: 1, ...more }), 10);
const sign = (caption = 'OK') => answer({ sign: { gesture: 'ok', caption, kind: 'phrase' } });

describe('the microphone', () => {
  it('is listened to only while the user wants it, captions are on and there is a camera', () => {
    session.apply(on);
    camera();
    expect(listening).toEqual([]);
    session.holdWhileSpeaking(true);
    expect(listening).toEqual([true]);
    session.holdWhileSpeaking(false);
    expect(listening).toEqual([true, false]);
    session.holdWhileSpeaking(true);
    session.apply(off);
    expect(listening).toEqual([true, false, true, false]);
    session.apply(on);
    camera(null);
    expect(listening).toEqual([true, false, true, false, true, false]);
    camera();
    expect(listening.at(-1)).toBe(true);
  });

  it('is released with everything else', () => {
    session.apply(on);
    session.holdWhileSpeaking(true);
    camera();
    session.dispose();
    expect(listening).toEqual([true, false]);
    expect(disposeTalk).toHaveBeenCalledTimes(1);
  });

  it('is released when the extension is gone', () => {
    session.apply(on);
    link.onInvalidated();
    expect(disposeTalk).toHaveBeenCalledTimes(1);
  });
});

describe('while the user talks,', () => {
  beforeEach(() => {
    session.apply(on);
    session.holdWhileSpeaking(true);
    camera();
    setTalking(true);
  });

  it('frames are marked, until the user stops talking', () => {
    expect(suppressed).toEqual({});
    setTalking(false);
    expect(suppressed).toBeNull();
  });

  it('no held sign is shown', () => {
    const candidate = { gesture: 'ok', caption: 'OK', progress: 0.5 };
    answer({ candidate });
    expect(view?.candidate ?? null).toBeNull();
    setTalking(false);
    expect(view?.candidate ?? null).toBeNull();
    answer({ candidate });
    expect(view?.candidate).toEqual({ text: 'OK', progress: 0.5 });
  });

  it('a sign in the answer to an earlier frame gives no caption, and is reported to the recognizer as unsaid', () => {
    sign();
    expect(suppressed).toEqual({ unsaid: 'ok' });
    expect(committed).toEqual([]);
    expect(log.data.captions).toEqual([]);
    setTalking(false);
    timers.advance(60_000);
    expect(committed).toEqual([]);
  });

  it('signs are suppressed only until the user stops talking', () => {
    setTalking(false);
    sign();
    expect(committed).toEqual(['OK']);
  });

  it('captions that go off and on again are not held back by earlier speech', () => {
    session.apply(off);
    session.apply(on);
    sign();
    expect(committed).toEqual(['OK']);
  });
});
