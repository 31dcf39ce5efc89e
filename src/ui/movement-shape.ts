/**
 * A drawing of a movement: the hands at a few of its moments, where they were, and the ways of the
 * wrists. Pure geometry; `movement-drawing.tsx` renders it as SVG.
 */
import { box, type HandPoint, type HandShape, shapeHand } from './hand-shape.ts';

/** A hand of a sample (`packs/samples.ts`). */
export interface PlacedHand {
  /** Ms since the sample's first hand. */
  time: number;
  /** From the wrist, in hand sizes. */
  points: readonly HandPoint[];
  handedness: 'Left' | 'Right';
  /** Hand size and the wrist's place, both over the shorter side of the frame. */
  size: number;
  place?: readonly [x: number, y: number] | undefined;
}

/** One moment, in a square of side {@link box}. */
export interface MovementPicture {
  /** A hand's shape is drawn at `x`, `y` and `scale` times as large. */
  hands: readonly { shape: HandShape; x: number; y: number; scale: number }[];
  /** SVG path data of the wrists' ways: until this moment, and from it on. */
  ways: readonly { before: string; after: string; tip: string }[];
}

const margin = 5;
/** A hand that is not seen for longer around a moment is not drawn, ms. */
const nearMs = 200;
/** Fingers are this much wider than the landmarks in their middle, in hand sizes. */
const flesh = 0.09;

/** Whether these hands can be drawn as a movement. */
export const isDrawnMovement = (hands: readonly PlacedHand[]): boolean =>
  hands.length > 1 && hands.every(({ place }) => place !== undefined);

/**
 * @param count how many moments, evenly spaced from the first to the last; 1: the one in the middle
 * @param mirror swap left and right
 * @returns empty if the hands are no movement
 */
export function shapeMovement(
  hands: readonly PlacedHand[],
  count: number,
  mirror = false,
): MovementPicture[] {
  if (!isDrawnMovement(hands)) return [];
  const sides = [mirrored(hands, 'Left', mirror), mirrored(hands, 'Right', mirror)].filter(
    ({ length }) => length > 0,
  );
  const [from, to] = [hands[0]!.time, hands.at(-1)!.time];
  const moments = Array.from({ length: count }, (_, i) =>
    count === 1 ? (from + to) / 2 : from + ((to - from) * i) / (count - 1),
  );
  const shown = moments.map((at) => sides.flatMap((side) => nearest(side, at)));
  const frame = squareAround([
    ...sides.flatMap((side) => side.map(({ x, y }) => ({ x, y }))),
    ...shown.flat().flatMap(({ x, y, size, points }) =>
      points.flatMap(([px, py]) => [
        { x: x + size * (px - flesh), y: y + size * (py - flesh) },
        { x: x + size * (px + flesh), y: y + size * (py + flesh) },
      ]),
    ),
  ]);
  if (!frame) return [];
  return moments.map((at, i) => ({
    hands: shown[i]!.flatMap(({ points, x, y, size }) => {
      const shape = shapeHand(points);
      if (!shape) return [];
      const scale = (size * frame.scale) / shape.fit.scale;
      const [left, top] = frame.at(x + size * shape.fit.x, y + size * shape.fit.y);
      return [{ shape, scale, x: left - (box / 2) * scale, y: top - (box / 2) * scale }];
    }),
    ways: sides.map((side) => wayOf(side, at, frame)),
  }));
}

/**
 * The way of one point alone, in a square of side {@link box}.
 *
 * @param mirror swap left and right
 * @returns null if it goes nowhere
 */
export function shapeWay(
  points: readonly (readonly [x: number, y: number])[],
  mirror = false,
): { line: string; tip: string } | null {
  const places = points.map(([x, y]) => ({ x: mirror ? -x : x, y }));
  const frame = squareAround(places);
  if (!frame) return null;
  const placed = places.map(({ x, y }) => frame.at(x, y));
  return { line: lineOf(placed), tip: tipOf(placed) };
}

interface Placed {
  time: number;
  points: readonly HandPoint[];
  size: number;
  x: number;
  y: number;
}

function mirrored(
  hands: readonly PlacedHand[],
  handedness: PlacedHand['handedness'],
  mirror: boolean,
): Placed[] {
  const sign = mirror ? -1 : 1;
  return hands
    .filter((hand) => hand.handedness === handedness)
    .map(({ time, points, size, place = [0, 0] }) => ({
      time,
      size,
      points: points.map(([x, y, z]) => [sign * x, y, z]),
      x: sign * place[0],
      y: place[1],
    }));
}

function nearest(side: readonly Placed[], at: number): Placed[] {
  const best = side.reduce((a, b) => (Math.abs(b.time - at) < Math.abs(a.time - at) ? b : a));
  return Math.abs(best.time - at) <= nearMs ? [best] : [];
}

interface Square {
  scale: number;
  at(x: number, y: number): [x: number, y: number];
}

function squareAround(points: readonly { x: number; y: number }[]): Square | null {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const side = Math.max(width, height);
  if (!(side > 0) || !Number.isFinite(side)) return null;
  const scale = (box - 2 * margin) / side;
  return {
    scale,
    at: (x, y) => [
      box / 2 + (x - left - width / 2) * scale,
      box / 2 + (y - top - height / 2) * scale,
    ],
  };
}

/** Points of a way that are nearer to each other are left out, and its tip is this long. */
const leastStep = 1.5;
const tipLength = 8;

function wayOf(side: readonly Placed[], at: number, frame: Square) {
  const points = side.map(({ x, y }) => frame.at(x, y));
  const done = side.filter(({ time }) => time <= at).length;
  return {
    before: lineOf(points.slice(0, done)),
    after: lineOf(points.slice(Math.max(0, done - 1))),
    tip: tipOf(points),
  };
}

function lineOf(points: readonly [number, number][]): string {
  const kept: [number, number][] = [];
  for (const [i, point] of points.entries()) {
    const before = kept.at(-1);
    if (!before || i === points.length - 1 || distance(before, point) >= leastStep)
      kept.push(point);
  }
  if (kept.length < 2) return '';
  return kept.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
}

/** An arrowhead at the end of the way; none if it goes hardly anywhere. */
function tipOf(points: readonly [number, number][]): string {
  const end = points.at(-1);
  const from = points.findLast((point) => end && distance(point, end) >= tipLength);
  if (!end || !from) return '';
  const angle = Math.atan2(end[1] - from[1], end[0] - from[0]);
  const wing = (turn: number): string =>
    [
      (end[0] - tipLength * Math.cos(angle + turn)).toFixed(1),
      (end[1] - tipLength * Math.sin(angle + turn)).toFixed(1),
    ].join(' ');
  return `M${wing(0.5)} L${end[0].toFixed(1)} ${end[1].toFixed(1)} L${wing(-0.5)}`;
}

const distance = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1]);
