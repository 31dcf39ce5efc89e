import type { Frame, Rect } from '../messaging/frame.ts';
import type { SizeLimit } from './geometry.ts';

/** What is wanted of a frame that is due. */
export interface Wish {
  /** The only part that is needed, in source pixels; null for the whole picture. */
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
  /** Asked for every frame of the camera; null: not wanted, it is let go at once. */
  want(timestamp: number): Wish | null;
  /**
   * A frame that was wanted. Its bytes are used again for the next one: they are to be sent, or
   * copied, before this returns.
   *
   * @param grabMs time that reading it took on the page's main thread
   */
  frame(frame: Frame, grabMs: number): void;
  /** A frame that was wanted cannot be read; more follow. */
  unreadable(error: unknown): void;
  /** A frame that was wanted was being read when `dispose` came. */
  abandoned?(): void;
  /** The track has ended. Not told after `dispose`. */
  ended(): void;
}

export interface Grab {
  /** Which path is in use. */
  readonly path: 'processor' | 'video';
  /** Lets go of the track, which itself goes on. Safe to call twice. */
  dispose(): void;
}
