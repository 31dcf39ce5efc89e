import type { Timers } from '../clock/clock.ts';
import { sizeLimit } from '../grab/geometry.ts';
import { Pacer } from '../grab/pacer.ts';
import type { FrameSink, Grab, Wish } from '../grab/types.ts';
import type { Frame, Rect } from '../messaging/frame.ts';
import type { Answer } from '../messaging/frames-port.ts';
import { type Problem, toProblem } from '../messaging/problems.ts';
import type { DiagnosticsLog } from './diagnostics.ts';
import type { Link } from './link/types.ts';
import type { TrackWatch } from './tracks.ts';

/** How long to wait before reading a track again that could not be read or broke off while live, ms. */
export const retryMs = 2000;

export interface PumpParts {
  tracks: TrackWatch;
  link: Pick<Link, 'ready' | 'send'>;
  startGrab(track: MediaStreamTrack, sink: FrameSink): Grab;
  log: DiagnosticsLog;
  timers: Timers;
  /** Why no frame can be read; null once one was read. */
  problem(problem: Problem | null): void;
}

/**
 * Sends frames of the current track to the recognizer: only those that are due, only the region that
 * is needed, and none while the track is disabled or muted. Counts every frame that it drops.
 */
export class Pump {
  readonly #parts: PumpParts;
  readonly #pacer = new Pacer();
  #grab: Grab | null = null;
  #region: Rect | null = null;
  #cancelRetry: (() => void) | null = null;

  constructor(parts: PumpParts) {
    this.#parts = parts;
  }

  /** Starts reading the current track, if there is one. */
  start(): void {
    const { tracks, log } = this.#parts;
    this.stop();
    if (!tracks.current) return;
    log.trackChanged();
    this.#read(tracks.current);
  }

  stop(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#grab?.dispose();
    this.#grab = null;
    this.#parts.log.data.path = null;
    this.forget();
  }

  /** Drops what answers have said: the recognizer was replaced, or the camera shows nothing. */
  forget(): void {
    this.#pacer.reset();
    this.#region = null;
  }

  /** @param answer null for a frame that the recognizer did not look at */
  answered(answer: Answer | null): void {
    this.#pacer.answered(answer?.next.afterMs);
    if (answer) this.#region = answer.next.region;
  }

  /** A frame will not be answered, so the hand's region is no longer known. */
  lost(): void {
    this.#pacer.answered();
    this.#region = null;
  }

  #read(track: MediaStreamTrack): void {
    const { log, startGrab, problem } = this.#parts;
    try {
      const grab = startGrab(track, {
        want: (timestamp) => (this.#grab === grab ? this.#want(timestamp) : null),
        frame: (frame, grabMs) => this.#send(frame, grabMs),
        unreadable: (error) => {
          log.dropped('unreadable');
          problem(toProblem(error, 'frame-unreadable'));
        },
        abandoned: () => log.dropped('abandoned'),
        ended: () => this.#ended(),
      });
      this.#grab = grab;
      log.data.path = grab.path;
    } catch (error) {
      problem(toProblem(error, 'frame-unreadable'));
      this.#retry();
    }
  }

  #want(timestamp: number): Wish | null {
    const { log, tracks, link } = this.#parts;
    log.seen(timestamp);
    const watched = this.#grab;
    // The page may have disabled this track, or enabled another, since the last frame.
    tracks.check();
    if (this.#grab !== watched) {
      log.dropped('abandoned');
      return null;
    }
    const reason = !tracks.shown
      ? 'disabled'
      : !link.ready
        ? 'not-ready'
        : this.#pacer.decide(timestamp);
    if (reason) log.dropped(reason);
    return reason ? null : { region: this.#region, limit: sizeLimit };
  }

  #send(frame: Frame, grabMs: number): void {
    const { log, timers, link, problem } = this.#parts;
    const start = timers.now();
    if (!link.send(frame)) {
      log.dropped('unsent');
      return;
    }
    log.sample('grab', grabMs);
    log.sample('send', timers.now() - start);
    log.data.frames.sent++;
    const { width, height, sourceWidth, sourceHeight } = frame;
    log.data.frameSize = { width, height, sourceWidth, sourceHeight };
    this.#pacer.sent(frame.timestamp);
    problem(null);
  }

  #ended(): void {
    const grab = this.#grab;
    this.#parts.tracks.check();
    // The track is still live: only our reading of it has failed.
    if (grab && this.#grab === grab && this.#parts.tracks.current) {
      this.stop();
      this.#retry();
    }
  }

  #retry(): void {
    this.#cancelRetry = this.#parts.timers.after(retryMs, () => {
      this.#cancelRetry = null;
      this.start();
    });
  }
}
