/** The distance check and the thresholds of own gestures, chosen on hands that were held out. */
import { argmax } from '../learning/metrics.ts';

/** What a hand is to the report. */
export type HeldKind =
  /** One of the user's gestures. */
  | 'own'
  /** The user's own unknown ones. */
  | 'nothing'
  | 'wrong'
  /** Hands of the shipped bank: resting, a shipped gesture, any other. */
  | 'idle'
  | 'shipped'
  | 'other';

/** A hand with what a classifier says that was not trained on it. */
export interface HeldHand {
  kind: HeldKind;
  /** The gesture's index, or `unknownLabel`. */
  label: number;
  /** Id of the user's sample, or key of the shipped gesture. */
  id: string | null;
  /** One per gesture, before the distance check. */
  scores: readonly number[];
  /** Distance to the nearest prototype, in rms spreads. */
  distance: number;
}

export interface Calibration {
  thresholds: number[];
  near: number;
  far: number;
}

/** Share of held-out hands of each kind that mean nothing and may be called a gesture. */
export const falseAccepts = 0.01;

/** Least and greatest threshold: outside, a report could neither see misses nor false captions. */
export const lowest = 0.3;
const highest = 0.9;
/** What a threshold is where no samples tell. */
const prior = 0.5;
/** Samples that count as much as the prior. */
const priorSamples = 10;
/** Of one's own samples, this share may fall below the threshold where silence allows. */
const missed = 0.1;
/** From what must stay silent to own samples, this part of the way. */
const way = 0.4;

/** The check begins above so many of the own held-out distances, times this, within these limits. */
const nearQuantile = 0.95;
const nearFactor = 1.2;
const nearLimits = [0.6, 0.9] as const;
const farFactor = 1.6;

/** Scores after the distance check (`distanceFactor` of the classifier). */
export function checked(hand: HeldHand, { near, far }: Pick<Calibration, 'near' | 'far'>) {
  const factor = Math.max(0, Math.min(1, (far - hand.distance) / (far - near)));
  return hand.scores.map((score) => score * factor);
}

/** What the hand is called at the thresholds: a gesture's index, or -1 for nothing. */
export function calledAt(hand: HeldHand, calibration: Calibration): number {
  const scores = checked(hand, calibration);
  const best = argmax(scores);
  return scores[best]! >= calibration.thresholds[best]! ? best : -1;
}

/**
 * A threshold for each gesture: high enough that of the held-out hands of every other kind no more
 * than {@link falseAccepts} are called a gesture (an equal part for each gesture), and from there
 * part of the way up to the gesture's own hands. Few samples move it little from a prior.
 *
 * @param held hands that the scoring classifier was not trained on.
 */
export function calibrate(held: readonly HeldHand[], gestureCount: number): Calibration {
  const distances = held.filter(({ kind }) => kind === 'own').map(({ distance }) => distance);
  const [least, most] = nearLimits;
  const near = Math.max(
    least,
    Math.min(most, quantile(distances, nearQuantile, least) * nearFactor),
  );
  const far = near * farFactor;
  const claims = held.map((hand) => {
    const scores = checked(hand, { near, far });
    const best = argmax(scores);
    return { hand, best, score: scores[best]!, own: scores[hand.label] ?? 0 };
  });
  const thresholds = Array.from({ length: gestureCount }, (_, gesture) => {
    const mine = claims.filter(({ hand }) => hand.label === gesture).map(({ own }) => own);
    const floor = Math.max(
      ...(['nothing', 'wrong', 'idle', 'shipped', 'other'] as const).map((kind) => {
        const ofKind = claims.filter(({ hand }) => hand.kind === kind);
        const allowed = Math.floor((falseAccepts * ofKind.length) / gestureCount);
        const scores = ofKind.filter(({ best }) => best === gesture).map(({ score }) => score);
        return scores.sort((a, b) => b - a)[allowed] ?? 0;
      }),
    );
    const low = quantile(mine, missed, prior);
    const wanted = low > floor ? floor + way * (low - floor) : floor;
    const weight = mine.length / (mine.length + priorSamples);
    const blended = weight * wanted + (1 - weight) * prior;
    return Math.max(lowest, Math.min(highest, Math.max(blended, floor + margin)));
  });
  return { thresholds, near, far };
}

/** A threshold that turns a score away stands this far above it. */
const margin = 0.005;

function quantile(values: readonly number[], share: number, ofNone: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? ofNone;
}
