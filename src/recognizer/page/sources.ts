import type { After } from '../../clock/clock.ts';
import { sizeLimit } from '../../grab/geometry.ts';
import { Pacer } from '../../grab/pacer.ts';
import type { FrameSink, Grab, Wish } from '../../grab/types.ts';
import type { Answer } from '../../messaging/frames-port.ts';
import { type Problem, ProblemError, toProblem } from '../../messaging/problems.ts';
import type { Frame, Rect } from '../frame.ts';
import { rates } from '../rate.ts';

/** Reads single frames of a video file. */
export interface VideoReader {
  readonly durationMs: number;
  /** The frame at this time. Rejects with a ProblemError when it cannot be read. */
  read(atMs: number, wish: Wish): Promise<Frame>;
  dispose(): void;
}

export interface SourceParts {
  after: After;
  /** Reads a camera's track; the caller remains its owner. */
  startGrab(track: MediaStreamTrack, sink: FrameSink): Grab;
  /** Rejects with a ProblemError when this browser cannot play the file. */
  openVideo(file: Blob): Promise<VideoReader>;
  /** Rejects with a ProblemError when the file is not a picture. */
  readImage(file: Blob, timestamp: number): Promise<Frame>;
}

/** Recognizes a frame and resolves to its answer, null if the frame was skipped. */
export type Recognize = (frame: Frame, still?: boolean) => Promise<Answer | null>;

/** What a source gets from its watch. */
export interface WatchContext {
  /** Aborted when the watch ends. */
  signal: AbortSignal;
  recognize: Recognize;
  /** A problem that does not end the watch. */
  onNotice(problem: Problem): void;
  /** @param share of the source, 0..1 */
  onProgress(share: number): void;
}

/** After this many unreadable frames in a row the watch of a camera fails. */
export const mostUnreadable = 5;

/** How long a video may take to open or to give a frame, ms: browsers do not guarantee that a seek ends. */
export const videoStuckMs = 20_000;

/** A copy of the bytes, to be transferred: a grab reuses its buffer. */
const copyOf = (frame: Frame): Frame => ({ ...frame, data: frame.data.slice() });

/**
 * Recognizes a camera's newest frames at the rate that answers ask for; none is queued. Resolves when
 * the watch ends and rejects on errors; the end of the track is a problem of the camera.
 */
export function watchTrack(
  track: MediaStreamTrack,
  { startGrab }: Pick<SourceParts, 'startGrab'>,
  { signal, recognize }: Pick<WatchContext, 'signal' | 'recognize'>,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const pacer = new Pacer();
    let region: Rect | null = null;
    let grab: Grab | null = null;
    let unreadable = 0;
    const release = (): void => {
      signal.removeEventListener('abort', stop);
      grab?.dispose();
      grab = null;
    };
    const stop = (): void => {
      release();
      resolve();
    };
    const fail = (error: unknown): void => {
      release();
      reject(error);
    };
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', stop);
    try {
      grab = startGrab(track, {
        // A disabled track gives black frames.
        want: (timestamp, skipped) =>
          track.enabled && pacer.decide(timestamp, skipped) === null
            ? { region, limit: sizeLimit }
            : null,
        restMs: () => pacer.restMs,
        onFrame(frame) {
          unreadable = 0;
          pacer.sent(frame.timestamp);
          recognize(copyOf(frame)).then((answer) => {
            pacer.answered(answer?.next.afterMs);
            if (answer) region = answer.next.region;
          }, fail);
        },
        onUnreadable(error) {
          if (++unreadable >= mostUnreadable)
            fail(new ProblemError('frame-unreadable', String(error), { cause: error }));
        },
        onEnd: () => fail(new ProblemError('camera-failed', 'The track ended.')),
      });
    } catch (error) {
      fail(error);
    }
  });
}

/**
 * Limits a promise to {@link videoStuckMs}; after that it rejects with a ProblemError.
 * @param detail of that problem
 * @param onLate called with a value that arrives after that
 */
function withTimeout<T>(
  after: SourceParts['after'],
  promise: Promise<T>,
  detail: string,
  onLate?: (value: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const cancel = after(videoStuckMs, () => {
      over = true;
      reject(new ProblemError('frame-unreadable', detail));
    });
    promise.then(
      (value) => {
        cancel();
        if (over) onLate?.(value);
        else resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}

/** Recognizes a video like a camera, but as fast as the recognizer can. */
export async function watchVideo(
  file: Blob,
  { openVideo, after }: Pick<SourceParts, 'openVideo' | 'after'>,
  { signal, recognize, onProgress }: WatchContext,
): Promise<void> {
  const video = await withTimeout(after, openVideo(file), 'The video does not open.', (late) =>
    late.dispose(),
  );
  try {
    let region: Rect | null = null;
    let at = 0;
    while (!signal.aborted && at < video.durationMs) {
      const reading = video.read(at, { region, limit: sizeLimit });
      const frame = await withTimeout(after, reading, `No picture at ${(at / 1000).toFixed(1)} s.`);
      if (signal.aborted) return;
      const answer = await recognize(copyOf(frame));
      region = answer?.next.region ?? null;
      at += Math.max(1, answer?.next.afterMs ?? rates.trackingMs);
      if (at < video.durationMs) onProgress(at / video.durationMs);
    }
    onProgress(1);
  } finally {
    video.dispose();
  }
}

/**
 * Recognizes pictures one by one. One that cannot be read is reported and skipped. Rejects when none
 * can be read.
 */
export async function watchImages(
  files: readonly Blob[],
  { readImage }: Pick<SourceParts, 'readImage'>,
  { signal, recognize, onNotice, onProgress }: WatchContext,
): Promise<void> {
  let failure: unknown = null;
  let recognized = 0;
  for (const [i, file] of files.entries()) {
    if (signal.aborted) return;
    let frame: Frame | null = null;
    try {
      frame = await readImage(file, i * 1000);
    } catch (error) {
      failure = error;
      onNotice(toProblem(error, 'frame-unreadable'));
    }
    if (signal.aborted) return;
    if (frame) {
      await recognize(copyOf(frame), true);
      recognized++;
    }
    if (i + 1 < files.length) onProgress((i + 1) / files.length);
  }
  if (failure && recognized === 0) throw failure;
  onProgress(1);
}
