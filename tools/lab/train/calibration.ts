/** Chooses the distance check and the thresholds on scores of people who were left out. */
import { calibrateThresholds, type Scored } from '../../../src/learning/calibrate.ts';
import { unknownLabel } from '../../../src/learning/losses.ts';
import { argmax } from '../../../src/learning/metrics.ts';
import type { HeldOut } from './held-out.ts';

export interface Calibration {
  /** One per gesture. */
  thresholds: readonly number[];
  /** Distances (root mean square, in spreads) at which the check starts to lower scores, and at which it reaches 0. */
  near: number;
  far: number;
  /** How many idle hands were left out, and how many of them would be captioned. */
  idle?: { hands: number; accepted: number };
}

/** Share of left-out known hands that the distance check must not lower. */
const nearQuantile = 0.99;
/** The distance `far` is this many times `near`. */
const farFactor = 1.6;
/** Costs, measured in right captions, and limits; docs/classifier.md compares other values. */
const costs = { unknownCost: 10, wrongCost: 1, together: 0.5, lowest: 0.3, highest: 0.7 };

/** At most this share of left-out idle hands may be captioned (single frames, before the gate). */
export const falseAccepts = 0.005;
/** How far above a hand's score its threshold is raised. */
const margin = 0.005;

/** A calibration that passes every score unchanged, for scoring before calibration. */
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
 * Chooses the distance check first, then thresholds for the scores that remain after it: first those
 * with the best balance of right and false captions, then some are raised to stay within
 * {@link falseAccepts}.
 */
export function calibrate(heldOut: readonly HeldOut[], gestureCount: number): Calibration {
  const distances = heldOut
    .filter((hand) => hand.label !== unknownLabel)
    .map((hand) => hand.distance)
    .sort((a, b) => a - b);
  const near = distances[Math.floor(nearQuantile * (distances.length - 1))] ?? 1;
  const far = near * farFactor;
  const thresholds = calibrateThresholds(
    heldOut.map((hand) => ({
      ...hand,
      scores: checkedScores(hand, { thresholds: [], near, far }),
    })),
    { gestureCount, ...costs },
  );
  const idle = heldOut.filter(({ sample }) => sample.shape === 'idle');
  const allowed = Math.floor(falseAccepts * idle.length);
  const checked = (hands: readonly HeldOut[]) =>
    hands.map((hand) => ({ ...hand, scores: checkedScores(hand, { thresholds, near, far }) }));
  const kept = keepToRate(thresholds, checked(idle), checked(heldOut), allowed);
  const accepted = idle.filter((hand) => passes(hand, { thresholds: kept, near, far })).length;
  return { thresholds: kept, near, far, idle: { hands: idle.length, accepted } };
}

/**
 * Raises thresholds until at most `allowed` of the unwanted hands pass. Each step raises the threshold
 * that rejects the most unwanted hands per lost right caption.
 */
export function keepToRate(
  thresholds: readonly number[],
  unwanted: readonly Scored[],
  known: readonly Scored[],
  allowed: number,
): number[] {
  const kept = [...thresholds];
  const claims = (hands: readonly Scored[]) =>
    hands.map(({ scores, label, weight }) => {
      const best = argmax(scores);
      return { best, score: scores[best]!, right: label === best, weight };
    });
  const right = claims(known).filter((claim) => claim.right);
  for (;;) {
    const passing = claims(unwanted).filter(({ best, score }) => score >= kept[best]!);
    if (passing.length <= allowed) return kept;
    let cheapest = { gesture: -1, threshold: 1, cost: Infinity };
    for (let gesture = 0; gesture < kept.length; gesture++) {
      const own = passing.filter(({ best }) => best === gesture).sort((a, b) => a.score - b.score);
      own.forEach(({ score }, i) => {
        const threshold = Math.min(1, score + margin);
        if (threshold <= score) return;
        const lost = right
          .filter((c) => c.best === gesture && c.score >= kept[gesture]! && c.score < threshold)
          .reduce((sum, { weight }) => sum + weight, 0);
        const cost = lost / (i + 1);
        if (cost < cheapest.cost) cheapest = { gesture, threshold, cost };
      });
    }
    if (cheapest.gesture < 0) return kept;
    kept[cheapest.gesture] = cheapest.threshold;
  }
}
