/** How a user's gestures are trained: all chosen values in one place (docs/teaching.md). */
import { type Augmentation, augmentation } from '../learning/augment.ts';
import { bcenaObjective, type Objective } from '../learning/objectives.ts';

export interface TeachingRecipe {
  hidden: readonly number[];
  heads: number;
  /** Batches of the final training; `foldBatches` of each training that holds samples out. */
  batches: number;
  foldBatches: number;
  batchSize: number;
  learningRate: number;
  weightDecay: number;
  dropout: number;
  labelSmoothing: number;
  objective: Objective;
  augmentation: Augmentation;
  /** Augmented copies of all own gestures together; `otherCopies` of each other hand. */
  ownCopies: number;
  otherCopies: number;
  /** Shares of a batch; the share of an empty pool goes to the others. */
  shares: Readonly<Record<PoolName, number>>;
  /** How many unknown hands of each kind are made from known ones. */
  made: { mixed: number; between: number };
  /**
   * Made hands and unknown hands of the bank nearer than this to an own one are dropped (rms
   * spreads).
   */
  apart: number;
  /** Share of the bank's hands, those nearest to own ones, that are drawn more often. */
  nearest: number;
  /**
   * Whether shipped gestures have outputs of their own during training; they are removed after it.
   */
  helpers: boolean;
  /** Keeps outputs that are not own gestures (an objective's "none of them"), for comparison. */
  keepAll: boolean;
  prototypesPerGesture: number;
}

/** What a batch is drawn from. */
export type PoolName = 'own' | 'nothing' | 'idle' | 'shipped' | 'other' | 'near' | 'made';

export const teachingRecipe: TeachingRecipe = {
  hidden: [96, 48],
  heads: 1,
  batches: 600,
  foldBatches: 300,
  batchSize: 192,
  learningRate: 8e-3,
  weightDecay: 0.01,
  dropout: 0,
  labelSmoothing: 0.05,
  objective: bcenaObjective,
  augmentation: augmentation,
  ownCopies: 3000,
  otherCopies: 1,
  shares: {
    own: 0.4,
    nothing: 0.08,
    idle: 0.12,
    shipped: 0.2,
    other: 0.08,
    near: 0.15,
    made: 0.12,
  },
  made: { mixed: 2400, between: 1200 },
  apart: 0.5,
  nearest: 0.1,
  helpers: false,
  keepAll: false,
  prototypesPerGesture: 12,
};
