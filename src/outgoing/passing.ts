// Runs in the content script's isolated world, and in the worker that it makes from text.

import type { Sign, Stamp } from './stamp.ts';

export type PipeEnd =
  /** The page's track has ended. */
  | 'ended'
  /** An error, passed as `detail`. */
  | 'fault'
  /** A frame came in and did not come out again for `behindMs`. */
  | 'behind';

/** One track's frames on their way into another track. */
export interface Streams {
  readable: ReadableStream<VideoFrame>;
  writable: WritableStream<VideoFrame>;
}

export interface PassingListener {
  /** Whether the track shows a picture: nothing is drawn into the black of a disabled one. */
  mayDraw(): boolean;
  /** The first frame has come out. */
  onFlow(): void;
  /** Called at most once, and not after `stop`. */
  onEnd(end: PipeEnd, detail?: unknown): void;
}

/** What passes the frames of one track, on the page's thread or in a worker. */
export interface Passing {
  /** Whether the frames pass over the page's own thread, and so wait while that is busy. */
  readonly here: boolean;
  /** The caption from now on; null: frames pass unchanged. */
  show(sign: Sign | null): void;
  /** Looks whether a frame is stuck; to be called regularly. */
  check(): void;
  /** Nothing comes out any more, and every frame is closed. */
  stop(): void;
}

/** @throws what the browser throws if the streams cannot be used */
export type Pass = (streams: Streams, listener: PassingListener) => Passing;

/** The frames of one track while they pass through the thread that this runs in. */
export interface Frames {
  /** When the frame that has come in and not yet out came in; null while there is none. */
  readonly since: number | null;
  stop(): void;
}

/**
 * Reads frame by frame and writes each, with the caption or unchanged. While we are busy the newest
 * frame waits and older ones are dropped: a slow machine sends fewer frames, not later ones. Every
 * frame is closed, whatever ends the streams.
 *
 * @param signOf what to draw into the frame that has just come in; null: it passes unchanged
 */
export function passFrames(
  { readable, writable }: Streams,
  stamp: Stamp,
  signOf: () => Sign | null,
  now: () => number,
  { onFlow, onEnd }: Pick<PassingListener, 'onFlow' | 'onEnd'>,
): Frames {
  const reader = readable.getReader();
  const writer = writable.getWriter();
  let since: number | null = null;
  let flowing = false;
  let over = false;
  let waiting = false;
  /** Ends the processor, not the page's track. It fails only if that track has already ended. */
  const cancel = (): void => void reader.cancel().catch(() => undefined);

  const end = (why: PipeEnd, detail?: unknown): void => {
    if (over) return;
    over = true;
    onEnd(why, detail);
  };

  const pass = async (frame: VideoFrame): Promise<void> => {
    const sign = signOf();
    const stamped = sign ? await stamp.apply(frame, sign) : frame;
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
      since = now();
      try {
        if (over) return;
        await pass(value);
      } finally {
        value.close();
        since = null;
      }
      if (over || flowing) continue;
      flowing = true;
      onFlow();
    }
  };
  run()
    .catch((error: unknown) => end('fault', error))
    .finally(cancel);

  return {
    get since() {
      return since;
    },
    stop() {
      over = true;
      // If a frame is pending, cancel after it has arrived (see `grab/processor.ts`).
      if (!waiting) cancel();
      // Fails only if the writer has already ended.
      writer.abort().catch(() => undefined);
    },
  };
}
