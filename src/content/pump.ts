import type { Timers } from '../clock/clock.ts';
import { limitOf, sizeLimit } from '../grab/geometry.ts';
import { Pacer } from '../grab/pacer.ts';
import type { FrameSink, Grab, Wish } from '../grab/types.ts';
import type { Frame } from '../messaging/frame.ts';
import type { Answer } from '../messaging/frames-port.ts';
import { type Problem, toProblem } from '../messaging/problems.ts';
import type { DiagnosticsLog } from './diagnostics.ts';
import type { Link } from './link/types.ts';
import { createPictureWatch } from './picture-watch.ts';
import type { TrackWatch } from './tracks.ts';

const wholeFrame: Wish = { region: null, limit: sizeLimit };

/** How long to wait before reading a live track again after reading it has failed, ms. */
export const retryMs = 2000;

export interface PumpParts {
  tracks: TrackWatch;
  link: Pick<Link, 'ready' | 'send'>;
  startGrab(track: MediaStreamTrack, sink: FrameSink): Grab;
  log: DiagnosticsLog;
  timers: Timers;
  /** Whether the tab is hidden, where a video element shows no frames. */
  isHidden(): boolean;
  /** Called with the reason why frames cannot be read, and with null for each that was sent. */
  onProblem(problem: Problem | null): void;
}

/**
 * Sends frames of the current track to the recognizer: only those that are due, only the region
 * that is needed, and none while the track is disabled or muted. Counts every frame that it drops.
 */
export interface Pump {
  /** Starts reading the current track, if there is one. */
  start(): void;
  stop(): void;
  /**
   * Forgets rate and region of earlier answers: the recognizer was replaced, or the camera shows
   * nothing.
   */
  forget(): void;
  /** @param answer null for a frame that the recognizer did not look at */
  answered(answer: Answer | null): void;
  /** A frame will not be answered, so the hand's region is no longer known. */
  lost(): void;
}

export function createPump(parts: PumpParts): Pump {
  const { tracks, link, log, timers, onProblem } = parts;
  const pacer = new Pacer();
  let grab: Grab | null = null;
  let wish: Wish = wholeFrame;
  let cancelRetry: (() => void) | null = null;
  /** Frames come, but cannot be read: the user knows. */
  let unreadable = false;

  const pictures = createPictureWatch({
    timers,
    expected: () =>
      tracks.shown && !unreadable && !(grab?.path !== 'processor' && parts.isHidden()),
    onMissing: (missing) => onProblem(missing ? { code: 'no-picture' } : null),
  });

  const start = (): void => {
    release();
    if (!tracks.current) return;
    log.trackChanged();
    read(tracks.current);
  };

  const release = (): void => {
    cancelRetry?.();
    cancelRetry = null;
    grab?.dispose();
    grab = null;
    log.data.path = null;
    forget();
  };

  const forget = (): void => {
    pacer.reset();
    wish = wholeFrame;
  };

  const refuse = (error: unknown): void => {
    unreadable = true;
    onProblem(toProblem(error, 'frame-unreadable'));
  };

  const read = (track: MediaStreamTrack): void => {
    try {
      const started = parts.startGrab(track, {
        want: (timestamp, skipped) => (grab === started ? want(timestamp, skipped) : null),
        onBegin: (timestamp) => log.began(timestamp),
        restMs: () => (tracks.shown && link.ready ? pacer.restMs : 0),
        onFrame: (frame, grabMs) => send(frame, grabMs),
        onUnreadable: (error) => {
          log.dropped('unreadable');
          refuse(error);
        },
        onAbandoned: () => log.dropped('abandoned'),
        onEnd,
      });
      grab = started;
      log.data.path = started.path;
    } catch (error) {
      refuse(error);
      retry();
    }
  };

  const isDark = (): boolean => !tracks.current?.enabled || tracks.current.muted;

  const want = (timestamp: number, skipped = false): Wish | null => {
    log.seen(timestamp);
    pictures.frame();
    const watched = grab;
    const early = !tracks.shown
      ? 'disabled'
      : !link.ready
        ? 'not-ready'
        : pacer.decide(timestamp, skipped);
    // The page may have disabled this track, or sent another or none, since the last frame. Looking
    // costs the page's thread time, so a frame that is not due only shows whether it is disabled.
    if (early === null || early === 'disabled' || isDark()) tracks.check();
    if (grab !== watched) {
      log.dropped('abandoned');
      return null;
    }
    const reason = early ?? (tracks.shown ? null : 'disabled');
    if (reason) log.dropped(reason);
    return reason ? null : wish;
  };

  const send = (frame: Frame, grabMs: number): void => {
    const begun = timers.now();
    if (!link.send(frame)) {
      log.dropped('unsent');
      return;
    }
    log.sample('grab', grabMs);
    log.sample('send', timers.now() - begun);
    log.data.frames.sent++;
    log.data.path = grab?.path ?? null;
    const { width, height, sourceWidth, sourceHeight } = frame;
    log.data.frameSize = { width, height, sourceWidth, sourceHeight };
    pacer.sent(frame.timestamp);
    unreadable = false;
    onProblem(null);
  };

  const onEnd = (): void => {
    const before = grab;
    tracks.check();
    // The track is still live: only our reading of it has failed.
    if (before && grab === before && tracks.current) {
      release();
      retry();
    }
  };

  const retry = (): void => {
    cancelRetry = timers.after(retryMs, () => {
      cancelRetry = null;
      start();
    });
  };

  return {
    start() {
      unreadable = false;
      start();
      if (tracks.current) pictures.start();
      else pictures.stop();
    },
    stop() {
      pictures.stop();
      release();
    },
    forget,
    answered(answer) {
      pacer.answered(answer?.next.afterMs);
      if (answer) wish = { region: answer.next.region, limit: limitOf(answer.next.scale) };
      grab?.wake?.();
    },
    lost() {
      pacer.answered();
      wish = wholeFrame;
    },
  };
}
