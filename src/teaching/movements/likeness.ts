/** In what two moving signs that are confused are alike: the way that the hands go, or their shapes. */
import type { Sample } from '../../packs/samples.ts';
import { pointCount } from '../../recognizer/signs/features.ts';
import {
  momentCount,
  movementFeatures,
  perMoment,
} from '../../recognizer/signs/movement/features.ts';
import { movementOfSample } from '../../recognizer/signs/movement/sample.ts';

export interface Likeness {
  path: boolean;
  shape: boolean;
}

/** Where the features of a moment are (`movementFeatures`): both hands' shapes, then where they are. */
const shapeNumbers = 2 * (pointCount - 1);
const ofShape = [
  [0, shapeNumbers],
  [shapeNumbers + 4, 2 * shapeNumbers + 4],
] as const;
/** The leading wrist's place and way; the other wrist's place, and whether it is seen. */
const ofPath = [
  [shapeNumbers, shapeNumbers + 4],
  [2 * shapeNumbers + 4, 2 * shapeNumbers + 7],
] as const;

/**
 * Two signs are alike in a part if the means of their takes differ no more than takes of one sign do, or
 * less than anyone would see: hand sizes (root mean square of points from the wrist) a number.
 */
const seen = { shape: 0.12, path: 0.25 } as const;
const usual = 1.5;

/** @param a, b samples of two moving signs, each at least one */
export function likenessOf(a: readonly Sample[], b: readonly Sample[]): Likeness {
  const [ofA, ofB] = [a, b].map((samples) =>
    samples.map((sample) => movementFeatures(movementOfSample(sample))),
  ) as [Float32Array[], Float32Array[]];
  const isAlike = (part: typeof ofShape | typeof ofPath, least: number): boolean => {
    const [takesA, takesB] = [ofA, ofB].map((takes) => takes.map((take) => partOf(take, part)));
    const [meanA, meanB] = [meanOf(takesA!), meanOf(takesB!)];
    const within = [
      ...takesA!.map((take) => distance(take, meanA)),
      ...takesB!.map((take) => distance(take, meanB)),
    ];
    const spread = within.reduce((sum, value) => sum + value, 0) / within.length;
    return distance(meanA, meanB) <= Math.max(least, usual * spread);
  };
  return { path: isAlike(ofPath, seen.path), shape: isAlike(ofShape, seen.shape) };
}

function partOf(features: Float32Array, ranges: typeof ofShape | typeof ofPath): number[] {
  return Array.from({ length: momentCount }, (_, moment) =>
    ranges.flatMap(([from, to]) => [
      ...features.subarray(moment * perMoment + from, moment * perMoment + to),
    ]),
  ).flat();
}

const meanOf = (takes: readonly number[][]): number[] =>
  takes[0]!.map((_, i) => takes.reduce((sum, take) => sum + take[i]!, 0) / takes.length);

/** Root mean square over the numbers. */
function distance(a: readonly number[], b: readonly number[]): number {
  let squares = 0;
  for (const [i, value] of a.entries()) squares += (value - b[i]!) ** 2;
  return Math.sqrt(squares / a.length);
}
