/** How the letters J and Z are written, and strokes that are drawn after that. */
import type { Random } from '../../../src/learning/random.ts';
import { letterPaths } from '../../../src/options/practice/letter-paths.ts';
import {
  type Drawing,
  evenPlaces,
  type Point,
  type Stroke,
  type StrokeMoment,
} from '../../../src/recognizer/signs/movement/stroke.ts';

/** A letter that is drawn: with which finger, and its path, x to the signer's left and y down. */
export interface WrittenLetter {
  id: string;
  /** The word of recorded takes that show it (`words.ts`). */
  word: string;
  finger: Drawing;
  path: readonly Point[];
}

export const writtenLetters: readonly WrittenLetter[] = [
  {
    id: 'J',
    word: 'letter_j',
    finger: 'little',
    path: letterPaths.J!.path,
  },
  {
    id: 'Z',
    word: 'letter_z',
    finger: 'index',
    path: letterPaths.Z!.path,
  },
];

/** Points that are evenly spaced along a path. */
export const alongPath = (path: readonly Point[], count: number): Point[] =>
  evenPlaces(path, count).map(({ index, share }) => {
    const [before, after] = [path[index]!, path[index + 1]!];
    return [before[0] + (after[0] - before[0]) * share, before[1] + (after[1] - before[1]) * share];
  });

/** How far a path is from how the letter is written: root mean square, in the spread of each. */
export function awayFrom({ path }: WrittenLetter, { moments }: Stroke): number {
  const count = 24;
  const wanted = inSpread(alongPath(path, count));
  const shown = inSpread(
    alongPath(
      moments.map(({ tip }) => tip),
      count,
    ),
  );
  const squares = wanted.map(([x, y], i) => (x - shown[i]![0]) ** 2 + (y - shown[i]![1]) ** 2);
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / count);
}

/** The points from their mean, in their root mean square distance from it. */
function inSpread(points: readonly Point[]): Point[] {
  const x = points.reduce((sum, point) => sum + point[0], 0) / points.length;
  const y = points.reduce((sum, point) => sum + point[1], 0) / points.length;
  const squares = points.reduce((sum, point) => sum + (point[0] - x) ** 2 + (point[1] - y) ** 2, 0);
  const spread = Math.max(1e-6, Math.sqrt(squares / points.length));
  return points.map((point) => [(point[0] - x) / spread, (point[1] - y) / spread]);
}

/**
 * The letter as somebody may write it, drawn by a recorded hand.
 *
 * @param like a stroke of the same finger, for how far its fingers reach
 */
export function writtenStroke(
  { path, finger }: WrittenLetter,
  like: Stroke,
  random: Random,
): Stroke {
  const inaccurate = path.map(
    ([x, y]): Point => [x + random.normal() * 0.1, y + random.normal() * 0.1],
  );
  const count = 8 + random.below(14);
  let points = alongPath(inaccurate, count);
  for (let times = random.below(3); times > 0; times--) points = rounded(points);
  const height = random.between(0.9, 2.2);
  const width = height * random.between(0.7, 1.35);
  const ms = random.between(350, 1400);
  const arm = random.between(0.2, 1);
  const moments = points.map(([x, y], i): StrokeMoment => {
    const share = i / (count - 1);
    const tip: Point = [x * width, y * height];
    const { reach } = like.moments[Math.round(share * (like.moments.length - 1))]!;
    // The tip goes farther than the wrist, which lies below it.
    return { at: ms * share, tip, wrist: [tip[0] * arm, tip[1] * arm + 1.8], reach };
  });
  return { finger, moments };
}

/** The same path with rounder corners. */
const rounded = (points: readonly Point[]): Point[] =>
  points.map((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return point;
    return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4];
  });
