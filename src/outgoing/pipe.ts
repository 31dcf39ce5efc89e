// Runs in the content script's isolated world.

import type { Sign, Stamp } from './stamp.ts';

/** How long no frame may come out of an active track before the pipe counts as behind, ms. */
export const behindMs = 500;

export type PipeEnd =
  /** The page's track has ended. */
  | 'ended'
  /** An error, passed as `detail`. */
  | 'fault'
  /** Nothing came out for `behindMs`. */
  | 'behind';

/** Copies one of the page's tracks, with captions drawn in. */
export interface Pipe {
  readonly own: MediaStreamTrack;
  /** Our replacement of `own`, to be used in a sender. */
  readonly track: MediaStreamTrack;
  /** Whether a frame has come out yet: before that the track would show nothing. */
  readonly flowing: boolean;
  readonly over: boolean;
  show(sign: Sign): void;
  /** Checks whether frames still come out, and ends the pipe if not. */
  check(): void;
  /** Ends the replacement track. `own` belongs to the page and is not touched. */
  dispose(): void;
}

export interface PipeParts {
  stamp: Stamp;
  now(): number;
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
 * Reads the page's own track (which is never cloned, changed or stopped) and writes each frame,
 * with the caption or unchanged, into a track of our own. While we are busy the newest frame waits
 * and older ones are dropped: a slow machine sends fewer frames, not later ones.
 *
 * A track that the page disables delivers black frames, which pass unchanged.
 *
 * @throws if the browser refuses the track
 */
export function startPipe(own: MediaStreamTrack, parts: PipeParts): Pipe {
  const { stamp, now, onFlow, onEnd } = parts;
  const processor = new MediaStreamTrackProcessor({ track: own, maxBufferSize: 1 });
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  generator.contentHint = own.contentHint;
  const reader = processor.readable.getReader();
  const writer = generator.writable.getWriter();
  let sign: Sign | null = null;
  let lastOut = now();
  let flowing = false;
  let over = false;
  let waiting = false;
  /** Ends the processor, not the page's track. It fails only if that track has already ended. */
  const cancel = (): void => void reader.cancel().catch(() => undefined);

  const close = (): void => {
    over = true;
    // If a frame is pending, cancel after it has arrived (see `grab/processor.ts`).
    if (!waiting) cancel();
    // Fails only if the writer has already ended.
    writer.abort().catch(() => undefined);
    generator.stop();
  };
  const end = (why: PipeEnd, detail?: unknown): void => {
    if (over) return;
    over = true;
    // The listener first restores the page's track; `dispose` then ends ours.
    onEnd(why, detail);
  };

  const pass = async (frame: VideoFrame): Promise<void> => {
    const stamped = sign && own.enabled ? await stamp.apply(frame, sign) : frame;
    try {
      if (!over) await writer.write(stamped);
    } finally {
      stamped.close();
    }
  };

  const run = async (): Promise<void> => {
    for (;;) {
      waiting = true;
      const { done, value } = await reader.read();
      waiting = false;
      if (done) return end('ended');
      try {
        if (over) return;
        await pass(value);
      } finally {
        value.close();
      }
      lastOut = now();
      if (!flowing) {
        flowing = true;
        if (!over) onFlow();
      }
    }
  };
  run()
    .catch((error: unknown) => end('fault', error))
    .finally(cancel);

  return {
    own,
    track: generator,
    get flowing() {
      return flowing;
    },
    get over() {
      return over;
    },
    show(next) {
      sign = next;
    },
    check() {
      if (own.readyState === 'ended') end('ended');
      // No frames are expected from a track that is disabled or muted.
      else if (!own.enabled || own.muted) lastOut = now();
      else if (now() - lastOut > behindMs) end('behind');
    },
    dispose: close,
  };
}
