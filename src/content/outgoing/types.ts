import type { Timers } from '../../clock/clock.ts';
import type { SentLook } from '../../outgoing/layout.ts';
import type { Pipe, PipeEnd } from '../../outgoing/pipe.ts';
import type { SenderWatch } from './senders.ts';

/** How it stands with captions in the sent picture. */
export type OutgoingStatus =
  /** Not asked for, or captions are off. */
  | 'off'
  /** The page has no camera on, or does not send yet. */
  | 'waiting'
  /** The page sends the camera's picture: captions will be in it. */
  | 'ready'
  /** A caption is in the picture just now. */
  | 'shown'
  /** A camera is on, but no video is sent in a way that we could write into. */
  | 'impossible'
  /** We failed on the picture that is sent and have left it alone. */
  | 'failed'
  /** This browser lacks what it takes. */
  | 'unsupported';

export interface OutgoingParts {
  senders: SenderWatch;
  /** null: this browser cannot. */
  startPipe:
    | ((
        own: MediaStreamTrack,
        parts: { onFlow(): void; onEnd(end: PipeEnd, detail?: unknown): void },
      ) => Pipe)
    | null;
  timers: Timers;
  onStatus(status: OutgoingStatus): void;
}

/**
 * Keeps captions in the picture that the page sends: while there is one, each sender that holds a
 * camera's track holds ours instead, made from that very track; a second after the last caption the
 * page's own is back. Without captions nothing of the page's connections is touched.
 *
 * Never puts anything into a sender that holds nothing, and never what the sender did not hold.
 */
export interface Outgoing {
  readonly status: OutgoingStatus;
  /** @param on captions are on here and the user wants others to see them */
  configure(on: boolean, look: SentLook): void;
  /** The captions that are shown at this moment, oldest first. */
  show(texts: readonly string[]): void;
  /** Compares what the senders hold with what they should, and swaps. */
  look(): void;
  /** Puts the page's tracks back at once. */
  dispose(): void;
}
