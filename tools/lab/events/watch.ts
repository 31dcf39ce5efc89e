/**
 * What the recognizer would see of a motion, without pixels: frames at the rate that it asks for,
 * hands found and lost as its tracker does, and landmarks with the errors of its model.
 */
import { Pacer } from '../../../src/grab/pacer.ts';
import type { Random } from '../../../src/learning/random.ts';
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import {
  initialRate,
  nextFrameMs,
  type RateState,
  shouldSearch,
} from '../../../src/recognizer/rate.ts';
import type { Thing } from '../signer/state.ts';
import type { PlayedHand } from './play.ts';
import { type Bones, type Camera, jointsOf, project } from './skeleton.ts';

export interface StreamFrame {
  /** ms since the play's start. */
  timestamp: number;
  hands: readonly Hand[];
}

/** A hand of the landmark bank that takes the place of the drawn one. */
export interface BankHand {
  landmarks: readonly Landmark[];
  handedness: Hand['handedness'];
  /** The pose that it stands for; null: any. */
  pose: string | null;
}

export interface WatchOptions {
  camera: Camera;
  bones: Bones;
  /** Played hands are replaced by this one: its shape, where and how large the drawn one is. */
  instead: BankHand | null;
}

/** A camera of 30 frames a second whose times are not quite even. */
const cameraMs = 1000 / 30;
const unevenMs = 2;
/** Share of searches that find a hand, by its size in pixels of a 640x480 picture. */
const found: readonly (readonly [size: number, share: number])[] = [
  [40, 0.15],
  [60, 0.3],
  [80, 0.45],
  [120, 0.65],
  [200, 0.85],
  [Infinity, 0.95],
];
/** A hand that moves more sizes than this between two frames is lost. */
const lostSizes = 0.65;
/** Share of frames in which a followed hand is lost all the same; more where it is covered. */
const lost = { open: 0.002, covered: 0.02 };
const secondSearchMs = 1000;
/** A hand is in the picture with this share of its landmarks. */
const insideShare = 0.7;

/** Errors of the landmark model; shares are of hand size. */
const error = {
  /** The same all through a play: a model's habit with this hand, in this light. */
  habit: 0.018,
  /** From frame to frame, with a memory. */
  jitter: 0.007,
  pixels: 0.5,
  memory: 0.6,
  /** On what is covered, and by motion (of the way in 1/30 s). */
  covered: 0.06,
  blur: 0.25,
};
/** How much of a hand each thing hides. */
const coveredShares: Readonly<Record<Thing, number>> = {
  paper: 0.4,
  cup: 0.4,
  phone: 0.35,
  pen: 0.2,
};
/** Share of plays in which the model takes the hand for the other one. */
const wrongSide = 0.02;

/** The errors of one hand through one play. */
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

interface Seen {
  landmarks: Landmark[];
  x: number;
  y: number;
  size: number;
}

/** Watches a play from 0 to `seconds`. The same play and seed of `random` give the same frames. */
export function watch(
  at: (seconds: number) => (PlayedHand | null)[],
  seconds: number,
  options: WatchOptions,
  random: Random,
): StreamFrame[] {
  const frames: StreamFrame[] = [];
  const pacer = new Pacer();
  const errors = at(0).map(() => errorsOf(random));
  const tracks = new Map<number, Seen>();
  let before: (Seen | null)[] = [];
  let rate: RateState = initialRate;
  let lastSearch = Number.NEGATIVE_INFINITY;
  for (let tick = 0; tick * cameraMs < seconds * 1000; tick++) {
    const timestamp = tick * cameraMs + random.between(0, unevenMs);
    if (pacer.decide(timestamp)) continue;
    pacer.sent(timestamp);
    const played = at(timestamp / 1000);
    const seen = played.map((hand) => hand && seenOf(hand, options));
    const tracking = tracks.size > 0;
    if (tracking || stirs(before, seen, random)) rate = { ...rate, lastMotionAt: timestamp };
    for (const [index, last] of tracks) {
      const now = seen[index];
      const slipped = now && Math.hypot(now.x - last.x, now.y - last.y) > lostSizes * last.size;
      const chance = played[index]?.state.thing ? lost.covered : lost.open;
      if (!now || slipped || random.uniform() < chance) tracks.delete(index);
      else tracks.set(index, now);
    }
    const due = tracks.size === 0 || timestamp - lastSearch >= secondSearchMs;
    if (due && tracks.size < 2 && (tracking || shouldSearch(rate, timestamp))) {
      lastSearch = timestamp;
      rate = { ...rate, lastSearchAt: timestamp };
      seen.forEach((now, index) => {
        if (now && !tracks.has(index) && random.uniform() < foundShare(now.size, options.camera))
          tracks.set(index, now);
      });
    }
    const hands = [...tracks].map(([index, now]) => {
      const speed = before[index] ? distance(before[index], now) / now.size : 0;
      const { thing } = played[index]!.state;
      const covered = thing ? coveredShares[thing] : 0;
      return observed(played[index]!, now, errors[index]!, { speed, covered }, options, random);
    });
    frames.push({ timestamp, hands });
    before = seen;
    pacer.answered(nextFrameMs(rate, timestamp, tracks.size > 0));
  }
  return frames;
}

