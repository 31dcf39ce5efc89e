import { vi } from 'vitest';
import { createDiagnosticsLog } from '../../../src/content/diagnostics.ts';
import type { LinkListener } from '../../../src/content/link/types.ts';
import { createPresenter, type Pill, type Presenter } from '../../../src/content/presenter.ts';
import { createReporter } from '../../../src/content/reporter.ts';
import { createSession, type Session } from '../../../src/content/session.ts';
import type { TrackListener } from '../../../src/content/tracks.ts';
import type { FrameSink } from '../../../src/grab/types.ts';
import type { Answer } from '../../../src/messaging/frames-port.ts';
import type { TabState } from '../../../src/messaging/protocol.ts';
import type { RecognitionOptions } from '../../../src/messaging/recognition.ts';
import type { OverlayView } from '../../../src/overlay/types.ts';
import { answerAt, FakeTimers, frameAt } from './fake-runtime.ts';

/** The state of a tab with captions on. */
export const on: TabState = {
  on: true,
  status: 'waiting',
  problem: null,
  recognition: { vocabulary: 'call-gestures', dwellMs: 700 },
};
export const off: TabState = { ...on, on: false };

class FakeLink {
  started = false;
  ready = false;
  sent: number[] = [];
  resets = 0;
  options: RecognitionOptions;
  constructor(
    options: RecognitionOptions,
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
  configure = (options: RecognitionOptions) => {
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
  camera = (wanted: boolean) => {
    this.needed.push(wanted);
  };
  wrongs = 0;
  /** The gesture of the caption that was reported as wrong last. */
  wrongGesture = '';
  wrong = (gesture: string) => {
    this.wrongs++;
    this.wrongGesture = gesture;
  };
  notWrong = () => {
    this.wrongs--;
  };
  suppressSigns = () => {};
  becomeReady = () => {
    this.ready = true;
    this.listener.onReady({ backend: 'wasm', binary: true });
  };
}

class FakeGrab {
  wake: (() => void) | undefined;
  disposed = false;
  constructor(
    readonly track: unknown,
    readonly sink: FrameSink,
    readonly path: 'processor' | 'video',
  ) {}
  dispose = () => {
    this.disposed = true;
  };
  /** The camera delivers one frame. @returns whether it was wanted */
  deliver(timestamp: number): boolean {
    const wish = !this.disposed && this.sink.want(timestamp);
    if (!wish) return false;
    this.sink.onFrame(frameAt(timestamp), 0.5);
    return true;
  }
}

/**
 * A session with a real presenter, reporter and pump; page, camera, clock and recognizer are fakes.
 */
export class SessionWorld {
  readonly timers = new FakeTimers();
  readonly log = createDiagnosticsLog();
  readonly links: FakeLink[] = [];
  readonly grabs: FakeGrab[] = [];
  /** Each status that was reported, with the code of its problem or `-`. */
  readonly reports: string[] = [];
  readonly onInvalidated = vi.fn();
  readonly disposeTracks = vi.fn();
  readonly seek = vi.fn<(on: boolean) => void>();
  readonly sawHand = vi.fn();
  readonly disposeOverlay = vi.fn();
  /** The page's newest track, and whether it shows the camera's picture. */
  current: { track: unknown; shown: boolean; off?: boolean } = { track: null, shown: false };
  tracks!: TrackListener;
  session!: Session;
  presenter!: Presenter;
  /** What the overlay shows. */
  view: OverlayView | null = null;
  /** How this browser reads a track. */
  path: 'processor' | 'video' = 'processor';
  /** Whether this browser can read a track. */
  readable = true;
  /** Whether the tab is hidden. */
  hidden = false;
  /** Sessions made from now on are in a private window. */
  priv = false;
  /** What the session says when captions go on or off. */
  pill: ((state: TabState) => Pill | null) | undefined;

  constructor() {
    this.make();
  }

  /** Replaces the session by a new one. */
  make(warmUp = true): void {
    const { timers, log } = this;
    const presenter = createPresenter(
      () => ({
        show: (next) => {
          this.view = next;
        },
        whenShown: (work) => work(),
        dispose: this.disposeOverlay,
      }),
      { wordPauseMs: 2500, captionMs: 5000, dwellIndicator: true },
      timers,
    );
    this.presenter = presenter;
    const page = () => this.current;
    this.session = createSession({
      watchTracks: (listener) => {
        this.tracks = listener;
        return {
          get current() {
            return page().track as MediaStreamTrack | null;
          },
          get shown() {
            return page().shown;
          },
          get off() {
            return page().off ?? false;
          },
          cameras: { list: [], watched: null, chosen: null },
          check() {},
          seek: this.seek,
          choose() {},
          sawHand: this.sawHand,
          dispose: this.disposeTracks,
        };
      },
      watchTalking: () => ({ talking: false, listen() {}, dispose() {} }),
      startGrab: (track, sink) => {
        if (!this.readable) throw new TypeError('no way to read a track');
        const grab = new FakeGrab(track, sink, this.path);
        this.grabs.push(grab);
        return grab;
      },
      createLink: (options, listener) => {
        const link = new FakeLink(options, listener);
        this.links.push(link);
        return link;
      },
      presenter,
      reporter: createReporter((message) => {
        if (message.type === 'content-status')
          this.reports.push(`${message.status} ${message.problem?.code ?? '-'}`);
      }, timers),
      log,
      timers,
      isHidden: () => this.hidden,
      notice: ({ code }) => ({ text: code }),
      warmUp,
      isPrivate: this.priv,
      pill: (state) => this.pill?.(state) ?? null,
      onInvalidated: this.onInvalidated,
    });
  }

  /** The page turns on a camera, or with null turns it off. */
  camera(track: unknown = {}): void {
    this.current = { track, shown: track !== null };
    this.tracks.onTrack(track as MediaStreamTrack | null);
  }

  /** Captions on, the recognizer ready, a camera on. */
  run(): void {
    this.session.apply(on);
    this.link.becomeReady();
    this.camera();
  }

  /** The newest. */
  get link(): FakeLink {
    return this.links.at(-1) as FakeLink;
  }

  /** The newest. */
  get grab(): FakeGrab {
    return this.grabs.at(-1) as FakeGrab;
  }

  /** The recognizer answers the frame with this timestamp. */
  answer(timestamp: number, more: Partial<Answer> = {}): void {
    this.link.listener.onAnswer(answerAt(timestamp, more), 12);
  }
}
