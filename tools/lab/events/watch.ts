/**
 * Simulates without pixels what the recognizer would find in a motion: frames at the rate that it asks
 * for, hands found and lost as by its tracker, and landmarks with the errors of its model.
 */
import { Pacer } from '../../../src/grab/pacer.ts';
import type { Random } from '../../../src/learning/random.ts';
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import {
  initialRate,
  type Look,
  nextFrameMs,
  type RateState,
  shouldSearch,
  speedOfHands,
  withSpeed,
} from '../../../src/recognizer/rate.ts';
import type { Thing } from '../signer/state.ts';
import type { PlayedHand } from './play.ts';
import { type Bones, type Camera, jointsOf, project } from './skeleton.ts';

export interface StreamFrame {
  /** ms since the play's start. */
  timestamp: number;
  hands: readonly Hand[];
}

/** A hand of the landmark bank that replaces the computed one. */
export interface BankHand {
  landmarks: readonly Landmark[];
  handedness: Hand['handedness'];
  /** The pose that it replaces; null for any. */
  pose: string | null;
}

export interface WatchOptions {
  camera: Camera;
  bones: Bones;
  /** Replaces the computed hands: its shape, at their position and size. */
  replacement: BankHand | null;
  /** The mean time that a busy machine takes for a frame, ms; default: none. */
  frameMs?: number;
  /** Looks at a hand that rests as often as at one that moves; default: as seldom as calls do. */
  steadily?: boolean;
}

/** How the machine of a call looks at hands. */
export type Looking = Pick<WatchOptions, 'frameMs' | 'steadily'>;

/** A camera of 30 frames per second with slightly uneven times. */
const cameraMs = 1000 / 30;
const unevenMs = 2;
/** Share of searches that find a hand, by its size in px of a 640x480 frame. */
const found: readonly (readonly [size: number, share: number])[] = [
  [40, 0.15],
  [60, 0.3],
  [80, 0.45],
  [120, 0.65],
  [200, 0.85],
  [Infinity, 0.95],
];
/** A hand that moves by more than this many hand sizes between two frames is lost. */
const lostSizes = 0.65;
/** Share of frames in which a followed hand is lost for no other reason; more if it is partly covered. */
const lost = { open: 0.002, covered: 0.02 };
const secondSearchMs = 1000;
/** Neither the gate nor the vocabulary is known here: no hand is looked at less often than while signs are held. */
const alike = { movements: true, holding: true };
/** How much less and more than its mean time a busy machine takes for a frame, in shares of it. */
const busy = { least: 0.4, most: 1.6 };
/** A hand counts as in the frame if this share of its landmarks is inside. */
const insideShare = 0.7;

/** Errors of the landmark model; shares are of hand size. */
const error = {
  /** Constant during a play: the model's bias for this hand in this light. */
  habit: 0.018,
  /** Changes from frame to frame; `memory` is its autocorrelation. */
  jitter: 0.007,
  pixels: 0.5,
  memory: 0.6,
  /** On covered landmarks, and by motion (relative to the distance moved in 1/30 s). */
  covered: 0.06,
  blur: 0.25,
};
/** Share of a hand that each thing covers. */
const coveredShares: Readonly<Record<Thing, number>> = {
  paper: 0.4,
  cup: 0.4,
  phone: 0.35,
  pen: 0.2,
};
/** Share of plays in which the model reports the wrong handedness. */
const wrongSide = 0.02;

/** The errors of one hand during one play. */
interface Errors {
  habit: Float32Array;
  jitter: Float32Array;
  hidden: Float32Array;
  wrongSide: boolean;
}

const points = 21;

function errorsOf(random: Random): Errors {
  const normal = (scale: number) =>
    Float32Array.from({ length: points * 2 }, () => random.normal() * scale);
  return {
    habit: normal(error.habit),
    jitter: normal(0),
    hidden: normal(1),
    wrongSide: random.uniform() < wrongSide,
  };
}

interface VisibleHand {
  landmarks: Landmark[];
  x: number;
  y: number;
  size: number;
}

