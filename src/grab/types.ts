import type { Frame, Rect } from '../messaging/frame.ts';
import type { SizeLimit } from './geometry.ts';

/** What is wanted of a frame that is due. */
export interface Wish {
  /** The only part that is needed, in source pixels; null for the whole frame. */
  region: Rect | null;
  limit: SizeLimit;
}

/** A frame and the time that the page's main thread was busy with it. */
export interface Grabbed {
  frame: Frame;
  grabMs: number;
}

/** Where the frames of a track go. Its functions must not throw. */
export interface FrameSink {
  /**
   * Called for every frame of the camera that was looked at; null: the frame is not wanted and is
   * released at once.
   *
   * @param skipped whether frames may have come between the last one and this one
   */
  want(timestamp: number, skipped?: boolean): Wish | null;
  /**
   * Called before the first `want` if the source knows when its first frame came, which may not have
   * been looked at.
   *
   * @param timestamp of that frame
   */
  onBegin?(timestamp: number): void;
  /** For how long no frame will be wanted after the newest one, ms: none need be looked at. */
  restMs?(): number;
  /**
   * A wanted frame. Its bytes are reused for the next one, so they must be sent or copied before
   * this returns.
   *
   * @param grabMs how long reading it took on the page's main thread, ms
   */
  onFrame(frame: Frame, grabMs: number): void;
  /** A wanted frame cannot be read; more frames follow. */
  onUnreadable(error: unknown): void;
  /** `dispose` was called while a wanted frame was being read. */
  onAbandoned?(): void;
  /** The track has ended. Not called after `dispose`. */
  onEnd(): void;
}

export interface Grab {
  /** Which path is in use now. */
  readonly path: 'processor' | 'video';
  /** `FrameSink.restMs` may have changed: an answer came. */
  wake?(): void;
  /** Releases the track without stopping it. Safe to call twice. */
  dispose(): void;
}
