/**
 * What to say to someone who is recording: one short sentence at a time, chosen by what is missing,
 * and shown long enough to be read or read aloud.
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
  | 'cup'
  /** Recording a moving sign: what to do, what is going on, and what became of the last movement. */
  | 'sign-once'
  | 'in-movement'
  | 'got-it'
  | 'too-short'
  | 'too-long';

/** A kept sample, with the place of its hand in the frame (shares of width and height). */
export interface Kept {
  hand: SampleHand;
  place: readonly [x: number, y: number];
}

/**
 * Range of hand sizes, over the frame's shorter side, in which the landmark model is at its best.
 */
export const handSizes = { least: 0.14, most: 0.8 } as const;

/** Standard deviations from which on the kept samples count as varied. */
const varied = {
  /** Direction from the wrist to the middle knuckle, in the image plane, radians. */
  turn: 0.14,
  /**
   * Palm width over its length, which changes when the hand tilts towards or away from the camera.
   */
  tilt: 0.07,
  /** Share of the frame. */
  place: 0.06,
  /** Hand size over its mean. */
  size: 0.1,
} as const;

/**
 * What the samples still lack. The hints come one after the other, so that nobody is asked for
 * everything at once: first the angle, then the place, then the other hand.
 *
 * @param share of the recording that is done, by samples or by time, 0..1.
 * @param stuck whether no sample was kept for a while, because all were near-copies.
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

/**
 * Circular standard deviation of the hand's direction: the step from 180 to -180 degrees is none.
 */
function spreadOfTurn(kept: readonly Kept[]): number {
  if (kept.length < 2) return 0;
  const angles = kept.map(({ hand }) => {
    const [x, y] = hand.points[9] ?? [0, -1];
    // A left hand is mirrored, so that using both hands does not count as turning.
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

/** What is said now, and what is to be said next. Times in ms of the caller's clock. */
export interface Said<Sentence = Guidance> {
  now: Sentence;
  since: number;
  next: Sentence;
  nextSince: number;
}

export const times = {
  /** How long a sentence stays at least, ms. */
  stand: 1800,
  /** How long another guidance must be wanted before it is said, ms. */
  settle: 350,
} as const;

export const sayFirst = <Sentence>(sentence: Sentence, at: number): Said<Sentence> => ({
  now: sentence,
  since: at,
  next: sentence,
  nextSince: at,
});

/**
 * The next sentence: a new one only if it was wanted for a while and the old one could be read.
 *
 * @param stand how long a sentence stays at least, ms
 * @param settle how long another must be wanted before it is said, ms
 */
export function say<Sentence>(
  said: Said<Sentence>,
  wanted: Sentence,
  at: number,
  stand: number = times.stand,
  settle: number = times.settle,
): Said<Sentence> {
  const next = wanted === said.next ? said.next : wanted;
  const nextSince = wanted === said.next ? said.nextSince : at;
  if (next === said.now) return { ...said, next, nextSince };
  if (at - said.since < stand || at - nextSince < settle) {
    return { ...said, next, nextSince };
  }
  return { now: next, since: at, next, nextSince };
}