const distance = (a: Seen, b: Seen): number => Math.hypot(a.x - b.x, a.y - b.y);

function foundShare(size: number, { height }: Camera): number {
  const scaled = (size * 480) / height;
  return found.find(([most]) => scaled < most)![1];
}

/** Whether the picture moved: a hand, or now and then the person. */
function stirs(before: readonly (Seen | null)[], now: readonly (Seen | null)[], random: Random) {
  const hand = now.some((seen, i) => {
    const last = before[i];
    return seen ? !last || distance(last, seen) > 0.05 * seen.size : Boolean(last);
  });
  return hand || random.uniform() < 0.05;
}

/** The hand without errors; null where it is out of the picture. */
function seenOf(hand: PlayedHand, { camera, bones, instead }: WatchOptions): Seen | null {
  const drawn = project(jointsOf(hand.state, bones), camera);
  const box = boxOf(drawn);
  const bank = instead && (instead.pose === null || instead.pose === hand.pose) ? instead : null;
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

/** A hand of the bank where the drawn one is, as large, turned with its tremor. */
function placed(hand: BankHand, at: { x: number; y: number; size: number }, roll: number) {
  const own = boxOf(hand.landmarks);
  const scale = at.size / own.size;
  const [c, s] = [Math.cos(roll), Math.sin(roll)];
  return hand.landmarks.map(([x, y, z]): Landmark => {
    const [dx, dy] = [(x - own.x) * scale, (y - own.y) * scale];
    return [at.x + c * dx + s * dy, at.y + c * dy - s * dx, z * scale];
  });
}

/** What the landmark model would say of the hand. */
function observed(
  hand: PlayedHand,
  { landmarks, size }: Seen,
  errors: Errors,
  { speed, covered }: { speed: number; covered: number },
  { instead }: WatchOptions,
  random: Random,
): Hand {
  const { memory } = error;
  // A bank's landmarks have their model's habits already.
  const habit = instead ? 0 : size;
  const strength =
    error.jitter * size + error.pixels + error.blur * Math.min(1, speed) * size * 0.2;
  const noisy = landmarks.map(([x, y, z], i): Landmark => {
    const at = [x, y].map((value, axis) => {
      const k = i * 2 + axis;
      const fresh = random.normal() * Math.sqrt(1 - memory * memory);
      errors.jitter[k] = errors.jitter[k]! * memory + fresh;
      errors.hidden[k] = errors.hidden[k]! * 0.97 + random.normal() * 0.24;
      // The wrist is seen; what lies round a thing is not.
      const hidden = i === 0 ? 0 : errors.hidden[k]! * error.covered * covered * size;
      return value + errors.habit[k]! * habit + errors.jitter[k]! * strength + hidden;
    });
    return [at[0]!, at[1]!, z];
  });
  const own = instead?.handedness ?? hand.state.side;
  const left = (own === 'Left') !== errors.wrongSide;
  const leftness = left ? 0.95 : 0.05;
  return { landmarks: noisy, handedness: left ? 'Left' : 'Right', leftness, presence: 0.95 };
}
