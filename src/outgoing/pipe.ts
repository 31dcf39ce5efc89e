// Runs in the content script's isolated world.

import type { Sign, Stamp } from './stamp.ts';

/** No picture came out for so long while the page's track delivers: we have fallen behind, ms. */
export const behindMs = 500;

export type PipeEnd =
  /** The page's track has ended. */
  | 'ended'
  /** An error, told as `detail`. */
  | 'fault'
  /** Nothing came out for `behindMs`. */
  | 'behind';

/** One of the page's tracks with captions in its picture. */
export interface Pipe {
  readonly own: MediaStreamTrack;
  /** What may stand in a sender in the place of `own`. */
  readonly track: MediaStreamTrack;
  /** Whether a picture has come out yet: before that the track would show nothing. */
  readonly flowing: boolean;
  readonly over: boolean;
  show(sign: Sign): void;
  /** Looks whether pictures still come out; ends the pipe if not. */
  check(): void;
  /** Ends the stand-in. `own` is the page's and stays as it is. */
  dispose(): void;
}

export interface PipeParts {
  stamp: Stamp;
  now(): number;
  /** The first picture is out. */
  onFlow(): void;
  /** It is over and its track will deliver nothing more; told once, not after `dispose`. */
  onEnd(end: PipeEnd, detail?: unknown): void;
}

/** Whether this browser can do it; Firefox and Safari have neither interface in a window. */
export function canPipe(scope: object = globalThis): boolean {
  return 'MediaStreamTrackProcessor' in scope && 'MediaStreamTrackGenerator' in scope;
}

/**
 * Reads the page's own track (which is never cloned, changed or stopped) and writes each picture,
 * with the caption or untouched, into a track of our own. While we are busy the newest picture
 * waits and older ones are dropped: a slow machine sends fewer pictures, not later ones.
 *
 * A track that the page disables delivers black: that passes untouched.
 *
 * @throws where the browser does not take the track
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
  /** Ends the processor, not the page's track. It fails only where that has ended already. */
  const cancel = (): void => void reader.cancel().catch(() => undefined);

  const close = (): void => {
    over = true;
    // While a picture is waited for, it ends with that one (see `grab/processor.ts`).
    if (!waiting) cancel();
    // Fails only where it has ended already.
    writer.abort().catch(() => undefined);
    generator.stop();
  };
  const end = (why: PipeEnd, detail?: unknown): void => {
    if (over) return;
    over = true;
    // The listener puts the page's track back first; `dispose` then ends ours.
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
      // A track that is off or muted owes nothing.
      else if (!own.enabled || own.muted) lastOut = now();
      else if (now() - lastOut > behindMs) end('behind');
    },
    dispose: close,
  };
}
