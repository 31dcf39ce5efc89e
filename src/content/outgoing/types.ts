import type { Timers } from '../../clock/clock.ts';
import type { SentLook } from '../../outgoing/layout.ts';
import type { Pipe, PipeEnd } from '../../outgoing/pipe.ts';
import type { SenderWatch } from './senders.ts';

/** Whether captions are, or can be, in the sent video. */
export type OutgoingStatus =
  /** Not wanted, or captions are off. */
  | 'off'
  /** The page has no camera on, or does not send yet. */
  | 'waiting'
  /** The page sends the camera's video, and captions will be in it. */
  | 'ready'
  /** A caption is in the video just now. */
  | 'shown'
  /** A camera is on, but no sent video can carry captions. */
  | 'impossible'
  /** What is sent is marked as a document by the page. */
  | 'document'
  /** What is sent is a shared screen, or may show one. */
  | 'screen'
  /** The page's thread is too busy to draw on it without holding the video up. */
  | 'busy'
  /** We failed on the sent video several times and leave it alone for some time. */
  | 'failed'
  /** The browser lacks the APIs. */
  | 'unsupported';

export interface OutgoingParts {
  senders: SenderWatch;
  /** Null if the browser lacks the APIs. */
  startPipe:
    | ((
        own: MediaStreamTrack,
        parts: { onFlow(): void; onEnd(end: PipeEnd, detail?: unknown): void },
      ) => Pipe)
    | null;
  /**
   * Tells how long the page's thread was busy in one piece, ms, as long as captions are wanted.
   * @returns what ends that
   */
  watchStalls(onStall: (ms: number) => void): () => void;
  timers: Timers;
  onStatus(status: OutgoingStatus): void;
  /** Called once, at the end. */
  onDispose?(): void;
}

/**
 * Draws captions into the video that the page sends. While there is a caption, each sender that
 * holds a camera's track holds ours instead, made from that very track; a second after the last
 * caption the page's own track is restored. Without captions the page's connections are not
 * touched.
 *
 * Never fills an empty sender, and never gives a sender a picture that it did not send already.
 */
export interface Outgoing {
  readonly status: OutgoingStatus;
  /** What the status is, or would be if captions were on and others were to see them. */
  readonly outlook: OutgoingStatus;
  /** What the page sends its video through; known whether or not others are to see captions. */
  readonly senders: SenderWatch;
  /** How captions look in the sent video; null while they are, or can be, in none. */
  readonly sentLook: SentLook | null;
  /** The tracks on this page whose picture carries captions (`returned.ts`). */
  carried(): ReadonlySet<MediaStreamTrack>;
  /** The page's own track that one of ours stands for; of any other track, itself. */
  ownOf(track: MediaStreamTrack): MediaStreamTrack;
  /** @param on captions are on here and the user wants others to see them */
  configure(on: boolean, look: SentLook): void;
  /** @param texts the captions that are shown now, oldest first */
  show(texts: readonly string[]): void;
  /** Compares what the senders hold with what they should hold, and swaps. */
  look(): void;
  /** Restores the page's tracks at once. */
  dispose(): void;
}
