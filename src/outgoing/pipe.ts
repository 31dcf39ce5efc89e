// Runs in the content script's isolated world.

import type { Pass, PipeEnd } from './passing.ts';
import type { Sign } from './stamp.ts';

export type { PipeEnd } from './passing.ts';

/** Copies one of the page's tracks, with captions drawn in. */
export interface Pipe {
  readonly own: MediaStreamTrack;
  /** Our replacement of `own`, to be used in a sender. */
  readonly track: MediaStreamTrack;
  /** Whether a frame has come out yet: before that the track would show nothing. */
  readonly flowing: boolean;
  readonly over: boolean;
  /** Whether frames pass over the page's own thread, and so wait while that is busy. */
  readonly here: boolean;
  show(sign: Sign): void;
  /** Checks whether a frame is stuck, and ends the pipe if so. To be called regularly. */
  check(): void;
  /** Ends the replacement track. `own` belongs to the page and is not touched. */
  dispose(): void;
}

export interface PipeParts {
  pass: Pass;
  /** The first frame has come out. */
  onFlow(): void;
  /** The pipe is over and its track delivers nothing more. Called once, not after `dispose`. */
  onEnd(end: PipeEnd, detail?: unknown): void;
}

/** Whether this browser has the interfaces; in a window, Firefox and Safari have neither. */
export function canPipe(scope: object = globalThis): boolean {
  return 'MediaStreamTrackProcessor' in scope && 'MediaStreamTrackGenerator' in scope;
}

/**
 * Reads the page's own track (which is never cloned, changed or stopped) and passes each frame,
 * with the caption or unchanged, into a track of our own.
 *
 * A track that the page disables delivers black frames, which pass unchanged. A track that delivers
 * no frames is no fault: its sender keeps the page's track until one has come.
 *
 * @throws if the browser refuses the track
 */
export function startPipe(own: MediaStreamTrack, parts: PipeParts): Pipe {
  const processor = new MediaStreamTrackProcessor({ track: own, maxBufferSize: 1 });
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  generator.contentHint = own.contentHint;
  let flowing = false;
  let over = false;
  const end = (why: PipeEnd, detail?: unknown): void => {
    if (over) return;
    over = true;
    // The listener first restores the page's track; `dispose` then ends ours.
    parts.onEnd(why, detail);
  };
  const streams = { readable: processor.readable, writable: generator.writable };
  const passing = parts.pass(streams, {
    mayDraw: () => own.enabled,
    onFlow() {
      flowing = true;
      if (!over) parts.onFlow();
    },
    onEnd: end,
  });

  return {
    own,
    track: generator,
    get flowing() {
      return flowing;
    },
    get over() {
      return over;
    },
    get here() {
      return passing.here;
    },
    show: (sign) => passing.show(sign),
    check() {
      if (own.readyState === 'ended') end('ended');
      else passing.check();
    },
    dispose() {
      over = true;
      passing.stop();
      generator.stop();
    },
  };
}
