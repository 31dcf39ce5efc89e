/** The distance check and the thresholds of own gestures, chosen on held-out hands. */
import { argmax } from '../learning/metrics.ts';
import type { UnknownOrigin } from '../packs/samples.ts';

/** What a held-out hand shows. */
export type HeldKind =
  /** One of the user's gestures. */
  | 'own'
  /** The user's unknown hands. */
  | 'nothing'
  | 'wrong'
  /** Hands of the shipped bank: a resting hand, a shipped gesture, any other hand. */
  | 'idle'
  | 'shipped'
  | 'other';

/**
 * What a sample of the user shows. An unknown one that came with a pack counts like one that the user
 * recorded as "nothing".
 */
export function heldKindOf(origin: UnknownOrigin | null): HeldKind {
  if (origin === null) return 'own';
  return origin === 'wrong' ? 'wrong' : 'nothing';
}

/** A hand with its scores by a classifier that was not trained on it. */
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

/** Of each kind of hands that are not an own gesture, at most this share may be called one. */
export const falseAccepts = 0.01;

/** Lowest and highest threshold: outside, a report would show no misses or no false captions. */
export const lowest = 0.3;
const highest = 0.9;
/** The prior counts as much as this many samples. */
const priorSamples = 10;
/** At most this share of a gesture's own samples may be below its threshold, if silence allows. */
const missed = 0.1;
/**
 * `near` is this quantile of the own held-out distances, times `nearFactor`, within its limits;
 * `far` is `farFactor` times `near`.
 */
const nearQuantile = 0.95;
const nearFactor = 1.2;
const farFactor = 1.6;

/** What depends on the features. */
export interface CalibrationLimits {
  /** The threshold of a gesture without samples. */
  prior: number;
  /** The same as {@link falseAccepts} for the bank's other hands. */
  acceptsOfOthers: number;
  /** The lowest threshold. */
  lowest: number;
  /** Where the threshold lies between what must stay silent (0) and the own samples (1). */
  way: number;
  /** The least and the greatest `near`. */
  near: readonly [least: number, most: number];
}

/** For hands that are held. */
export const heldLimits: CalibrationLimits = {
  prior: 0.5,
  acceptsOfOthers: falseAccepts,
  lowest,
  way: 0.4,
  near: [0.6, 0.9],
};

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
 * A threshold for each gesture: high enough that at most {@link falseAccepts} of the held-out hands
 * of every other kind are called a gesture (each gesture may have an equal part of them), and from
 * there part of the way up to the gesture's own hands. With few samples it stays near a prior.
 *
 * @param held hands that the scoring classifier was not trained on.
 */
export function calibrate(
  held: readonly HeldHand[],
  gestureCount: number,
  { prior, lowest: least, way, acceptsOfOthers, near: nearLimits }: CalibrationLimits = heldLimits,
): Calibration {
  const distances = held.filter(({ kind }) => kind === 'own').map(({ distance }) => distance);
  const [nearest, farthest] = nearLimits;
  const near = Math.max(
    nearest,
    Math.min(farthest, quantile(distances, nearQuantile, nearest) * nearFactor),
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
        const share = kind === 'other' ? acceptsOfOthers : falseAccepts;
        const allowed = Math.floor((share * ofKind.length) / gestureCount);
        const scores = ofKind.filter(({ best }) => best === gesture).map(({ score }) => score);
        return scores.sort((a, b) => b - a)[allowed] ?? 0;
      }),
    );
    const low = quantile(mine, missed, prior);
    const wanted = low > floor ? floor + way * (low - floor) : floor;
    const weight = mine.length / (mine.length + priorSamples);
    const blended = weight * wanted + (1 - weight) * prior;
    return Math.max(least, Math.min(highest, Math.max(blended, floor + margin)));
  });
  return { thresholds, near, far };
}

/** A threshold that rejects a score is this much above it. */
const margin = 0.005;

function quantile(values: readonly number[], share: number, ofNone: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? ofNone;
}
