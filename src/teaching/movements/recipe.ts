/** How a user's moving signs are trained: all chosen values in one place (docs/moving-signs.md). */
import type { CalibrationLimits } from '../thresholds.ts';
import { type MovementAugmentation, movementAugmentation } from './augment.ts';

export interface MovementRecipe {
  hidden: readonly number[];
  /** See `TrainOptions.leastSpread`; the embedding's numbers vary by 0.1 to 1. */
  leastSpread: number;
  heads: number;
  batches: number;
  batchSize: number;
  learningRate: number;
  weightDecay: number;
  dropout: number;
  labelSmoothing: number;
  augmentation: MovementAugmentation;
  /** Augmented copies of each take. */
  copies: number;
  /** Share of unknown movements in a batch. */
  unknownShare: number;
  /** Of these, shares of the user's own unknown ones (if there are any), and of means of two. */
  ownUnknownShare: number;
  meanShare: number;
  /** Of the rest, the share of movements that mean nothing: most movements of a call do. */
  idleShare: number;
  /**
   * A movement of the bank that is as like a take as other takes of its sign are, less this much, may be
   * the same sign, and is not trained as unknown. Cosine of the embedding's numbers.
   */
  likeness: number;
  prototypesPerGesture: number;
  calibration: CalibrationLimits;
}

export const movementRecipe: MovementRecipe = {
  hidden: [96],
  leastSpread: 0.2,
  heads: 1,
  batches: 250,
  batchSize: 128,
  learningRate: 5e-3,
  weightDecay: 0.02,
  dropout: 0.1,
  labelSmoothing: 0.05,
  augmentation: movementAugmentation,
  copies: 30,
  unknownShare: 0.5,
  ownUnknownShare: 0.3,
  meanShare: 0.3,
  idleShare: 0.3,
  likeness: 0.05,
  prototypesPerGesture: 12,
  calibration: { prior: 0.35, acceptsOfOthers: 0.04, lowest: 0.2, way: 0.3, near: [0.8, 1.5] },
};
