/** Copies of strokes for training: as the same letter another time, and as something that is no letter. */
import type { Random } from '../../../src/learning/random.ts';
import type { Point, Stroke, StrokeMoment } from '../../../src/recognizer/signs/movement/stroke.ts';

/** How far a copy may differ; spreads of normal distributions. */
const amount = {
  /** Rotation in the picture, radians. */
  turn: 0.15,
  /** Logarithm of the path's size, each axis. */
  stretch: 0.2,
  shear: 0.15,
  /** Logarithm of the pace. */
  pace: 0.25,
  /** Share that is cut off at the beginning, and at the end. */
  trim: 0.07,
  /** Slow waves along the path, palm lengths. */
  wave: 0.09,
  /** Noise of each point, palm lengths. */
  noise: 0.03,
  /** Noise of how far fingers reach. */
  reach: 0.04,
};
/** Share of copies that lose moments, as at a low frame rate, and how many of them they keep. */
const sparse = { share: 0.5, kept: 0.55 };

/** The same letter as it may look another time. */
export function augmentStroke(stroke: Stroke, random: Random): Stroke {
  const turn = random.normal() * amount.turn;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const stretchX = Math.exp(random.normal() * amount.stretch);
  const stretchY = Math.exp(random.normal() * amount.stretch);
  const shear = random.normal() * amount.shear;
  const pace = Math.exp(random.normal() * amount.pace);
  const waves = [1, 2, 3].map((times) => ({
    times,
    phase: random.between(0, 2 * Math.PI),
    x: (random.normal() * amount.wave) / times,
    y: (random.normal() * amount.wave) / times,
  }));
  const [originX, originY] = stroke.moments[0]!.tip;
  const place = ([x, y]: Point, share: number): Point => {
    const fromX = (x - originX) * stretchX + (y - originY) * shear;
    const fromY = (y - originY) * stretchY;
    let placeX = cos * fromX - sin * fromY + random.normal() * amount.noise;
    let placeY = sin * fromX + cos * fromY + random.normal() * amount.noise;
    for (const wave of waves) {
      const height = Math.sin(wave.times * Math.PI * share + wave.phase);
      placeX += wave.x * height;
      placeY += wave.y * height;
    }
    return [placeX, placeY];
  };
  const trimmed = part(
    stroke,
    Math.max(0, random.normal() * amount.trim),
    1 - Math.max(0, random.normal() * amount.trim),
  );
  const kept = trimmed ?? stroke;
  const last = kept.moments.length - 1;
  const isSparse = last > 5 && random.uniform() < sparse.share;
  const moments = isSparse
    ? kept.moments.filter((_, i) => i === 0 || i === last || random.uniform() < sparse.kept)
    : kept.moments;
  return {
    ...stroke,
    moments: moments.map(({ at, tip, wrist, reach }, i): StrokeMoment => {
      const share = i / (moments.length - 1);
      return {
        at: at * pace,
        tip: place(tip, share),
        wrist: place(wrist, share),
        reach: reach.map((value) => value + random.normal() * amount.reach),
      };
    }),
  };
}

/**
 * Strokes that are no letter, made of one that is: backwards, mirrored, turned, in part, and with the
 * other finger.
 */
export function notLetters(stroke: Stroke): Stroke[] {
  const mapped = (map: (point: Point) => Point): Stroke => ({
    ...stroke,
    moments: stroke.moments.map((moment) => ({
      ...moment,
      tip: map(moment.tip),
      wrist: map(moment.wrist),
    })),
  });
  const times = stroke.moments.map(({ at }) => at);
  return [
    {
      ...stroke,
      moments: [...stroke.moments].reverse().map((moment, i) => ({ ...moment, at: times[i]! })),
    },
    mapped(([x, y]) => [-x, y]),
    mapped(([x, y]) => [x, -y]),
    mapped(([x, y]) => [y, x]),
    mapped(([x, y]) => [-x, -y]),
    ...[part(stroke, 0, 0.35), part(stroke, 0, 0.6), part(stroke, 0.4, 1)].filter(
      (one) => one !== null,
    ),
    {
      finger: stroke.finger === 'index' ? 'little' : 'index',
      moments: stroke.moments.map((moment) => ({ ...moment, reach: [...moment.reach].reverse() })),
    },
  ];
}

/** @returns what lies between two shares of its moments; null if hardly anything does */
function part({ finger, moments }: Stroke, from: number, to: number): Stroke | null {
  const last = moments.length - 1;
  const kept = moments.filter((_, i) => i >= from * last && i <= to * last);
  return kept.length > 3 ? { finger, moments: kept } : null;
}
