import type { After } from '../../clock/clock.ts';
import { sizeLimit } from '../../grab/geometry.ts';
import { Pacer } from '../../grab/pacer.ts';
import type { FrameSink, Grab, Wish } from '../../grab/types.ts';
import type { Answer } from '../../messaging/frames-port.ts';
import { type Problem, ProblemError, toProblem } from '../../messaging/problems.ts';
import type { Frame, Rect } from '../frame.ts';
import { rates } from '../rate.ts';

/** A video file that is looked at picture by picture. */
export interface VideoReader {
  readonly durationMs: number;
  /** The picture at this time. Rejects with a ProblemError when it cannot be read. */
  read(atMs: number, wish: Wish): Promise<Frame>;
  dispose(): void;
}

export interface SourceParts {
  after: After;
  /** Reads a camera's track, which stays the caller's. */
  startGrab(track: MediaStreamTrack, sink: FrameSink): Grab;
  /** Rejects with a ProblemError when the file is no video that this browser plays. */
  openVideo(file: Blob): Promise<VideoReader>;
  /** Rejects with a ProblemError when the file is no picture. */
  readImage(file: Blob, timestamp: number): Promise<Frame>;
}

/** Has a frame looked at, and tells what was seen; null: it was not looked at. */
export type Recognize = (frame: Frame, still?: boolean) => Promise<Answer | null>;

export interface Told {
  /** Aborted when the watch is over. */
  signal: AbortSignal;
  recognize: Recognize;
  /** Something is wrong, and the watch goes on. */
  onNotice(problem: Problem): void;
  /** @param share of the source, 0..1 */
  onProgress(share: number): void;
}

/** A camera whose pictures fail so many times in a row gives none that can be read. */
export const mostUnreadable = 5;

/** A video that gives no picture for so long, ms, is given up: no browser promises that a seek ends. */
export const videoStuckMs = 20_000;

/** Bytes of its own, to be given away: a grab uses its buffer again. */
const copyOf = (frame: Frame): Frame => ({ ...frame, data: frame.data.slice() });

/**
 * Looks at a camera's pictures at the rate that answers ask for: the newest, none waits. Ends with
 * the watch, or with an error; the track that ends is a problem of the camera.
 */
export function watchTrack(
  track: MediaStreamTrack,
  { startGrab }: Pick<SourceParts, 'startGrab'>,
  { signal, recognize }: Pick<Told, 'signal' | 'recognize'>,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const pacer = new Pacer();
    let region: Rect | null = null;
    let grab: Grab | null = null;
    let unreadable = 0;
    const letGo = (): void => {
      signal.removeEventListener('abort', stop);
      grab?.dispose();
      grab = null;
    };
    const stop = (): void => {
      letGo();
      resolve();
    };
    const fail = (error: unknown): void => {
      letGo();
      reject(error);
    };
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', stop);
    try {
      grab = startGrab(track, {
        // A disabled track gives black pictures.
        want: (timestamp) =>
          track.enabled && pacer.decide(timestamp) === null ? { region, limit: sizeLimit } : null,
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

/** What comes of it; rejects with a ProblemError when nothing does, and `late` takes what comes then. */
function inTime<T>(
  after: SourceParts['after'],
  coming: Promise<T>,
  stuck: string,
  late?: (value: T) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const cancel = after(videoStuckMs, () => {
      over = true;
      reject(new ProblemError('frame-unreadable', stuck));
    });
    coming.then(
      (value) => {
        cancel();
        if (over) late?.(value);
        else resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}

/** Looks at a video as if it were a camera, but as fast as the recognizer goes. */
export async function watchVideo(
  file: Blob,
  { openVideo, after }: Pick<SourceParts, 'openVideo' | 'after'>,
  { signal, recognize, onProgress }: Told,
): Promise<void> {
  const video = await inTime(after, openVideo(file), 'The video does not open.', (late) =>
    late.dispose(),
  );
  try {
    let region: Rect | null = null;
    let at = 0;
    while (!signal.aborted && at < video.durationMs) {
      const reading = video.read(at, { region, limit: sizeLimit });
      const frame = await inTime(after, reading, `No picture at ${(at / 1000).toFixed(1)} s.`);
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
 * Looks at pictures one by one; one that cannot be read is told, and the next one is looked at.
 * Rejects when none can be read.
 */
export async function watchImages(
  files: readonly Blob[],
  { readImage }: Pick<SourceParts, 'readImage'>,
  { signal, recognize, onNotice, onProgress }: Told,
): Promise<void> {
  let failure: unknown = null;
  let looked = 0;
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
      looked++;
    }
    if (i + 1 < files.length) onProgress((i + 1) / files.length);
  }
  if (failure && looked === 0) throw failure;
  onProgress(1);
}
