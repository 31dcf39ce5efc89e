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

/** A track that could not be read, or broke off while live, is tried again after this. */
export const retryMs = 2000;

export interface PumpParts {
  tracks: TrackWatch;
  link: Pick<Link, 'ready' | 'send'>;
  startGrab(track: MediaStreamTrack, sink: FrameSink): Grab;
  log: DiagnosticsLog;
  timers: Timers;
  /** What keeps pictures from being read; null when one was read. */
  problem(problem: Problem | null): void;
}

/**
 * Carries frames of the current track to the recognizer: those that are due, the part that is
 * needed, never while the track is dark. Counts every frame that it does not carry.
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

  /** Reads the current track, if there is one, from its start. */
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

  /** What was learnt from answers is void: another recognizer, or a dark picture. */
  forget(): void {
    this.#pacer.reset();
    this.#region = null;
  }

  /** @param answer null for a frame that the recognizer did not look at */
  answered(answer: Answer | null): void {
    this.#pacer.answered(answer?.next.afterMs);
    if (answer) this.#region = answer.next.region;
  }

  /** A frame will not be answered: where the hand is by now nobody knows. */
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
    // The track is live still: only our way of reading it broke.
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
