import type { Vocabulary } from '../../packs/types.ts';
import type { Hand } from '../hand.ts';

/**
 * Scores of one hand. `scores` are the final numbers that thresholds are compared with: the
 * sigmoid (or softmax) of each gesture after the distance check.
 */
export interface Classification {
  scores: Readonly<Record<string, number>>;
  /** The best gesture at or above its own threshold, or null: the hand says nothing known. */
  gesture: string | null;
}

/** What the gate is waiting for: a sign is held but not yet long enough. */
export interface Candidate {
  gesture: string;
  /** Share of the dwell time held so far, 0..1. */
  progress: number;
}

/** A trained open-set classifier. Pure: no clock, no randomness, no tensors. */
export interface Classifier {
  readonly gestures: readonly string[];
  readonly thresholds: Readonly<Record<string, number>>;
  classify(hand: Hand): Classification;
}

/** What a vocabulary needs to be recognised. The gestures' ids are those of the classifier. */
export interface LoadedVocabulary {
  vocabulary: Vocabulary;
  classifier: Classifier;
}
