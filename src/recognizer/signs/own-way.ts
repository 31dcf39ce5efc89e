/** The takes of a user who shows a shipped gesture in an own way, as a classifier uses them. */
import type { OwnWay } from '../../packs/samples.ts';
import { toSpreads } from './classifier-file.ts';
import { featureLayout, featuresOf, rightHandPoints } from './features.ts';

export interface LoadedWay {
  /** The gesture's index among the classifier's gestures. */
  gesture: number;
  bias: number;
  near: number;
  far: number;
  /** The takes' features, in spreads. */
  takes: readonly Float32Array[];
}

/**
 * Ways of gestures that are not among `gestures`, or that were measured with other features, are left
 * out.
 */
export function loadWays(
  ways: ReadonlyMap<string, OwnWay>,
  gestures: readonly string[],
  space: { centre: ArrayLike<number>; spread: ArrayLike<number> },
): LoadedWay[] {
  return [...ways].flatMap(([id, { takes, layout, bias, near, far }]) => {
    const gesture = gestures.indexOf(id);
    if (gesture < 0 || layout !== featureLayout) return [];
    const rows = takes.map(({ points, handedness }) =>
      toSpreads(featuresOf(rightHandPoints({ landmarks: points, handedness })), space),
    );
    return [{ gesture, bias, near, far, takes: rows }];
  });
}

/** How much a hand is like the nearest take: 1 up to the distance `near`, 0 from `far` on. */
export function likenessTo({ takes, near, far }: LoadedWay, row: Float32Array): number {
  const distance = Math.min(...takes.map((take) => distanceBetween(take, row)));
  // Coinciding or broken landmarks give NaN, which is like nothing.
  return Math.max(0, Math.min(1, (far - distance) / (far - near))) || 0;
}

/** Root mean square over the features, in spreads. */
export function distanceBetween(a: Float32Array, b: Float32Array): number {
  let total = 0;
  for (let f = 0; f < a.length; f++) total += (a[f]! - b[f]!) ** 2;
  return Math.sqrt(total / a.length);
}
