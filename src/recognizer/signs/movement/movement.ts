/**
 * A movement: what one or two hands do from the moment they come into view or leave rest until they
 * rest again or are gone. A moving sign is named from one movement, as a held sign from one hand.
 */
import type { Landmark } from '../../hand.ts';

/** One hand at one moment of a movement. */
export interface MovingHand {
  /** Ms since the movement began. */
  at: number;
  /** 21 landmarks in MediaPipe's order, of the unmirrored frame; unit: see {@link Movement}. */
  landmarks: readonly Landmark[];
  /** The landmark model's probability that a hand is there, 0..1. */
  presence: number;
}

/**
 * All lengths of a movement are in one unit, that of its frames' pixels or any other: everything that
 * is computed from it is relative to the hands' size.
 */
export interface Movement {
  /** Frame timestamp of its first moment, ms. */
  startedAt: number;
  /** From its first to its last moment, ms. */
  ms: number;
  /** The signer's left hand, oldest first; empty if it takes no part. */
  left: readonly MovingHand[];
  right: readonly MovingHand[];
  /** The middle of the whole frame. */
  centre: readonly [x: number, y: number];
  /** The shorter side of the whole frame; 0: not known. */
  shortSide: number;
}
