/**
 * Features of the last second that show whether a held sign is meant. Each is bounded, so that no odd
 * frame outweighs all others. They are grouped in parts that can be left out in turn
 * (`npm run events -- --ablate`).
 */
import {
  distanceOf,
  type FollowedHand,
  type Moment,
  newest,
  shapeChange,
} from './followed-hands.ts';

/** The parts of the model and their features, in the order of the feature vector. */
export const intentParts = {
  /** Held still: place and shape hardly change. */
  still: ['drift', 'speed', 'shapeChange'],
  /** Settled: scores have risen and are steady. */
  settled: ['score', 'named', 'scoreSpread'],
  /** Size relative to the frame's shorter side. */
  size: ['size'],
  /** Height in the frame, and from which side of the hand the forearm comes. */
  place: ['height', 'wristBelow', 'wristAside', 'forearmInView'],
  /** How the hand came: raised or lowered, how fast, and how long ago it last changed. */
  approach: ['raised', 'topSpeed', 'sinceMoved', 'sinceFormed', 'shownBefore', 'broughtAlong'],
  /** The other hand: whether it is there, moves, is near. */
  other: ['otherSeen', 'otherMoves', 'otherNear'],
} as const;
export type IntentPart = keyof typeof intentParts;

/** Names of the features, in their order. */
export const intentFeatureNames: readonly string[] = Object.values(intentParts).flat();

/** Size of the whole frame in source pixels. */
export interface FrameSize {
  width: number;
  height: number;
}

const secondMs = 1000;
/** How far apart two moments must be for a speed, ms. */
const speedMs = 190;
/**
 * Scores above this count as this: hands that a classifier was trained on score higher than those of
 * strangers, who mean their signs just as much.
 */
const sureScore = 0.75;
/** Limits a value to low..high; NaN and infinities become `low`. */
const within = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, Number.isFinite(value) ? value : low));

/**
 * @param followed a hand that holds a sign. @param others the other hands in view.
 * @param dwellMs how long a sign must be held; times since the last change are counted beyond it.
 * @returns one number for each of {@link intentFeatureNames}.
 */
export function intentFeatures(
  followed: FollowedHand,
  others: readonly FollowedHand[],
  frameSize: FrameSize,
  dwellMs: number,
): Float32Array {
  const now = newest(followed);
  const gesture = followed.hold?.gesture ?? '';
  const recent = followed.moments.filter(
    ({ timestamp }) => now.timestamp - timestamp <= 0.7 * secondMs,
  );
  return Float32Array.from([
    ...stillness(recent, now),
    ...settledness(recent, gesture),
    ...sizes(now, frameSize),
    ...place(now, frameSize),
    ...approach(followed, now, gesture, dwellMs),
    ...otherHands(others, now),
  ]);
}

function stillness(recent: readonly Moment[], now: Moment): number[] {
  const drift = Math.max(...recent.map((then) => distanceOf(then, now) / now.size));
  const quarter = recent.filter(({ timestamp }) => now.timestamp - timestamp <= 250);
  const change = Math.max(...quarter.map((then) => shapeChange(then, now)));
  return [
    within(drift, 0, 1) * 2,
    within(meanSpeed(recent), 0, 1.5) * 2,
    within(change, 0, 0.15) * 10,
  ];
}

/**
 * Mean speed of the centre over a fifth of a second, in hand sizes per second: from frame to frame
 * the landmarks' noise would count as motion.
 */
function meanSpeed(moments: readonly Moment[]): number {
  let speeds = 0;
  let count = 0;
  let from = 0;
  moments.forEach((now, i) => {
    while (from + 1 < i && now.timestamp - moments[from + 1]!.timestamp >= speedMs) from++;
    const then = moments[from]!;
    const ms = now.timestamp - then.timestamp;
    if (ms < speedMs) return;
    speeds += distanceOf(then, now) / now.size / (ms / secondMs);
    count++;
  });
  return count > 0 ? speeds / count : 0;
}

function settledness(recent: readonly Moment[], gesture: string): number[] {
  const scores = recent.map((moment) => moment.scores[gesture] ?? 0);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const spread = Math.sqrt(
    scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length,
  );
  const named = recent.filter((moment) => moment.gesture === gesture).length / recent.length;
  return [within(mean, 0, 1) * 2, within(named, 0, 1) * 2, within(spread, 0, 0.3) * 5];
}

function sizes(now: Moment, { width, height }: FrameSize): number[] {
  return [within(Math.log2(now.size / Math.min(width, height) / 0.25), -2.5, 1.5)];
}

function place(now: Moment, { height }: FrameSize): number[] {
  // 0 in the frame's middle, 1 at its upper edge.
  const up = within(1 - (2 * now.y) / height, -1, 1);
  const below = within((now.wristY - now.y) / now.size, -0.6, 0.6);
  const aside = within(Math.abs(now.wristX - now.x) / now.size, 0, 0.6);
  // The elbow lies about three times as far behind the wrist as the centre lies before it.
  const elbowY = now.wristY + (now.wristY - now.y) * 3;
  return [up, below * 2, aside * 2, within(1 - elbowY / height, -1, 1)];
}

function approach(followed: FollowedHand, now: Moment, gesture: string, dwellMs: number): number[] {
  const { moments } = followed;
  let raised = 0;
  for (const then of moments) {
    const up = (then.y - now.y) / now.size;
    if (Math.abs(up) > Math.abs(raised)) raised = up;
  }
  let top = 0;
  for (let i = 1; i < moments.length; i++) {
    const seconds = (moments[i]!.timestamp - moments[i - 1]!.timestamp) / secondMs;
    top = Math.max(top, distanceOf(moments[i - 1]!, moments[i]!) / now.size / seconds);
  }
  const since = (when: number) => within((now.timestamp - when - dwellMs) / secondMs, 0, 3);
  // A hand that holds an object has the same shape on its whole way; a sign is formed at its place.
  const before = moments.filter(({ timestamp }) => timestamp < (followed.hold?.since ?? 0));
  const scores = before.map((moment) => Math.min(sureScore, moment.scores[gesture] ?? 0));
  const along =
    scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : 0;
  return [
    within(raised, -1, 2),
    within(top, 0, 5) / 2,
    since(followed.movedAt),
    since(followed.formedAt),
    within(before.length / 5, 0, 1),
    along,
  ];
}

function otherHands(others: readonly FollowedHand[], now: Moment): number[] {
  let [seen, moves, near] = [0, 0, 0];
  for (const other of others) {
    const last = newest(other);
    if (now.timestamp - last.timestamp > 0.5 * secondMs) continue;
    seen = 1;
    const recent = other.moments.filter((then) => now.timestamp - then.timestamp <= 0.7 * secondMs);
    moves = Math.max(moves, within(meanSpeed(recent), 0, 2));
    near = Math.max(near, within(2.5 - distanceOf(last, now) / now.size, 0, 2));
  }
  return [seen, moves, near];
}
