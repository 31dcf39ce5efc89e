import * as v from 'valibot';
import { gestureId, share, text } from './values.ts';

/**
 * Why a frame gives no sign, as far as it can be said in one sentence. It names a gesture and numbers
 * only; where a hand is and how it looks never leave the recognizer.
 */

/** What keeps a hand from being read. The later ones are nearer to a sign. */
export const hindrances = [
  'no-hand',
  /** The hand is held as one that rests: the gate's model of intent says no. */
  'resting',
  /** A part of the hand is outside of the picture. */
  'cut-off',
  'too-small',
  'moving',
  /** The hand model doubts what it sees: too little light, or a hidden hand. */
  'hard-to-see',
  /** Held and meant, but like no gesture. */
  'unknown-shape',
  /** A movement that was a little like a sign ended with the hand out of the picture. */
  'movement-left',
  /** It was over too soon. */
  'movement-short',
] as const;
export const Hindrance = v.picklist(hindrances);
export type Hindrance = v.InferOutput<typeof Hindrance>;

export const Reason = v.variant('why', [
  v.object({
    why: Hindrance,
    /** The hand is held as if a sign was meant, as far as what keeps it from being read lets that be seen. */
    meant: v.optional(v.boolean()),
  }),
  /** Held and meant, or moved, and most like this gesture, but not enough. */
  v.object({
    why: v.literal('not-accepted'),
    gesture: gestureId,
    caption: text,
    score: share,
    threshold: share,
    /** It was a movement, which is over. */
    moves: v.optional(v.boolean()),
  }),
]);
export type Reason = v.InferOutput<typeof Reason>;
