/** Features of a stroke: the path of its tip, whatever its place, size and pace, and the hand that draws it. */
import type { FeatureSpace } from '../open-set.ts';
import { evenPlaces, type Point, pathLength, type Stroke, type StrokeMoment } from './stroke.ts';

/** How many points of the path are looked at, evenly spaced along it ... */
const pointCount = 16;
/** ... and at how many of them the hand is. */
const handCount = 4;

/**
 * The points from their mean, in the path's size; the directions between them; the wrist's places from
 * its first; how far the fingers reach; width, height, length and time; which finger draws.
 */
export const drawnSpace: FeatureSpace = {
  layout: 'drawn-2d-1',
  count: pointCount * 2 + (pointCount - 1) * 2 + handCount * (2 + 4) + 4 + 1,
};

/** @returns as many numbers as {@link drawnSpace} says, finite for finite strokes */
export function drawnFeatures({ finger, moments }: Stroke): Float32Array {
  const out = new Float32Array(drawnSpace.count);
  let at = 0;
  const put = (...values: readonly number[]) => {
    out.set(values, at);
    at += values.length;
  };
  const spaced = evenlySpaced(moments, pointCount);
  const tips = spaced.map(({ tip }) => tip);
  const [left, right] = bounds(tips.map(([x]) => x));
  const [top, bottom] = bounds(tips.map(([, y]) => y));
  const [width, height] = [right - left, bottom - top];
  const size = Math.max(1e-6, Math.hypot(width, height));
  const [x, y] = meanOf(tips);
  for (const tip of tips) put((tip[0] - x) / size, (tip[1] - y) / size);
  tips.slice(1).forEach((tip, i) => {
    const [dx, dy] = from(tips[i]!, tip);
    const length = Math.max(1e-6, Math.hypot(dx, dy));
    put(dx / length, dy / length);
  });
  const every = pointCount / handCount;
  const hands = spaced.filter((_, i) => i % every === every / 2);
  for (const { wrist } of hands) put(...from(hands[0]!.wrist, wrist));
  for (const { reach } of hands) put(...reach);
  const ms = moments[moments.length - 1]!.at - moments[0]!.at;
  put(Math.log(Math.max(0.1, width)), Math.log(Math.max(0.1, height)));
  put(Math.log(Math.max(0.1, pathLength(moments))), Math.log(Math.max(1, ms) / 1000));
  put(finger === 'index' ? 1 : 0);
  return out;
}

/** Moments that are evenly spaced along the tip's path. */
const evenlySpaced = (moments: readonly StrokeMoment[], count: number): StrokeMoment[] =>
  evenPlaces(
    moments.map(({ tip }) => tip),
    count,
  ).map(({ index, share }) => between(moments[index]!, moments[index + 1]!, share));

const from = (a: Point, b: Point): [x: number, y: number] => [b[0] - a[0], b[1] - a[1]];

const bounds = (values: readonly number[]): [least: number, most: number] => [
  Math.min(...values),
  Math.max(...values),
];

function between(a: StrokeMoment, b: StrokeMoment, share: number): StrokeMoment {
  const mix = (before: number, after: number) => before + (after - before) * share;
  const point = (before: Point, after: Point) =>
    [mix(before[0], after[0]), mix(before[1], after[1])] as const;
  return {
    at: mix(a.at, b.at),
    tip: point(a.tip, b.tip),
    wrist: point(a.wrist, b.wrist),
    reach: a.reach.map((value, i) => mix(value, b.reach[i]!)),
  };
}

const meanOf = (points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x / points.length, 0),
  points.reduce((sum, [, y]) => sum + y / points.length, 0),
];
