/** The distance check and the thresholds, chosen on scores of people who were left out. */
import { calibrateThresholds } from '../../src/learning/calibrate.ts';
import { UNKNOWN } from '../../src/learning/losses.ts';
import { argmax } from '../../src/learning/metrics.ts';
import type { VocabularyId } from '../shapes.ts';
import type { HeldOut } from './run.ts';

export interface Calibration {
  /** One per gesture. */
  thresholds: readonly number[];
  /** Distances (root mean square spreads) at which the check begins to lower scores, and is at 0. */
  near: number;
  far: number;
  /** Left-out idle hands, and how many of them would be captioned all the same. */
  idle?: { hands: number; accepted: number };
}

/** Share of left-out known hands that the distance check must not lower. */
const NEAR_QUANTILE = 0.99;
/** From full score to none over this many times the distance `near`. */
const FAR_FACTOR = 1.6;
/** Costs in right captions, and limits: see docs/classifier.md for what others would give. */
const COSTS = { unknownCost: 10, wrongCost: 1, together: 0.5, lowest: 0.3, highest: 0.7 };

/**
 * Largest share of left-out idle hands that may be captioned (one frame, before the gate). Letters are
 * many and small differences apart, some of them closed hands as idle ones are: at half a per cent,
 * every second letter would be lost (a threshold of 0.93 left .46 to .70 of left-out people's letters).
 */
export const FALSE_ACCEPTS: Readonly<Record<VocabularyId, number>> = {
  'call-gestures': 0.005,
  fingerspelling: 0.015,
};
/** Thresholds are raised together up to this one to reach it. */
const HIGHEST_FLOOR = 0.95;
const FLOOR_STEP = 0.01;

/** A calibration that lets every score through unchanged: to score before calibrating. */
export function openCalibration(gestureCount: number): Calibration {
  return { thresholds: new Array<number>(gestureCount).fill(0), near: 1e3, far: 2e3 };
}

/** The hand's scores after the distance check (see `distanceFactor` in classifier.ts). */
export function checkedScores(hand: HeldOut, { near, far }: Calibration): number[] {
  const factor = Math.max(0, Math.min(1, (far - hand.distance) / (far - near)));
  return Array.from(hand.scores, (score) => score * factor);
}

/** Whether the hand would be captioned with the gesture of its greatest score. */
export function passes(hand: HeldOut, calibration: Calibration): boolean {
  const scores = checkedScores(hand, calibration);
  const best = argmax(scores);
  return scores[best]! >= calibration.thresholds[best]!;
}

/**
 * The distance check first, then thresholds on the scores that it leaves: worth and costs of
 * captions choose them, and no threshold is lower than it takes to keep to {@link FALSE_ACCEPTS}.
 */
export function calibrate(
  vocabulary: VocabularyId,
  heldOut: readonly HeldOut[],
  gestureCount: number,
): Calibration {
  const distances = heldOut
    .filter((hand) => hand.label !== UNKNOWN)
    .map((hand) => hand.distance)
    .sort((a, b) => a - b);
  const near = distances[Math.floor(NEAR_QUANTILE * (distances.length - 1))] ?? 1;
  const far = near * FAR_FACTOR;
  const thresholds = calibrateThresholds(
    heldOut.map((hand) => ({
      ...hand,
      scores: checkedScores(hand, { thresholds: [], near, far }),
    })),
    { gestureCount, ...COSTS },
  );
  const idle = heldOut.filter(({ sample }) => sample.shape === 'idle');
  const raised = (floor: number) => ({
    thresholds: thresholds.map((threshold) => Math.max(threshold, floor)),
    near,
    far,
  });
  const acceptedAt = (floor: number) => idle.filter((hand) => passes(hand, raised(floor))).length;
  let floor = 0;
  while (floor < HIGHEST_FLOOR && acceptedAt(floor) > FALSE_ACCEPTS[vocabulary] * idle.length) {
    floor += FLOOR_STEP;
  }
  return { ...raised(floor), idle: { hands: idle.length, accepted: acceptedAt(floor) } };
}
