/** What a frame showed, as the worker reports it to the extension's own pages alone. */
import type { Hand } from './hand.ts';
import type { Candidate } from './signs/types.ts';

export interface SeenHand {
  /** Landmarks in source pixels of the picture. */
  hand: Hand;
  /** By gesture key (`packs/samples.ts`), of every enabled gesture. */
  scores: Readonly<Record<string, number>>;
  /** The key that passes its threshold, or null. */
  gesture: string | null;
}

export interface Seen {
  timestamp: number;
  picture: { width: number; height: number };
  hands: readonly SeenHand[];
  /** As captions would show it; gestures are gesture keys. */
  candidate: Candidate | null;
  /** The gesture whose dwell was completed with this very frame. */
  sign: { key: string; caption: string } | null;
}