/** Simulates a play from 0 to `seconds`. The same play and seed of `random` give the same frames. */
export function watch(
  at: (seconds: number) => (PlayedHand | null)[],
  seconds: number,
  options: WatchOptions,
  random: Random,
): StreamFrame[] {
  const frames: StreamFrame[] = [];
  const pacer = new Pacer();
  const errors = at(0).map(() => errorsOf(random));
  const followed = new Map<number, VisibleHand>();
  let before: (VisibleHand | null)[] = [];
  let rate: RateState = initialRate;
  let looks: readonly Look[] = [];
  let lastSearch = Number.NEGATIVE_INFINITY;
  const { frameMs = 0, steadily = false } = options;
  let busyUntil = 0;
  for (let tick = 0; tick * cameraMs < seconds * 1000; tick++) {
    const timestamp = tick * cameraMs + random.between(0, unevenMs);
    if (pacer.decide(timestamp) || timestamp < busyUntil) continue;
    pacer.sent(timestamp);
    if (frameMs > 0) busyUntil = timestamp + frameMs * random.between(busy.least, busy.most);
    const played = at(timestamp / 1000);
    const seen = played.map((hand) => hand && visibleHand(hand, options));
    const tracking = followed.size > 0;
    if (tracking || stirs(before, seen, random)) rate = { ...rate, lastMotionAt: timestamp };
    for (const [index, last] of followed) {
      const now = seen[index];
      const slipped = now && Math.hypot(now.x - last.x, now.y - last.y) > lostSizes * last.size;
      const chance = played[index]?.state.thing ? lost.covered : lost.open;
      if (!now || slipped || random.uniform() < chance) followed.delete(index);
      else followed.set(index, now);
    }
    const due = followed.size === 0 || timestamp - lastSearch >= secondSearchMs;
    if (due && followed.size < 2 && (tracking || shouldSearch(rate, timestamp))) {
      lastSearch = timestamp;
      rate = { ...rate, lastSearchAt: timestamp };
      seen.forEach((now, index) => {
        if (now && !followed.has(index) && random.uniform() < foundShare(now.size, options.camera))
          followed.set(index, now);
      });
    }
    const hands = [...followed].map(([index, now]) => {
      const speed = before[index] ? distance(before[index], now) / now.size : 0;
      const { thing } = played[index]!.state;
      const covered = thing ? coveredShares[thing] : 0;
      return observed(played[index]!, now, errors[index]!, { speed, covered }, options, random);
    });
    frames.push({ timestamp, hands });
    before = seen;
    const now = hands.map((hand): Look => ({ hand, at: timestamp }));
    if (!steadily) rate = withSpeed(rate, speedOfHands(looks, now), timestamp);
    looks = now;
    pacer.answered(nextFrameMs(rate, timestamp, { ...alike, tracking: followed.size > 0 }));
  }
  return frames;
}

const distance = (a: VisibleHand, b: VisibleHand): number => Math.hypot(a.x - b.x, a.y - b.y);

function foundShare(size: number, { height }: Camera): number {
  const scaled = (size * 480) / height;
  return found.find(([most]) => scaled < most)![1];
}

/** Whether the frame shows motion: of a hand, or now and then of the person. */
function stirs(
  before: readonly (VisibleHand | null)[],
  now: readonly (VisibleHand | null)[],
  random: Random,
) {
  const hand = now.some((seen, i) => {
    const last = before[i];
    return seen ? !last || distance(last, seen) > 0.05 * seen.size : Boolean(last);
  });
  return hand || random.uniform() < 0.05;
}

/** The hand without errors; null if it is outside the frame. */
function visibleHand(
  hand: PlayedHand,
  { camera, bones, replacement }: WatchOptions,
): VisibleHand | null {
  const drawn = project(jointsOf(hand.state, bones), camera);
  const box = boxOf(drawn);
  const bank =
    replacement && (replacement.pose === null || replacement.pose === hand.pose)
      ? replacement
      : null;
  const landmarks = bank ? placed(bank, box, hand.roll) : drawn;
  const inside = landmarks.filter(
    ([x, y]) => x >= 0 && x < camera.width && y >= 0 && y < camera.height,
  );
  return inside.length >= insideShare * points ? { landmarks, ...boxOf(landmarks) } : null;
}

function boxOf(landmarks: readonly Landmark[]): { x: number; y: number; size: number } {
  const xs = landmarks.map(([x]) => x);
  const ys = landmarks.map(([, y]) => y);
  return {
    x: xs.reduce((sum, x) => sum + x, 0) / xs.length,
    y: ys.reduce((sum, y) => sum + y, 0) / ys.length,
    size: Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)),
  };
}

/** A hand of the bank at the computed one's position and size, rotated by its tremor. */
function placed(hand: BankHand, at: { x: number; y: number; size: number }, roll: number) {
  const own = boxOf(hand.landmarks);
  const scale = at.size / own.size;
  const [c, s] = [Math.cos(roll), Math.sin(roll)];
  return hand.landmarks.map(([x, y, z]): Landmark => {
    const [dx, dy] = [(x - own.x) * scale, (y - own.y) * scale];
    return [at.x + c * dx + s * dy, at.y + c * dy - s * dx, z * scale];
  });
}

/** The hand as the landmark model would report it. */
function observed(
  hand: PlayedHand,
  { landmarks, size }: VisibleHand,
  errors: Errors,
  { speed, covered }: { speed: number; covered: number },
  { replacement }: WatchOptions,
  random: Random,
): Hand {
  const { memory } = error;
  // The bank's landmarks already contain their model's bias.
  const habit = replacement ? 0 : size;
  const strength =
    error.jitter * size + error.pixels + error.blur * Math.min(1, speed) * size * 0.2;
  const noisy = landmarks.map(([x, y, z], i): Landmark => {
    const at = [x, y].map((value, axis) => {
      const k = i * 2 + axis;
      const fresh = random.normal() * Math.sqrt(1 - memory * memory);
      errors.jitter[k] = errors.jitter[k]! * memory + fresh;
      errors.hidden[k] = errors.hidden[k]! * 0.97 + random.normal() * 0.24;
      // The wrist stays visible; what is around a thing does not.
      const hidden = i === 0 ? 0 : errors.hidden[k]! * error.covered * covered * size;
      return value + errors.habit[k]! * habit + errors.jitter[k]! * strength + hidden;
    });
    return [at[0]!, at[1]!, z];
  });
  const own = replacement?.handedness ?? hand.state.side;
  const left = (own === 'Left') !== errors.wrongSide;
  const leftness = left ? 0.95 : 0.05;
  return { landmarks: noisy, handedness: left ? 'Left' : 'Right', leftness, presence: 0.95 };
}
