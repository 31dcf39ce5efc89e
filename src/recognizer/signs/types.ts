import type { OwnWay } from '../../packs/samples.ts';
import type { Vocabulary } from '../../packs/types.ts';
import type { Hand } from '../hand.ts';
import type { Movement } from './movement/movement.ts';

/** By gesture id, 0..1. */
export type Scores = Readonly<Record<string, number>>;

/**
 * What one hand shows. `scores` are the final numbers that are compared with the thresholds: the
 * sigmoid (or softmax) of each gesture, times the factors of the distance check and of presence.
 */
export interface Classification {
  scores: Scores;
  /** The best gesture if it reaches its threshold, or null: the hand shows no known gesture. */
  gesture: string | null;
}

/** A sign that is held, but not yet long enough. */
export interface Candidate {
  gesture: string;
  /** Share of the dwell held so far, 0..1. */
  progress: number;
}

/** A trained open-set classifier. Pure: no clock, no randomness, no tensors. */
export interface ClassifierOf<Shown> {
  readonly gestures: readonly string[];
  readonly thresholds: Readonly<Record<string, number>>;
  classify(shown: Shown): Classification;
}

/** Names what a hand shows in one frame. */
export interface Classifier extends ClassifierOf<Hand> {
  /**
   * The same classifier for a user who shows some of its gestures in an own way; left out if it cannot
   * follow takes. Ways of gestures that it does not have, or with other features, change nothing.
   */
  withWays?(ways: ReadonlyMap<string, OwnWay>): Classifier;
}

/** Names a movement. */
export type MovementClassifier = ClassifierOf<Movement>;

/** A vocabulary and its classifiers, whose gestures are the vocabulary's gesture ids. */
export interface LoadedVocabulary {
  vocabulary: Vocabulary;
  classifier: Classifier;
  /** Null: no gesture moves. */
  movements: MovementClassifier | null;
}
