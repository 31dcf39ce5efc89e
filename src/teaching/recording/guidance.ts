/**
 * What to say to someone who is recording: one short sentence at a time, chosen from what is
 * missing, and left standing long enough to be read or spoken.
 */
import type { SampleHand } from '../../packs/samples.ts';

export type Guidance =
  /** Nothing is missing. */
  | 'go-on'
  | 'no-hand'
  | 'into-picture'
  | 'more-light'
  | 'hold-still'
  | 'closer'
  | 'further'
  | 'turn-hand'
  | 'move-about'
  | 'other-hand'
  /** Recording hands that mean nothing: what to do with them now. */
  | 'rest'
  | 'face'
  | 'cup';

/** A sample that was kept, with where in the picture its hand was (shares of width and height). */
export interface Kept {
  hand: SampleHand;
  place: readonly [x: number, y: number];
}

/** Hand sizes over the picture's shorter side within which the landmark model is at its best. */
export const handSizes = { least: 0.14, most: 0.8 } as const;

/** What the kept samples must show to be called varied; standard deviations. */
const varied = {
  /** Radians of turning in the picture, as wrist to middle knuckle. */
  turn: 0.14,
  /** Palm width over its length: changes when the hand tilts towards or off the camera. */
  tilt: 0.07,
  /** Share of the picture. */
  place: 0.06,
  /** Hand size over its mean. */
  size: 0.1,
} as const;

/**
 * What the samples lack so far. The hints come one after the other, so that nobody is asked for
 * everything at once: first the angle, then the place, then the other hand.
 *
 * @param share of the recording that is over, by samples or by time, 0..1.
 * @param stuck no sample was kept for a while, because all were near-copies.
 */
export function whatIsMissing(kept: readonly Kept[], share: number, stuck: boolean): Guidance {
  const turned = spreadOfTurn(kept) >= varied.turn || spread(kept.map(tilt)) >= varied.tilt;
  const sizes = kept.map(({ hand }) => hand.size);
  const moved =
    Math.max(spread(kept.map((k) => k.place[0])), spread(kept.map((k) => k.place[1]))) >=
      varied.place || spread(sizes) >= varied.size * Math.max(1e-6, mean(sizes));
  const bothHands = new Set(kept.map(({ hand }) => hand.handedness)).size > 1;
  if (stuck) return turned ? 'move-about' : 'turn-hand';
  if (share >= 0.2 && !turned) return 'turn-hand';
  if (share >= 0.45 && !moved) return 'move-about';
  if (share >= 0.7 && !bothHands) return 'other-hand';
  return 'go-on';
}

/** Standard deviation of the hand's direction; a turn past the half circle does not upset it. */
function spreadOfTurn(kept: readonly Kept[]): number {
  if (kept.length < 2) return 0;
  const angles = kept.map(({ hand }) => {
    const [x, y] = hand.points[9] ?? [0, -1];
    // A left hand turns the other way round: mirrored, so that two hands alone are no turn.
    return Math.atan2(y, hand.handedness === 'Left' ? -x : x);
  });
  const length = Math.hypot(mean(angles.map(Math.cos)), mean(angles.map(Math.sin)));
  return Math.sqrt(Math.max(0, -2 * Math.log(Math.max(1e-9, length))));
}

function tilt({ hand: { points } }: Kept): number {
  const [first, last, middle] = [points[5], points[17], points[9]];
  if (!first || !last || !middle) return 0;
  const width = Math.hypot(first[0] - last[0], first[1] - last[1]);
  return width / Math.max(1e-6, width + Math.hypot(middle[0], middle[1]));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function spread(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/** What is said, and what waits to be said. Times in ms of the caller's clock. */
export interface Said {
  now: Guidance;
  since: number;
  next: Guidance;
  nextSince: number;
}

export const times = {
  /** A sentence stands at least this long. */
  stand: 1800,
  /** A change of mind must last this long before it is told. */
  settle: 350,
} as const;

export const sayFirst = (guidance: Guidance, at: number): Said => ({
  now: guidance,
  since: at,
  next: guidance,
  nextSince: at,
});

/** The sentence after this look: a new one only when it has lasted and the old one was readable. */
export function say(said: Said, wanted: Guidance, at: number): Said {
  const next = wanted === said.next ? said.next : wanted;
  const nextSince = wanted === said.next ? said.nextSince : at;
  if (next === said.now) return { ...said, next, nextSince };
  if (at - said.since < times.stand || at - nextSince < times.settle) {
    return { ...said, next, nextSince };
  }
  return { now: next, since: at, next, nextSince };
}
